/**
 * DirtySim as a library: for a notebook, a script in jshell, or a test of one's own. {@link dirtysim.api.Experiment} is a
 * migration to simulate, {@link dirtysim.api.Result} what came of it, {@link dirtysim.api.Dirtysim} says what there is and
 * runs scenarios that were put together by {@link dirtysim.scenario.ScenarioBuilder}:
 *
 * <pre>{@code
 * Result run = Experiment.of("e1000e-rx-strict", "shadow-dbit")
 *         .with("link", "25Gbit/s")
 *         .with("time-scale", "10")
 *         .run();
 * run.number("downtime_ms");   // a column of results.csv
 * run.record().rounds();       // everything else that was measured
 * }</pre>
 *
 * <p>API: all of it, and with it, as far as signatures reach them: {@link dirtysim.scenario}; {@link
 * dirtysim.tracking.DirtyTracker} with what its methods take and give; {@link dirtysim.contract}; {@link
 * dirtysim.workloads.Traces}; {@link dirtysim.reports.ResultsDirectory} and {@link dirtysim.reports.ResultsCsv}. {@code
 * ApiTest} holds all of it to a file of signatures. A package whose documentation names no API is internal and may change at
 * any time, and so may the constructors of records. Errors are {@link dirtysim.host.InputException}: one line that says what,
 * where and how to mend it.
 *
 * <p><b>Deliberately left out.</b> Sweeps on several threads, replications, progress: that is what suites are for. Runs share
 * nothing, so a caller may run several at once.
 */
package dirtysim.api;
