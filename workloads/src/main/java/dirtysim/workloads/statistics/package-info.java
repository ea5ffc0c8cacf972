/**
 * Figures about a recording, under the names and with the meanings of the {@code stats} that were published with the
 * recorded traces. They are computed from {@link dirtysim.workloads.record.TraceRecords} alone.
 *
 * <p>A mapping is one segment of one device, a page is 4 KiB of it. An IOVA page is the pair of device and IOVA page
 * number. What no dma event explains counts for the only device, or, if there are several, for a device of its own.
 * Quantiles are an observed value: of {@code n} sorted ones that at index {@code floor(q * n)}.
 *
 * <p>Read {@link dirtysim.workloads.statistics.TraceStatistics}, then {@code StatisticsCalculator}. Not computed: anything that
 * needs a simulation.
 *
 * <p>API: {@link dirtysim.workloads.statistics.TraceStatistics} and what it gives. The rest is internal.
 */
package dirtysim.workloads.statistics;
