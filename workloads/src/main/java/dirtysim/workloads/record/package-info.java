/**
 * What a recording holds, once its text has been understood: one sequence of {@linkplain dirtysim.workloads.record.RecordKind
 * six kinds} of record in the order of the file. Statistics, replay and the native format know recordings only in this
 * form, so they cannot differ between a file of ftrace text and its conversion.
 *
 * <p>Times are microseconds of the recording's own clock, addresses and lengths are bytes.
 *
 * <p>Read {@link dirtysim.workloads.record.RecordKind}, then {@link dirtysim.workloads.record.TraceRecords}, then
 * {@link dirtysim.workloads.record.RecordSink}, through which importers fill it. Not held: what the lines said beyond these
 * kinds.
 *
 * <p>API: {@link dirtysim.workloads.record.TraceRecords} and what it gives. The rest is internal.
 */
package dirtysim.workloads.record;
