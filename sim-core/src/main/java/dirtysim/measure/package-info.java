/**
 * Instruments: latency distributions, sums of cost, and the ground truth that schemes are judged by. Nothing that is
 * modelled reads them; ground truth above all is out of reach of every scheme (a test holds this).
 */
package dirtysim.measure;
