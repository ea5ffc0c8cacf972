/**
 * The project's own format for recordings, {@code .dtrace}: everything that {@link dirtysim.workloads.record} holds, and
 * where the recording comes from. The module's README documents it byte by byte.
 *
 * <p>In short: a magic number and a version; then blocks, each deflated and with a CRC-32C of its own: one header
 * (provenance, JSON), blocks of up to 16,384 records, one footer (devices and counts, JSON), one index. Within a block each
 * property of the records is a stream of its own, of variable-length integers that hold differences.
 *
 * <p>Read {@code Layout}, then {@code DtraceWriter} with {@code RecordEncoder}, then {@code DtraceBlocks} with
 * {@code RecordDecoder}, and {@code DtraceRepair} last. What a recording's text held beyond its records is not kept, only
 * counted.
 *
 * <p>API: {@link dirtysim.workloads.dtrace.Damage}. The rest is internal; the format is not, and keeps its version.
 */
package dirtysim.workloads.dtrace;
