package dirtysim.reports.view;

import dirtysim.reports.compare.Case;
import dirtysim.reports.compare.Comparison;
import dirtysim.reports.text.Exact;
import dirtysim.reports.text.Unit;
import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * A run, for the list at the end.
 *
 * @param trace its case
 * @param scheme id of its scheme
 * @param scenario name of its scenario
 * @param seed its seed
 * @param events events of the event loop
 * @param hash hash of its final state
 * @param lostSample the first pages that it lost, as GFNs; empty when none were
 * @param lostReasons a sentence on each of them
 * @param notes what was changed about its input
 */
public record RunRow(
        String trace,
        String scheme,
        String scenario,
        String seed,
        String events,
        String hash,
        String lostSample,
        List<String> lostReasons,
        List<String> notes) {

    static List<RunRow> of(Comparison comparison) {
        List<RunRow> rows = new ArrayList<>();
        for (Case c : comparison.cases()) {
            c.replications().forEach((scheme, runs) -> runs.forEach(run -> rows.add(row(c.label(), run))));
        }
        return rows;
    }

    private static RunRow row(String trace, RunRecord run) {
        List<String> sample = run.tracking().lostSample().stream()
                .map(gfn -> "0x" + Long.toHexString(gfn))
                .toList();
        return new RunRow(
                trace,
                run.scenario().scheme(),
                run.scenario().name(),
                Long.toString(run.scenario().seed()),
                Unit.grouped(run.events()),
                Exact.hash(run.stateHash()),
                String.join(", ", sample),
                run.tracking().lostReasons(),
                run.notes());
    }
}
