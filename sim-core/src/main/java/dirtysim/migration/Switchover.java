package dirtysim.migration;

import dirtysim.cpu.CpuWriter;
import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.SimTime;
import dirtysim.host.CostModel;
import dirtysim.scenario.RunRecord.Downtime;
import dirtysim.tracking.DirtyTracker;

/**
 * The end of a migration, one thing after the other: the vCPUs stop, the devices come to rest, a last sync, the pages that are
 * left, what the destination still has to make for the devices' state, the rest of that state, the switchover.
 */
final class Switchover implements EventHandler {
    private static final int STOPPED = 0;
    private static final int QUIESCENT = 1;
    private static final int ARRIVED = 2;
    private static final int ALLOCATED = 3;
    private static final int SWITCHED = 4;

    private final EventLoop loop;
    private final PreCopy migration;
    private final GuestControl guest;
    private final CpuWriter cpuWriter;
    private final Sender sender;
    private final Link link;
    private final DeviceTransfer devices;
    private final long stopPs;
    private final long switchoverPs;
    private final DirtyTracker tracker;
    /** Made once, for it is passed with every chunk. */
    private final Runnable restSent = this::sendRest;

    private long beganPs;
    private long stoppedPs;
    private long quiescedPs;
    private long syncedPs;
    private long sentPs;
    private long allocatedPs;
    private long movedPs;
    private long endedPs;

    /**
     * @param loop the event loop
     * @param migration what ends
     * @param guest is stopped
     * @param cpuWriter stops with it
     * @param sender sends what is left
     * @param link where to
     * @param devices their state
     * @param costs every parameter
     * @param tracker says whether there is a last sync
     */
    Switchover(
            EventLoop loop,
            PreCopy migration,
            GuestControl guest,
            CpuWriter cpuWriter,
            Sender sender,
            Link link,
            DeviceTransfer devices,
            CostModel costs,
            DirtyTracker tracker) {
        this.loop = loop;
        this.migration = migration;
        this.guest = guest;
        this.cpuWriter = cpuWriter;
        this.sender = sender;
        this.link = link;
        this.devices = devices;
        this.tracker = tracker;
        stopPs = SimTime.ofMillis(costs.state().vmStopUs() / 1000);
        switchoverPs = SimTime.ofMillis(costs.switchoverMs());
    }

    /** Begins. */
    void begin() {
        beganPs = loop.nowPs();
        guest.stop();
        cpuWriter.stop();
        loop.schedule(stopPs, this, STOPPED, 0);
    }

    /** When the guest runs at the destination. */
    long endedPs() {
        return endedPs;
    }

    /** What it was the sum of. */
    Downtime downtime() {
        return new Downtime(
                stoppedPs - beganPs,
                quiescedPs - stoppedPs,
                syncedPs - quiescedPs,
                sentPs - syncedPs,
                allocatedPs - sentPs,
                movedPs - allocatedPs,
                endedPs - movedPs);
    }

    /** All of it. */
    long downtimePs() {
        return endedPs - beganPs;
    }

    @Override
    public void handle(int kind, long argument) {
        switch (kind) {
            case STOPPED -> {
                stoppedPs = loop.nowPs();
                guest.whenQuiescent(this, QUIESCENT);
            }
            case QUIESCENT -> {
                quiescedPs = loop.nowPs();
                if (tracker.precopy()) {
                    migration.lastSync(this::synced);
                } else {
                    migration.stoppedWithoutSync();
                    synced();
                }
            }
            case ARRIVED -> {
                sentPs = loop.nowPs();
                loop.schedule(devices.allocationLeftPs(), this, ALLOCATED, 0);
            }
            case ALLOCATED -> {
                allocatedPs = loop.nowPs();
                devices.sendRest(this::moved);
            }
            case SWITCHED -> {
                endedPs = loop.nowPs();
                migration.switched();
            }
            default -> throw new IllegalStateException("unknown kind " + kind);
        }
    }

    private void synced() {
        syncedPs = loop.nowPs();
        sender.rewind();
        sendRest();
    }

    private void sendRest() {
        if (!sender.send(Long.MAX_VALUE, restSent)) {
            migration.allSent();
            loop.schedule(link.latencyPs(), this, ARRIVED, 0);
        }
    }

    private void moved() {
        movedPs = loop.nowPs();
        loop.schedule(switchoverPs, this, SWITCHED, 0);
    }
}
