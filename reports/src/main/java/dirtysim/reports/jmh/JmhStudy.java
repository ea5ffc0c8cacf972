package dirtysim.reports.jmh;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One run of JMH, read as ratios. In a class of benchmarks those whose method's name begins with {@code reference} are reference
 * kernels, and each of the others is set beside every one of them that was run under the same values of the parameters that both
 * have.
 *
 * @param name what is shown for it, such as the file
 * @param machine JVM and version of JMH that measured, in words
 * @param runs every benchmark, in the order of the file
 * @param pairs every benchmark beside its references
 * @param findings targets and what became of them; where a target applies to several benchmarks, one each
 */
public record JmhStudy(String name, String machine, List<JmhRun> runs, List<JmhPair> pairs, List<JmhFinding> findings) {
    /** Copies the lists. */
    public JmhStudy {
        runs = List.copyOf(runs);
        pairs = List.copyOf(pairs);
        findings = List.copyOf(findings);
    }

    /**
     * Pairs benchmarks with references and judges targets.
     *
     * @param name what is shown for it
     * @param machine what measured, in words
     * @param runs of one run of JMH
     * @param targets may be none
     */
    public static JmhStudy of(String name, String machine, List<JmhRun> runs, List<JmhTarget> targets) {
        List<JmhPair> pairs = new ArrayList<>();
        for (JmhRun run : runs) {
            for (JmhRun reference : runs) {
                if (!run.isReference()
                        && reference.isReference()
                        && reference.subject().equals(run.subject())
                        && reference.agrees(run.params())) {
                    pairs.add(new JmhPair(run, reference, Ratio.of(run, reference)));
                }
            }
        }
        List<JmhFinding> findings = new ArrayList<>();
        for (JmhTarget target : targets) {
            List<JmhFinding> its =
                    target.quantity() == JmhQuantity.RATIO ? ofRatios(target, pairs) : ofFigures(target, runs);
            findings.addAll(
                    its.isEmpty()
                            ? List.of(new JmhFinding(
                                    target, target.paramText(), target.reference(), Double.NaN, JmhOutcome.NOT_RUN))
                            : its);
        }
        return new JmhStudy(name, machine, runs, pairs, findings);
    }

    /** Classes of benchmarks, in the order of the file. */
    public Set<String> subjects() {
        Set<String> subjects = new LinkedHashSet<>();
        runs.forEach(run -> subjects.add(run.subject()));
        return subjects;
    }

    /** Targets with an outcome. */
    public List<JmhFinding> findings(JmhOutcome outcome) {
        return findings.stream().filter(finding -> finding.outcome() == outcome).toList();
    }

    private static List<JmhFinding> ofRatios(JmhTarget target, List<JmhPair> pairs) {
        return pairs.stream()
                .filter(pair -> pair.run().benchmark().equals(target.benchmark())
                        && pair.run().has(target.params())
                        && (target.reference().isEmpty()
                                || target.reference().equals(pair.reference().method())))
                .map(pair -> new JmhFinding(
                        target,
                        pair.run().paramText(),
                        pair.reference().method(),
                        pair.ratio().value(),
                        target.judge(pair.ratio())))
                .toList();
    }

    private static List<JmhFinding> ofFigures(JmhTarget target, List<JmhRun> runs) {
        return runs.stream()
                .filter(run -> run.benchmark().equals(target.benchmark()) && run.has(target.params()))
                .map(run -> {
                    double value = target.quantity() == JmhQuantity.BYTES ? run.bytesPerOp() : run.perSecond();
                    return new JmhFinding(target, run.paramText(), "", value, target.judge(value));
                })
                .toList();
    }
}
