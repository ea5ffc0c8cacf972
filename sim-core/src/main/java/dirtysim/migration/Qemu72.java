package dirtysim.migration;

import dirtysim.cpu.CpuWriter;
import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.SimTime;
import dirtysim.scenario.RunRecord.ThrottleStep;
import java.util.List;

/**
 * The migration thread of QEMU 7.2 ({@code migration/migration.c}, {@code migration_thread}; {@code migration/ram.c}). At the
 * head of every iteration, if less than the threshold is left, a sync; if then no less than the threshold is, a burst of pages;
 * otherwise the guest is stopped. A burst ends when the rate limit is reached, when nothing is left, or after 50 ms. When the
 * limit is reached the thread sleeps up to the end of the window. So a sync comes with up to a threshold of pages unsent, once
 * a window when it is about reached, or within milliseconds when a burst sends all there is.
 *
 * <p>Pages go on in ascending order where the last burst ended; a sync does not change that. What is left is counted in
 * pages of 4096 bytes, whatever the link carries for them.
 */
final class Qemu72 implements ThreadRules, EventHandler {
    private static final int WOKE = 0;
    private static final int ON_CPU = 1;
    private static final long PAGE_BYTES = 4096;
    private static final long LONGEST_BURST_MS = 50;
    /** Section header, end and footer of each burst. */
    private static final long BURST_BYTES = 18;

    private final PreCopy migration;
    private final EventLoop loop;
    private final Sender sender;
    private final CpuWriter cpuWriter;
    private final Window window;
    /** Null without auto-converge. */
    private final AutoConverge autoConverge;

    private final BusyHost busyHost;
    private final long maxTimePs;
    private final long lateWakePs;
    private final Runnable sent = this::burst;
    private final Runnable synced = this::synced;
    private long beganPs;
    private long burstBeganPs;
    private long leftBeforeSync;
    private int throttle;

    Qemu72(
            PreCopy migration,
            EventLoop loop,
            Sender sender,
            CpuWriter cpuWriter,
            Window window,
            AutoConverge autoConverge,
            BusyHost busyHost,
            double maxTimeMs,
            double lateWakeMs) {
        this.migration = migration;
        this.loop = loop;
        this.sender = sender;
        this.cpuWriter = cpuWriter;
        this.window = window;
        this.autoConverge = autoConverge;
        this.busyHost = busyHost;
        lateWakePs = SimTime.ofMillis(lateWakeMs);
        maxTimePs = SimTime.ofMillis(maxTimeMs);
    }

    @Override
    public void begin() {
        beganPs = loop.nowPs();
        window.begin(nowMs(), sender.sentBytes());
        busyHost.begin(beganPs);
        if (autoConverge != null) {
            autoConverge.begin(nowMs());
        }
        iterate();
    }

    @Override
    public List<ThrottleStep> throttleSteps() {
        return autoConverge == null ? List.of() : autoConverge.steps();
    }

    @Override
    public void handle(int kind, long argument) {
        switch (kind) {
            case WOKE -> limit();
            case ON_CPU -> burst();
            default -> throw new IllegalStateException("unknown kind " + kind);
        }
    }

    private void iterate() {
        if (loop.nowPs() - beganPs >= maxTimePs) {
            migration.stopGuest(false);
        } else if (leftBytes() < window.thresholdBytes()) {
            leftBeforeSync = migration.pagesLeft();
            migration.sync(synced);
        } else {
            decide();
        }
    }

    private void synced() {
        busyHost.bulkSent();
        if (autoConverge != null) {
            long found = migration.pagesLeft() - leftBeforeSync;
            int raised = autoConverge.synced(nowMs(), loop.nowPs() - beganPs, found, sender.sentBytes());
            if (raised != throttle) {
                throttle = raised;
                cpuWriter.throttle(throttle);
            }
        }
        decide();
    }

    private void decide() {
        if (migration.pagesLeft() > 0 && leftBytes() >= window.thresholdBytes()) {
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
            migration.stopGuest(true);
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
