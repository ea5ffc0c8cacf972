/**
 * Instruments: latency distributions, sums of cost, the ground truth that schemes are judged by, and a witness that tells why a page was lost. Nothing that is
 * modelled reads them; ground truth above all is out of reach of every scheme (a test holds this).
 *
 * <p>API: {@link dirtysim.measure.Cost}, on which a scheme charges, and what it names. The rest is internal.
 */
package dirtysim.measure;
