/** Instruments: latency recorders and the ground truth. */
package dirtysim.measure;
