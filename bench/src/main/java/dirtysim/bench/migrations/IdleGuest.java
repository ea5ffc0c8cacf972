package dirtysim.bench.migrations;

import dirtysim.guest.Direction;
import dirtysim.guest.Workload;
import dirtysim.guest.WorkloadBuilder;

/** The workload of a migration in which devices do not matter. */
public final class IdleGuest {
    private static final long SECOND_PS = 1_000_000_000_000L;

    private IdleGuest() {}

    /** A device that has a page mapped and does nothing: its scheme costs next to nothing. */
    public static Workload workload() {
        WorkloadBuilder builder = new WorkloadBuilder("idle", false);
        int device = builder.device("idle");
        builder.map(0, 0, device, Direction.TO_DEVICE, 0x1000_0000L, new long[] {0}, new int[] {1});
        builder.beginBody(0);
        builder.unmap(1000 * SECOND_PS, 0, device, 0x1000_0000L, 1);
        return builder.build(1001 * SECOND_PS);
    }
}
