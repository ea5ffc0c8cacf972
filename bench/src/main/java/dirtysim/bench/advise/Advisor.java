package dirtysim.bench.advise;

import dirtysim.bench.frontier.Crew;
import dirtysim.bench.frontier.Frontiers;
import dirtysim.bench.frontier.Trials;
import dirtysim.bench.suite.Plan;
import dirtysim.bench.sweep.Progress;
import dirtysim.reports.frontier.Frontier;
import dirtysim.reports.frontier.Limit;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/** Compares the schemes on one trace, and asks what the advice needs beside. */
public final class Advisor {
    private static final double REMEDY_RANGE = 32;

    private final Trials trials;
    private final int jobs;
    private final boolean quick;
    private final Progress progress;

    /**
     * @param trials runs the scenarios
     * @param jobs threads, at least 1
     * @param quick whether to rank only, and ask neither for margins nor for assumptions
     * @param progress told of each search that is done
     */
    public Advisor(Trials trials, int jobs, boolean quick, Progress progress) {
        this.trials = trials;
        this.jobs = jobs;
        this.quick = quick;
        this.progress = progress;
    }

    /**
     * Advises.
     *
     * @param runs of each scheme its replications on one trace, in the order of the schemes; at least one
     * @param records what came of them, in the same order
     * @param refused schemes that the hardware refuses
     */
    public Advice advise(Map<String, List<Plan.Run>> runs, List<RunRecord> records, List<Exclusion> refused) {
        Scenario scenario = records.get(0).scenario();
        List<Candidate> sound = new ArrayList<>();
        List<Exclusion> out = new ArrayList<>();
        for (String scheme : runs.keySet()) {
            List<RunRecord> its = of(records, scheme);
            Candidate candidate = Candidate.of(its);
            if (candidate.lostPages() == 0) {
                sound.add(candidate);
            } else {
                out.add(new Exclusion(scheme, lost(candidate, its)));
            }
        }
        out.addAll(refused);
        List<List<Candidate>> ranks = RankingRule.rank(sound, scenario.downtimeLimitMs() * 1e9);
        List<String> needs = ranks.stream()
                .flatMap(List::stream)
                .map(candidate -> runs.get(candidate.scheme()).get(0))
                .map(run -> Needs.of(run.scenario(), run.workload()))
                .toList();
        List<Margin> margins = List.of();
        List<Frontier> remedies = List.of();
        List<Optional<Assumption>> assumptions = List.of();
        if (!quick && !ranks.isEmpty()) {
            Candidate choice = ranks.get(0).get(0);
            Map<String, List<Plan.Run>> contenders = new LinkedHashMap<>();
            sound.forEach(candidate -> contenders.put(candidate.scheme(), runs.get(candidate.scheme())));
            Contest contest = new Contest(trials, contenders, choice.scheme());
            if (choice.converged()) {
                margins = Crew.perform(Margins.of(contest), jobs, progress);
                assumptions = Crew.perform(Assumptions.of(contest, firstTwo(ranks)), jobs, progress);
            } else {
                remedies = Crew.perform(remedies(runs.get(choice.scheme())), jobs, progress);
            }
        }
        return new Advice(
                scenario,
                ranks,
                out,
                suspects(sound, scenario.trace()),
                margins,
                remedies,
                !quick,
                assumptions.stream().flatMap(Optional::stream).toList(),
                assumptions.size(),
                needs,
                Notes.of(ranks, records));
    }

    private List<String> suspects(List<Candidate> sound, String trace) {
        return sound.stream()
                .map(Candidate::scheme)
                .filter(scheme -> trials.lostPages(trace, scheme))
                .toList();
    }

    /** The first choice and the first of the next rank, or what ties with the choice where there is no other rank. */
    static List<String> firstTwo(List<List<Candidate>> ranks) {
        List<String> two = new ArrayList<>(List.of(ranks.get(0).get(0).scheme()));
        if (ranks.size() > 1) {
            two.add(ranks.get(1).get(0).scheme());
        } else if (ranks.get(0).size() > 1) {
            two.add(ranks.get(0).get(1).scheme());
        }
        return two;
    }

    private List<Callable<Frontier>> remedies(List<Plan.Run> runs) {
        List<Callable<Frontier>> searches = new ArrayList<>();
        for (Limit limit : Limit.values()) {
            if (limit.of(runs.get(0).scenario()) > 0) {
                searches.add(() -> Frontiers.rough(trials, runs, limit, REMEDY_RANGE, Margins.RESOLUTION));
            }
        }
        return searches;
    }

    private static List<RunRecord> of(List<RunRecord> records, String scheme) {
        return records.stream()
                .filter(record -> record.scenario().scheme().equals(scheme))
                .toList();
    }

    private static String lost(Candidate candidate, List<RunRecord> its) {
        String example = its.stream()
                .flatMap(record -> record.tracking().lostReasons().stream())
                .findFirst()
                .map(reason -> ": " + reason)
                .orElse("");
        return "lost " + (candidate.lostPages() == 1 ? "1 page" : candidate.lostPages() + " pages") + example;
    }

    /** The runs as they were given, in parallel; their records in the order of the plan. */
    public List<RunRecord> base(List<Plan.Run> runs) {
        List<Callable<RunRecord>> work = new ArrayList<>();
        runs.forEach(run ->
                work.add(() -> trials.of(List.of(run), UnaryOperator.identity()).get(0)));
        return Crew.perform(work, jobs, progress);
    }
}
