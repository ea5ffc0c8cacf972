package dirtysim.migration;

import dirtysim.cpu.CpuWriter;
import dirtysim.cpu.DirtyRings;
import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.SimTime;
import dirtysim.host.DirtyLimitCosts;
import dirtysim.host.SendCosts;
import dirtysim.scenario.RunRecord.ThrottleStep;
import java.util.ArrayList;
import java.util.List;

/**
 * QEMU's limit on the rate at which each vCPU dirties memory ({@code system/dirtylimit.c}; migration capability {@code dirty-limit}
 * since 8.1). When the trigger fires first, the limit is set. From then on the rate of each vCPU is measured every period from what
 * went through its dirty ring, in whole MiB a second, and where it is further from the limit than the tolerance, the time that the
 * vCPU sleeps whenever its ring is full is adjusted: computed from the share that the rate is off where that is great, by a tenth of the
 * time that fills a ring where it is small. That time is the ring's size over the greatest rate seen. A vCPU that does not dirty
 * does not sleep.
 */
final class DirtyLimit implements Throttle, EventHandler {
    private static final int PERIOD_OVER = 0;
    private static final long PAGES_PER_MIB = 256;

    private final EventLoop loop;
    private final DirtyLimitCosts costs;
    private final CpuWriter cpuWriter;
    private final DirtyRings rings;
    private final ThrottleTrigger trigger;
    private final long quotaMibPerSecond;
    private final long periodPs;
    private final List<ThrottleStep> steps = new ArrayList<>();
    private final long[] entriesBefore;
    private final long[] sleepUs;
    private long greatestMibPerSecond;
    private long beganPs;
    private boolean limited;
    private int percent;

    /**
     * @param loop the event loop
     * @param trigger when it begins
     * @param costs its parameters
     * @param cpuWriter the guest's writes
     * @param rings what is measured, and where vCPUs sleep
     * @param bytesPerSecond the limit of a vCPU
     */
    DirtyLimit(
            EventLoop loop,
            SendCosts trigger,
            DirtyLimitCosts costs,
            CpuWriter cpuWriter,
            DirtyRings rings,
            long bytesPerSecond) {
        this.loop = loop;
        this.costs = costs;
        this.cpuWriter = cpuWriter;
        this.rings = rings;
        this.trigger = new ThrottleTrigger(trigger);
        quotaMibPerSecond = Math.max(1, bytesPerSecond >> 20);
        periodPs = SimTime.ofMillis(costs.dirtyLimitPeriodMs());
        entriesBefore = new long[cpuWriter.vcpus().count()];
        sleepUs = new long[entriesBefore.length];
    }

    @Override
    public void begin() {
        beganPs = loop.nowPs();
        trigger.begin(loop.nowPs() / SimTime.PS_PER_MS);
    }

    @Override
    public void synced(long found, long sentBytes) {
        if (trigger.synced(loop.nowPs() / SimTime.PS_PER_MS, found, sentBytes) && !limited) {
            limited = true;
            steps.add(new ThrottleStep(loop.nowPs() - beganPs, 0));
            rings.harvestOneByOne();
            remember();
            loop.schedule(periodPs, this, PERIOD_OVER, 0);
        }
    }

    @Override
    public List<ThrottleStep> steps() {
        return steps;
    }

    @Override
    public void handle(int kind, long argument) {
        if (kind != PERIOD_OVER) {
            throw new IllegalStateException("unknown kind " + kind);
        }
        cpuWriter.advance();
        double share = 0;
        for (int vcpu = 0; vcpu < sleepUs.length; vcpu++) {
            long mib = (rings.entries(vcpu) - entriesBefore[vcpu]) / PAGES_PER_MIB;
            adjust(vcpu, (long) (mib * (double) SimTime.PS_PER_S / periodPs));
            if (sleepUs[vcpu] > 0) {
                share += sleepUs[vcpu] / (double) (sleepUs[vcpu] + fullUs());
            }
        }
        remember();
        int mean = (int) Math.round(100 * share / sleepUs.length);
        if (mean != percent) {
            percent = mean;
            steps.add(new ThrottleStep(loop.nowPs() - beganPs, percent));
        }
        if (!cpuWriter.stopped()) {
            loop.schedule(periodPs, this, PERIOD_OVER, 0);
        }
    }

    private void remember() {
        for (int vcpu = 0; vcpu < entriesBefore.length; vcpu++) {
            entriesBefore[vcpu] = rings.entries(vcpu);
        }
    }

    private void adjust(int vcpu, long current) {
        long apart = Math.abs(current - quotaMibPerSecond);
        if (apart <= costs.dirtyLimitToleranceMibPerSecond()) {
            return;
        }
        if (current == 0) {
            sleepUs[vcpu] = 0;
        } else {
            greatestMibPerSecond = Math.max(greatestMibPerSecond, current);
            long greater = Math.max(current, quotaMibPerSecond);
            long percentApart = apart * 100 / greater;
            double change = percentApart > costs.dirtyLimitLinearPercent()
                    ? fullUs() * percentApart / (double) (100 - percentApart)
                    : fullUs() / 10;
            double sleep = sleepUs[vcpu] + (current > quotaMibPerSecond ? change : -change);
            sleepUs[vcpu] = (long) Math.max(0, Math.min(sleep, fullUs() * costs.dirtyLimitMostRings()));
        }
        rings.sleepWhenFull(vcpu, sleepUs[vcpu] * SimTime.PS_PER_US);
    }

    /** Time in which the greatest rate seen fills a ring. */
    private long fullUs() {
        return rings.capacity() / PAGES_PER_MIB * 1_000_000 / Math.max(1, greatestMibPerSecond);
    }
}
