package dirtysim.workloads.ftrace;

import dirtysim.workloads.text.Prefix;

/**
 * What a line began with, up to the point in its time, and what was read of it. A line that begins with the same bytes says the
 * same; one task's events mostly come in runs, or in turn with those of one interrupt.
 */
final class LineBegin {
    private final Prefix prefix = new Prefix();
    private long pid;
    private int cpu;
    private long seconds;

    /** Takes what {@code head} read between two positions. */
    void keep(LineHead head, int from, int to) {
        prefix.keep(head.cursor, from, to);
        pid = head.pid;
        cpu = head.cpu;
        seconds = head.seconds;
    }

    /** Gives {@code head} what was read, and moves its cursor behind, if the line under it begins so. */
    boolean begins(LineHead head) {
        if (!prefix.skipIn(head.cursor)) {
            return false;
        }
        head.pid = pid;
        head.cpu = cpu;
        head.seconds = seconds;
        return true;
    }
}
