package dirtysim.reports;

import dirtysim.reports.jmh.JmhFinding;
import dirtysim.reports.jmh.JmhOutcome;
import dirtysim.reports.jmh.JmhPair;
import dirtysim.reports.jmh.JmhStudy;
import dirtysim.reports.text.Exact;

/** Ratios and what became of their targets, a line each, for a terminal. */
public final class JmhText {
    private JmhText() {}

    /** The lines of one run of JMH. */
    public static String render(JmhStudy study) {
        StringBuilder out = new StringBuilder();
        for (JmhPair pair : study.pairs()) {
            out.append("ratio:   ").append(pair.run().benchmark());
            if (!pair.run().paramText().isEmpty()) {
                out.append(' ').append(pair.run().paramText());
            }
            out.append(" / ")
                    .append(pair.reference().method())
                    .append(" = ")
                    .append(figure(pair.ratio().value()))
                    .append(" (")
                    .append(figure(pair.ratio().low()))
                    .append(" to ")
                    .append(figure(pair.ratio().high()))
                    .append(")\n");
        }
        for (JmhFinding finding : study.findings()) {
            out.append("target:  ")
                    .append(
                            finding.outcome() == JmhOutcome.MISSED
                                    ? "MISSED"
                                    : finding.outcome().text())
                    .append(": ")
                    .append(finding.target().benchmark());
            if (!finding.params().isEmpty()) {
                out.append(' ').append(finding.params());
            }
            if (!finding.reference().isEmpty()) {
                out.append(" / ").append(finding.reference());
            }
            out.append(' ').append(finding.target().text());
            if (!Double.isNaN(finding.value())) {
                out.append(", is ").append(figure(finding.value()));
            }
            out.append('\n');
        }
        return out.toString();
    }

    private static String figure(double value) {
        return Exact.decimals(value, 3);
    }
}
