package dirtysim.bench.suite;

import dirtysim.host.InputException;
import dirtysim.host.PreCopyRules.Rule;
import java.util.List;

/** Whether settings go together: none contradicts another, and each has an effect. Each alone {@link Setting} has checked. */
final class SettingsCheck {
    private final Settings settings;
    private final String where;

    /** @param where what to blame in an error */
    SettingsCheck(Settings settings, String where) {
        this.settings = settings;
        this.where = where;
    }

    /** Checks all of it. */
    void run() {
        if (settings.whole(Setting.CPU_WORKING_SET) > settings.whole(Setting.RAM)) {
            throw new InputException(
                    where,
                    "cpu-working-set (" + settings.whole(Setting.CPU_WORKING_SET) + " bytes) is greater than ram ("
                            + settings.whole(Setting.RAM) + " bytes)",
                    "lower the one or raise the other");
        }
        if (settings.whole(Setting.CPU_WORKING_SET_ABOVE)
                > settings.whole(Setting.RAM) - settings.whole(Setting.CPU_WORKING_SET)) {
            throw new InputException(
                    where,
                    "cpu-working-set-above (" + settings.whole(Setting.CPU_WORKING_SET_ABOVE)
                            + " bytes) is greater than what cpu-working-set leaves of ram",
                    "lower one of them or raise ram");
        }
        if (settings.whole(Setting.CPU_BUSY_PAGES) > settings.whole(Setting.CPU_WORKING_SET_ABOVE) >>> 12) {
            throw new InputException(
                    where,
                    "cpu-busy-pages (" + settings.whole(Setting.CPU_BUSY_PAGES)
                            + ") do not fit into cpu-working-set-above",
                    "lower the one or raise the other");
        }
        if (settings.rated() && settings.number(Setting.TIME_SCALE) != 1) {
            throw new InputException(
                    where, "both rate and time-scale are given", "leave out one: the one follows from the other");
        }
        checkRules();
        requireZeros();
        if (settings.whole(Setting.SEED) > Long.MAX_VALUE - settings.replications() + 1) {
            throw new InputException(
                    where,
                    "there are not " + settings.replications() + " seeds from " + settings.whole(Setting.SEED) + " on",
                    "lower the seed");
        }
        settings.cpuLogging().checked(where);
    }

    /** Refuses settings that would have no effect beside others. */
    private void checkRules() {
        if (settings.rule() == Rule.ROUNDS) {
            for (Setting setting : List.of(Setting.MAX_BANDWIDTH, Setting.MAX_TIME, Setting.AUTO_CONVERGE)) {
                requireStandard(setting, "pre-copy rounds", "set pre-copy to qemu-7.2 or qemu-10");
            }
        }
        if (settings.rule() != Rule.QEMU_10) {
            for (Setting setting : List.of(Setting.DIRTY_LIMIT, Setting.SWITCHOVER_BANDWIDTH, Setting.SWITCHOVER_ACK)) {
                requireStandard(setting, "pre-copy " + settings.rule().id(), "set pre-copy to qemu-10");
            }
        }
        if (settings.whole(Setting.STATE_DEVICES) == 0) {
            for (Setting setting :
                    List.of(Setting.STATE_SIZE, Setting.STATE_TRANSFER, Setting.STATE_AHEAD, Setting.SWITCHOVER_ACK)) {
                requireStandard(setting, "state-devices 0", "say how many devices have state");
            }
        }
        if (settings.whole(Setting.SWITCHOVER_ACK) != 0 && settings.number(Setting.STATE_AHEAD) == 0) {
            requireStandard(Setting.SWITCHOVER_ACK, "state-ahead 0", "say with state-ahead what share goes ahead");
        }
        if (settings.whole(Setting.DIRTY_LIMIT) > 0) {
            requireStandard(Setting.AUTO_CONVERGE, "dirty-limit", "take one of the two");
            if (settings.whole(Setting.DIRTY_LIMIT) < 1 << 20) {
                throw new InputException(
                        where,
                        "dirty-limit is below 1 MiB/s, the unit in which QEMU limits",
                        "write 1MiB/s or more, or 0MiB/s for no limit");
            }
            if (!settings.cpuLogging().kind().ring()) {
                throw new InputException(
                        where,
                        "dirty-limit works on dirty rings, and cpu-log is "
                                + settings.cpuLogging().kind().id(),
                        "set cpu-log to dirty-ring or dirty-ring-pml");
            }
        }
    }

    /** Refuses zeros where the CPUs write. */
    private void requireZeros() {
        long bytes = settings.whole(Setting.ZERO_MEMORY);
        long from = settings.whole(Setting.ZERO_MEMORY_FROM);
        long writtenTo = settings.whole(Setting.RAM) - settings.whole(Setting.CPU_WORKING_SET_ABOVE);
        boolean below = bytes <= writtenTo - settings.whole(Setting.CPU_WORKING_SET) - from;
        boolean above = from >= writtenTo + settings.whole(Setting.CPU_BUSY_PAGES) * 4096
                && bytes <= settings.whole(Setting.RAM) - from;
        if (bytes > 0 && !below && !above) {
            throw new InputException(
                    where,
                    "zero-memory (" + bytes + " bytes) from " + from
                            + " on does not lie in ram clear of the CPUs' working set and busy pages",
                    "lower it, or raise ram");
        }
        if (bytes == 0 && from > 0) {
            throw new InputException(
                    where, "zero-memory-from has no effect without zero-memory", "set that, or leave this out");
        }
    }

    /** Refuses a setting that would have no effect beside another. */
    private void requireStandard(Setting setting, String beside, String mend) {
        if (!settings.isStandard(setting)) {
            throw new InputException(
                    where, setting.key() + " has no effect under " + beside, mend + ", or leave it out");
        }
    }
}
