package dirtysim.bench.advise;

import dirtysim.reports.frontier.Frontier;
import dirtysim.scenario.Scenario;
import java.util.List;

/**
 * All that is said about one trace.
 *
 * @param scenario the conditions, of whatever scheme
 * @param ranks the schemes by {@link RankingRule}; none if all are out
 * @param out those that are not ranked
 * @param suspects ranked schemes that lost pages under other conditions that were tried
 * @param margins how far the first choice holds; none if it does not converge, or they were not asked for
 * @param remedies if nothing converges, what would make the first choice converge; none otherwise
 * @param margined whether margins, remedies and assumptions were asked for
 * @param assumptions those that the first choice and the next depend on; not asked for if nothing converges
 * @param tested how many assumptions were moved
 * @param needs what each ranked scheme takes, a sentence each
 * @param notes what was done to the trace, a sentence each
 */
public record Advice(
        Scenario scenario,
        List<List<Candidate>> ranks,
        List<Exclusion> out,
        List<String> suspects,
        List<Margin> margins,
        List<Frontier> remedies,
        boolean margined,
        List<Assumption> assumptions,
        int tested,
        List<String> needs,
        List<String> notes) {
    /** Defensive copies. */
    public Advice {
        ranks = List.copyOf(ranks);
        out = List.copyOf(out);
        suspects = List.copyOf(suspects);
        margins = List.copyOf(margins);
        remedies = List.copyOf(remedies);
        assumptions = List.copyOf(assumptions);
        needs = List.copyOf(needs);
        notes = List.copyOf(notes);
    }

    /** The first choice, one of those that tie; there must be one. */
    public Candidate choice() {
        return ranks.get(0).get(0);
    }

    /** The budget for the downtime, in picoseconds. */
    public double budgetPs() {
        return scenario.downtimeLimitMs() * 1e9;
    }
}
