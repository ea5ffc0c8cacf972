package dirtysim.bench.advise;

import dirtysim.reports.frontier.Frontier;
import dirtysim.reports.text.Unit;
import java.util.ArrayList;
import java.util.List;

/** The first section of the advice: what to take, and what it does. */
final class Recommendation {
    private Recommendation() {}

    static void write(StringBuilder out, Advice advice) {
        AdviceText.heading(out, "Recommendation");
        if (advice.ranks().isEmpty()) {
            out.append("**None.** Every scheme that was tried is out.\n");
            return;
        }
        List<Candidate> first = advice.ranks().get(0);
        Candidate choice = advice.choice();
        int ranked = advice.ranks().stream().mapToInt(List::size).sum();
        List<String> sentences = new ArrayList<>();
        if (!choice.converged()) {
            sentences.add("**Nothing converges under these conditions.**");
            sentences.add(
                    ranked == 1
                            ? "There is only " + choice.scheme() + "."
                            : "By the order below "
                                    + (first.size() > 1
                                            ? AdviceText.names(first) + " tie as the least bad."
                                            : choice.scheme() + " is the least bad."));
        } else if (first.size() > 1) {
            sentences.add(
                    "**" + AdviceText.names(first) + " tie.** Take the one that asks least of you, as told below.");
        } else {
            sentences.add("**Take " + choice.scheme() + ".**");
        }
        sentences.add(
                figures(choice, first.size() == 1 && choice.converged() ? "It" : choice.scheme(), advice.budgetPs()));
        if (choice.converged()) {
            others(sentences, advice, ranked);
        }
        out.append(String.join(" ", sentences)).append('\n');
        remedies(out, advice);
    }

    private static String figures(Candidate c, String subject, double budgetPs) {
        boolean within = c.downtimePs() <= budgetPs;
        return subject
                + (c.converged()
                        ? " converges in " + rounds(c)
                        : " stops the guest after " + rounds(c) + " although the limit is not met")
                + ", pauses the guest for " + Unit.TIME.ascii(c.downtimePs())
                + (within ? " within" : " beyond") + " the budget of " + Unit.TIME.ascii(budgetPs) + ", takes "
                + Unit.TIME.ascii(c.totalPs()) + " in all for " + Unit.BYTES.ascii(c.sentBytes())
                + (Double.isFinite(c.slowdown())
                        ? ", has the guest's drivers take " + AdviceText.times(c.slowdown()) + " their time"
                        : "")
                + ", and takes " + AdviceText.percent(c.hostCpuShare()) + " of a CPU of the host. It lost no page."
                + (c.converged() && !within
                        ? " The limit bounds only what is left to send; the final sync and the switchover come on top."
                        : "");
    }

    private static String rounds(Candidate c) {
        return c.rounds() == 1 ? "1 round" : c.rounds() + " rounds";
    }

    private static void others(List<String> sentences, Advice advice, int ranked) {
        List<Candidate> first = advice.ranks().get(0);
        if (ranked == 1) {
            sentences.add(
                    advice.out().isEmpty()
                            ? "No other scheme was tried."
                            : "Of the " + (1 + advice.out().size())
                                    + " schemes that were tried it is the only one that is not out.");
        } else if (advice.ranks().size() > 1 && !advice.ranks().get(1).get(0).converged()) {
            sentences.add("No other scheme converges.");
        } else if (advice.ranks().size() == 1 && first.size() == ranked) {
            sentences.add("No scheme stands behind.");
        }
    }

    private static void remedies(StringBuilder out, Advice advice) {
        if (advice.remedies().isEmpty()) {
            return;
        }
        out.append("\nWhat would let ").append(advice.choice().scheme()).append(" converge, each alone:\n\n");
        for (Frontier f : advice.remedies()) {
            String bound = f.limit().lessIsHarder() ? "at least " : "at most ";
            out.append("- ")
                    .append(Grounds.name(f.limit()))
                    .append(": ")
                    .append(
                            f.status() == Frontier.Status.NOWHERE
                                    ? "nothing " + (f.limit().lessIsHarder() ? "up to " : "down to ")
                                            + Grounds.show(f.limit(), f.easiest()) + " helps"
                                    : bound + Grounds.show(f.limit(), f.value()) + ", where there is "
                                            + Grounds.show(f.limit(), f.limit().of(f.conditions())))
                    .append(".\n");
        }
    }
}
