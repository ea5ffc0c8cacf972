/**
 * The order of events of a run, kept in a file, and another run held against it: for whoever changes the model and wants to see
 * where two runs part. Read {@link dirtysim.bench.events.EventLogWriter} first, which has the format.
 *
 * <p>Not kept is what handlers do, only that they were called, when, and with what.
 */
package dirtysim.bench.events;
