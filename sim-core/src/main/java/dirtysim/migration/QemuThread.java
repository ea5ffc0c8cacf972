package dirtysim.migration;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.SimTime;
import dirtysim.scenario.RunRecord.ThrottleStep;
import java.util.List;

/**
 * QEMU's migration thread ({@code migration/migration.c}, {@code migration_thread}; {@code migration/ram.c}). At the head of every
 * iteration, if less than the threshold is left, a sync; if then no less than the threshold is, a burst of pages; otherwise the
 * guest is stopped. A burst ends when the rate limit is reached, when nothing is left, or after 50 ms. When the limit is reached
 * the thread sleeps up to the end of the window. So a sync comes with up to a threshold of pages unsent, once a window when it is
 * about reached, or within milliseconds when a burst sends all there is.
 *
 * <p>Pages go on in ascending order where the last burst ended; a sync does not change that. What is left is counted in
 * pages of 4096 bytes, whatever the link carries for them.
 *
 * <p>Since QEMU 8.0 what is left is first estimated, from the pages known to be dirty, and asked for exactly where the estimate is
 * below the threshold, which is the sync; the exact answer holds what devices have to send when the guest is stopped. It may be
 * stopped where that is no more than the threshold, and since 8.1 where the destination, if it was asked to, has acknowledged
 * ({@code migration_iteration_run}, {@code migration_can_switchover}). Until then the thread sends what there is and asks
 * again; where there is nothing to send it is taken to ask once a millisecond.
 *
 * <p>Since QEMU 9.2 auto-converge has a sync of its own where a timer, every five seconds, finds that there was none since it fired
 * last, so that a long pass does not put off the throttle ({@link PeriodicSync}). It waits for a burst to end, and says nothing about
 * stopping the guest.
 */
final class QemuThread implements ThreadRules, EventHandler {
    private static final int WOKE = 0;
    private static final int ASK_AGAIN = 1;
    private static final int ON_CPU = 2;
    private static final long PAGE_BYTES = 4096;
    private static final long LONGEST_BURST_MS = 50;
    /** Section header, end and footer of each burst. */
    private static final long BURST_BYTES = 18;

    private final PreCopy migration;
    private final EventLoop loop;
    private final Sender sender;
    private final Window window;
    /** Null under rules that do not look at devices. */
    private final DeviceTransfer devices;

    private final PeriodicSync periodic;
    private final Throttle throttle;
    private final BusyHost busyHost;
    private final long maxTimePs;
    private final long lateWakePs;
    private final Runnable sent = this::burst;
    private final Runnable synced = this::synced;
    private final Runnable syncedInPassing = this::syncedInPassing;
    private long beganPs;
    private long burstBeganPs;
    private long leftBeforeSync;

    /**
     * @param migration whose thread
     * @param loop the event loop
     * @param sender sends
     * @param window rate limit and threshold
     * @param devices whose state counts, and whose destination may have to agree; null under rules before QEMU 8.0
     * @param periodic when a sync comes that nothing else asks for
     * @param throttle acts on a guest that dirties too fast
     * @param busyHost what else the host does
     * @param maxTimeMs time after which the guest is stopped all the same
     * @param lateWakeMs how late the thread wakes after a sleep
     */
    QemuThread(
            PreCopy migration,
            EventLoop loop,
            Sender sender,
            Window window,
            DeviceTransfer devices,
            PeriodicSync periodic,
            Throttle throttle,
            BusyHost busyHost,
            double maxTimeMs,
            double lateWakeMs) {
        this.migration = migration;
        this.loop = loop;
        this.sender = sender;
        this.window = window;
        this.devices = devices;
        this.periodic = periodic;
        this.throttle = throttle;
        this.busyHost = busyHost;
        lateWakePs = SimTime.ofMillis(lateWakeMs);
        maxTimePs = SimTime.ofMillis(maxTimeMs);
    }

    @Override
    public void begin() {
        beganPs = loop.nowPs();
        window.begin(nowMs(), sender.sentBytes());
        busyHost.begin(beganPs);
        periodic.begin(nowMs());
        throttle.begin();
        iterate();
    }

    @Override
    public List<ThrottleStep> throttleSteps() {
        return throttle.steps();
    }

    @Override
    public void handle(int kind, long argument) {
        switch (kind) {
            case WOKE -> limit();
            case ASK_AGAIN -> limit();
            case ON_CPU -> burst();
            default -> throw new IllegalStateException("unknown kind " + kind);
        }
    }

    private void iterate() {
        if (loop.nowPs() - beganPs >= maxTimePs) {
            migration.stopGuest(false);
        } else if (leftBytes() < window.thresholdBytes()) {
            sync(synced);
        } else if (periodic.due(nowMs())) {
            sync(syncedInPassing);
        } else {
            decide();
        }
    }

    private void sync(Runnable then) {
        leftBeforeSync = migration.pagesLeft();
        periodic.synced();
        migration.sync(then);
    }

    private void synced() {
        busyHost.bulkSent();
        throttle.synced(migration.pagesLeft() - leftBeforeSync, sender.sentBytes());
        decide();
    }

    private void syncedInPassing() {
        throttle.synced(migration.pagesLeft() - leftBeforeSync, sender.sentBytes());
        send();
    }

    private void decide() {
        if (ready()) {
            migration.stopGuest(true);
        } else {
            send();
        }
    }

    private boolean ready() {
        if (devices == null) {
            return migration.pagesLeft() == 0 || leftBytes() < window.thresholdBytes();
        }
        return devices.mayStop() && leftBytes() + devices.stopCopyBytes() <= window.thresholdBytes();
    }

    private void send() {
        if (migration.pagesLeft() > 0) {
            burstBeganPs = loop.nowPs();
            // Where a limit makes the thread sleep, it stalls when it is to wake: before that a stall would cost
            // nothing.
            long stallPs = window.unlimited() ? busyHost.take(burstBeganPs) : 0;
            if (stallPs > 0) {
                loop.schedule(stallPs, this, ON_CPU, 0);
            } else {
                burst();
            }
        } else {
            loop.schedule(SimTime.PS_PER_MS, this, ASK_AGAIN, 0);
        }
    }

    private void burst() {
        boolean longEnough = (loop.nowPs() - burstBeganPs) / SimTime.PS_PER_MS > LONGEST_BURST_MS;
        if (window.limited(sender.sentBytes()) || longEnough || !sender.send(window.limitAt(), sent)) {
            sender.addBytes(BURST_BYTES);
            limit();
        }
    }

    private void limit() {
        window.update(nowMs(), sender.sentBytes());
        if (window.limited(sender.sentBytes())) {
            long sleepPs = (window.endMs() - nowMs()) * SimTime.PS_PER_MS + lateWakePs;
            loop.schedule(sleepPs + busyHost.take(loop.nowPs() + sleepPs), this, WOKE, 0);
        } else {
            iterate();
        }
    }

    private double leftBytes() {
        return migration.pagesLeft() * PAGE_BYTES;
    }

    private long nowMs() {
        return loop.nowPs() / SimTime.PS_PER_MS;
    }
}
