package dirtysim.host;

/**
 * By which rules a migration runs while the guest does.
 *
 * @param rule when the migration thread syncs, sends and stops the guest
 * @param maxBytesPerSecond what it lets itself send at the most, QEMU's {@code max-bandwidth}; 0 for no limit, where the link
 *     is the bottleneck. {@link Rule#QEMU_7_2} only
 * @param maxTimeMs time after which the guest is stopped although the limit is not met; {@link Rule#QEMU_7_2} only, which has
 *     no other end
 * @param autoConverge whether the guest is throttled when it dirties too fast; {@link Rule#QEMU_7_2} only
 */
public record PreCopyRules(Rule rule, long maxBytesPerSecond, double maxTimeMs, boolean autoConverge) {
    /** The simple rule, which most suites use. */
    public static final PreCopyRules ROUNDS = new PreCopyRules(Rule.ROUNDS, 0, 600_000, false);

    /** When the migration thread does what. */
    public enum Rule {
        /** A round sends all that a sync found; then the next sync. */
        ROUNDS("rounds"),
        /** What QEMU 7.2 does: slices of 100 ms, and a sync whenever what is left is below the threshold. */
        QEMU_7_2("qemu-7.2");

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
        return "QEMU 7.2"
                + (maxBytesPerSecond == 0 ? "" : ", at most " + maxBytesPerSecond / 1e6 + " MB/s")
                + (autoConverge ? ", auto-converge" : "");
    }
}
