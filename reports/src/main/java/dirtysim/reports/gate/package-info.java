/**
 * The gate: new results held against a baseline, cell by cell.
 *
 * <p>Simulated figures are the same bytes on every machine, so a cell that differs means that the simulator, a scheme, a
 * parameter or the suite changed. Whatever differs fails, an improvement too: the baseline is stale then. A {@link
 * dirtysim.reports.gate.Tolerance} lets a cell differ, with a reason.
 *
 * <pre>{@code
 * GateResult result = Gate.compare(Baseline.read(old), Baseline.read(fresh), List.of());
 * result.passed();
 * GateText.render(result);
 * }</pre>
 *
 * <p>Read {@link dirtysim.reports.gate.Baseline}, {@link dirtysim.reports.gate.Gate} and
 * {@link dirtysim.reports.gate.GateResult}; {@link dirtysim.reports.gate.GateText} and its like write the result. Benchmarks,
 * which differ on every run, are none of it.
 */
package dirtysim.reports.gate;
