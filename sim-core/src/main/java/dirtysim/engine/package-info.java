/** The event loop, FIFO servers and random streams: time and contention, and nothing of what they are used for. */
package dirtysim.engine;
