package dirtysim.migration;

import dirtysim.cpu.CpuWriter;
import dirtysim.engine.EventLoop;
import dirtysim.engine.SimTime;
import dirtysim.host.SendCosts;
import dirtysim.scenario.RunRecord.ThrottleStep;
import java.util.ArrayList;
import java.util.List;

/**
 * Auto-converge as QEMU does it ({@code migration/ram.c}, {@code mig_throttle_guest_down}): each time that the trigger fires, all
 * vCPUs sleep a greater share of their time. Nothing lowers it.
 */
final class AutoConverge implements Throttle {
    private final EventLoop loop;
    private final SendCosts costs;
    private final CpuWriter cpuWriter;
    private final ThrottleTrigger trigger;
    private final List<ThrottleStep> steps = new ArrayList<>();
    private long beganPs;
    private int percent;

    AutoConverge(EventLoop loop, SendCosts costs, CpuWriter cpuWriter) {
        this.loop = loop;
        this.costs = costs;
        this.cpuWriter = cpuWriter;
        trigger = new ThrottleTrigger(costs);
    }

    @Override
    public void begin() {
        beganPs = loop.nowPs();
        trigger.begin(loop.nowPs() / SimTime.PS_PER_MS);
    }

    @Override
    public void synced(long found, long sentBytes) {
        if (trigger.synced(loop.nowPs() / SimTime.PS_PER_MS, found, sentBytes)) {
            double raised = percent == 0 ? costs.throttleInitialPercent() : percent + costs.throttleIncrementPercent();
            int next = (int) Math.min(raised, costs.throttleMaxPercent());
            steps.add(new ThrottleStep(loop.nowPs() - beganPs, next));
            if (next != percent) {
                percent = next;
                cpuWriter.throttle(percent);
            }
        }
    }

    @Override
    public List<ThrottleStep> steps() {
        return steps;
    }
}
