package dirtysim.cpu;

/** How the rate of writes changes with time. Time is counted from the start of the migration. */
interface WritePace {
    /** The time of a change that never comes. */
    long NEVER = Long.MAX_VALUE;

    /** Page writes a second at a time, where they are so many without this. */
    double at(long ps, double pagesPerSecond);

    /** When the rate changes next, after a time; {@link #NEVER} if it does not. */
    long nextChangePs(long ps);

    /** The same at all times. */
    record Steady() implements WritePace {
        @Override
        public double at(long ps, double pagesPerSecond) {
            return pagesPerSecond;
        }

        @Override
        public long nextChangePs(long ps) {
            return NEVER;
        }
    }

    /**
     * Full rate and none by turns.
     *
     * @param onPs length of the one, 1 or more
     * @param offPs length of the other, 1 or more
     * @param phasePs how far the cycle has gone at time 0
     */
    record Bursts(long onPs, long offPs, long phasePs) implements WritePace {
        @Override
        public double at(long ps, double pagesPerSecond) {
            return inCycle(ps) < onPs ? pagesPerSecond : 0;
        }

        @Override
        public long nextChangePs(long ps) {
            long inCycle = inCycle(ps);
            return ps + (inCycle < onPs ? onPs : onPs + offPs) - inCycle;
        }

        private long inCycle(long ps) {
            return Math.floorMod(ps + phasePs, onPs + offPs);
        }
    }

    /**
     * A series as it was measured, whatever the rate is otherwise; after its end, the last rate.
     *
     * @param untilPs up to when each rate holds, ascending
     * @param pagesPerSecond the rates
     */
    record Series(long[] untilPs, double[] pagesPerSecond) implements WritePace {
        @Override
        public double at(long ps, double otherwise) {
            return pagesPerSecond[place(ps)];
        }

        @Override
        public long nextChangePs(long ps) {
            int place = place(ps);
            return place == untilPs.length - 1 ? NEVER : untilPs[place];
        }

        private int place(long ps) {
            int place = 0;
            while (place < untilPs.length - 1 && untilPs[place] <= ps) {
                place++;
            }
            return place;
        }
    }
}
