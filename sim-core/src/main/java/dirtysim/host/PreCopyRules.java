package dirtysim.host;

/**
 * By which rules a migration runs while the guest does.
 *
 * @param rule when the migration thread syncs, sends and stops the guest
 * @param maxBytesPerSecond what it lets itself send at the most, QEMU's {@code max-bandwidth}; 0 for no limit, where the link
 *     is the bottleneck. QEMU's rules only
 * @param maxTimeMs time after which the guest is stopped although the limit is not met; QEMU's rules only, which have no other
 *     end
 * @param autoConverge whether the guest is throttled when it dirties too fast; QEMU's rules only
 * @param dirtyLimitBytesPerSecond what a vCPU may dirty once the guest has dirtied too fast, in place of that; 0 for no such limit.
 *     {@link Rule#QEMU_10} only
 * @param switchoverBytesPerSecond bandwidth that the threshold is computed from, QEMU's {@code avail-switchover-bandwidth}; 0 for
 *     what was sent in the last window. {@link Rule#QEMU_10} only
 */
public record PreCopyRules(
        Rule rule,
        long maxBytesPerSecond,
        double maxTimeMs,
        boolean autoConverge,
        long dirtyLimitBytesPerSecond,
        long switchoverBytesPerSecond) {
    /** The simple rule, which most suites use. */
    public static final PreCopyRules ROUNDS = new PreCopyRules(Rule.ROUNDS, 0, 600_000, false, 0, 0);

    /** When the migration thread does what. */
    public enum Rule {
        /** A round sends all that a sync found; then the next sync. */
        ROUNDS("rounds"),
        /** What QEMU 7.2 does: slices of 100 ms, and a sync whenever what is left is below the threshold. */
        QEMU_7_2("qemu-7.2"),
        /**
         * What QEMU 10 does: as before, but what is left is estimated, and asked for exactly where the estimate is below the
         * threshold; devices' state counts; the destination may have to agree.
         */
        QEMU_10("qemu-10");

        private final String id;

        Rule(String id) {
            this.id = id;
        }

        /** Stable id, as written in suites. */
        public String id() {
            return id;
        }
    }

    /** What a reader is told, on one line. */
    public String words() {
        if (rule == Rule.ROUNDS) {
            return "round by round";
        }
        return (rule == Rule.QEMU_7_2 ? "QEMU 7.2" : "QEMU 10")
                + (maxBytesPerSecond == 0 ? "" : ", at most " + maxBytesPerSecond / 1e6 + " MB/s")
                + (autoConverge ? ", auto-converge" : "")
                + (dirtyLimitBytesPerSecond == 0
                        ? ""
                        : ", a vCPU dirties at most " + dirtyLimitBytesPerSecond / 1e6 + " MB/s");
    }

    /** QEMU's rules of a release, with nothing limited, throttled or set. */
    public static PreCopyRules of(Rule rule) {
        return new PreCopyRules(rule, 0, ROUNDS.maxTimeMs(), false, 0, 0);
    }

    /** The same with another limit of the bandwidth. */
    public PreCopyRules withMaxBytesPerSecond(long value) {
        return new PreCopyRules(
                rule, value, maxTimeMs, autoConverge, dirtyLimitBytesPerSecond, switchoverBytesPerSecond);
    }

    /** The same with another end. */
    public PreCopyRules withMaxTimeMs(double value) {
        return new PreCopyRules(
                rule, maxBytesPerSecond, value, autoConverge, dirtyLimitBytesPerSecond, switchoverBytesPerSecond);
    }

    /** The same with or without auto-converge. */
    public PreCopyRules withAutoConverge(boolean value) {
        return new PreCopyRules(
                rule, maxBytesPerSecond, maxTimeMs, value, dirtyLimitBytesPerSecond, switchoverBytesPerSecond);
    }

    /** The same with another limit of a vCPU's dirty rate. */
    public PreCopyRules withDirtyLimit(long bytesPerSecond) {
        return new PreCopyRules(
                rule, maxBytesPerSecond, maxTimeMs, autoConverge, bytesPerSecond, switchoverBytesPerSecond);
    }

    /** The same with another bandwidth that the threshold is computed from. */
    public PreCopyRules withSwitchoverBandwidth(long bytesPerSecond) {
        return new PreCopyRules(
                rule, maxBytesPerSecond, maxTimeMs, autoConverge, dirtyLimitBytesPerSecond, bytesPerSecond);
    }
}
