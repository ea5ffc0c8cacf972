/**
 * Recorded guest dma_map/dma_unmap traces: reading them, the compact form that the project keeps them in, figures about
 * them, and their way into the simulator. {@link dirtysim.workloads.Traces} is the entrance:
 *
 * <pre>{@code
 * Trace trace = Traces.open("e1000e-rx-strict", false); // a bundled one, or the path of a file
 * ReplaySource source = trace.source();                 // what a simulation replays
 * trace.statistics().toJson();                          // what 'trace info --json' prints
 * Traces.convert("my.trace.gz", Path.of("my.dtrace"), false);
 * Traces.convert("my.dtrace", Path.of("again.trace.gz"), false);
 * Traces.repair(Path.of("damaged.dtrace"), Path.of("repaired.dtrace")).summary();
 * }</pre>
 *
 * <p>Read are the text of Linux ftrace, trace-cmd and perf ({@link dirtysim.workloads.ftrace}), logs of QEMU's vIOMMU ({@link
 * dirtysim.workloads.qemu}), a plain CSV ({@link dirtysim.workloads.csv}) and the project's own {@code .dtrace}
 * ({@link dirtysim.workloads.dtrace}). All become {@link dirtysim.workloads.record.TraceRecords}, and everything else
 * works on those, but the replay of files that memory does not hold ({@link dirtysim.workloads.stream}). {@link
 * dirtysim.workloads.RecordedRuns} opens the recordings that come with what the devices then accessed ({@link
 * dirtysim.workloads.access}). Made-up traces come from {@link dirtysim.workloads.generate}, and guests that are fitted to a recording
 * from {@link dirtysim.workloads.fit}. The module's README describes the formats, the bundled traces and how to record one.
 *
 * <p>Read {@link dirtysim.workloads.Traces} and {@link dirtysim.workloads.Trace}, then {@link dirtysim.workloads.record}, which
 * everything else stands on, then an importer and {@link dirtysim.workloads.replay}. What a recording cannot show,
 * {@code TraceNotes} says of each; what no recording shows here is the guest's own writes by CPU, which are a
 * {@linkplain dirtysim.cpu.WritePattern pattern}.
 *
 * <p>API: {@link dirtysim.workloads.Traces} and what it gives. The rest is internal.
 */
package dirtysim.workloads;
