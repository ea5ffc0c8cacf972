/**
 * Instruments: latency distributions, sums of cost, the ground truth that schemes are judged by, and a witness that tells why a page was
 * lost. Nothing that is modelled reads them; ground truth above all is out of reach of every scheme (a test holds this).
 *
 * <p>Read {@link dirtysim.measure.GroundTruth}, which says what a lost page is, then {@link dirtysim.measure.CostLedger} with
 * {@link dirtysim.measure.Cost} and {@link dirtysim.measure.HostOperation}, then {@link dirtysim.measure.LossWitness}.
 *
 * <p>Not measured is anything by wall-clock: all times are simulated ones.
 *
 * <p>API: {@link dirtysim.measure.Cost}, on which a scheme charges, and what it names. The rest is internal.
 */
package dirtysim.measure;
