package dirtysim.bench.advise;

import dirtysim.reports.text.Exact;
import dirtysim.reports.text.Unit;

/** What schemes are held against each other by, in the order in which it counts. The less of each the better. */
public enum Criterion {
    /** Whether pre-copy converges. */
    CONVERGENCE {
        @Override
        double of(Candidate candidate, double budgetPs) {
            return candidate.converged() ? 0 : 1;
        }

        @Override
        String behind(Candidate candidate, Candidate better, double budgetPs) {
            return "it does not converge, and " + better.scheme() + " does";
        }
    },
    /** The pause of the guest where it is beyond the budget; within the budget all are alike, for that is what a budget is. */
    DOWNTIME {
        @Override
        double of(Candidate candidate, double budgetPs) {
            return candidate.downtimePs() <= budgetPs ? 0 : candidate.downtimePs();
        }

        @Override
        boolean level(double best, double value) {
            return value <= best * (1 + RankingRule.SHARE);
        }

        @Override
        String behind(Candidate candidate, Candidate better, double budgetPs) {
            return "its downtime of " + Unit.TIME.ascii(candidate.downtimePs()) + " is beyond the budget of "
                    + Unit.TIME.ascii(budgetPs) + ", and that of " + better.scheme() + " is "
                    + Unit.TIME.ascii(better.downtimePs());
        }
    },
    /** How much longer the guest's drivers take. */
    SLOWDOWN {
        @Override
        double of(Candidate candidate, double budgetPs) {
            return candidate.slowdown();
        }

        @Override
        boolean level(double best, double value) {
            return value <= best + RankingRule.POINTS;
        }

        @Override
        String behind(Candidate candidate, Candidate better, double budgetPs) {
            return "it slows the guest's drivers more, " + Exact.decimals(candidate.slowdown(), 3) + "x against "
                    + Exact.decimals(better.slowdown(), 3) + "x under " + better.scheme();
        }
    },
    /** How long the migration takes. */
    TOTAL {
        @Override
        double of(Candidate candidate, double budgetPs) {
            return candidate.totalPs();
        }

        @Override
        boolean level(double best, double value) {
            return value <= best * (1 + RankingRule.SHARE);
        }

        @Override
        String behind(Candidate candidate, Candidate better, double budgetPs) {
            return "its migration takes longer, " + Unit.TIME.ascii(candidate.totalPs()) + " against "
                    + Unit.TIME.ascii(better.totalPs()) + " under " + better.scheme();
        }
    },
    /** How much of a CPU of the host it takes while the migration lasts. */
    HOST_CPU {
        @Override
        double of(Candidate candidate, double budgetPs) {
            return candidate.hostCpuShare();
        }

        @Override
        boolean level(double best, double value) {
            return value <= best + RankingRule.POINTS;
        }

        @Override
        String behind(Candidate candidate, Candidate better, double budgetPs) {
            return "it takes more of the host, " + percent(candidate.hostCpuShare()) + " of a CPU against "
                    + percent(better.hostCpuShare()) + " under " + better.scheme();
        }
    };

    /** The figure of a candidate; NaN where there is none, which is level with anything. */
    abstract double of(Candidate candidate, double budgetPs);

    /** Whether a value is no worse than the best, or too little to matter. */
    boolean level(double best, double value) {
        return value <= best;
    }

    /** Why one candidate stands behind a better one, as the end of a sentence. */
    abstract String behind(Candidate candidate, Candidate better, double budgetPs);

    private static String percent(double share) {
        return Exact.decimals(share * 100, 1) + " %";
    }
}
