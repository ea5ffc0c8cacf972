package dirtysim.workloads.fit;

import dirtysim.engine.SimTime;
import dirtysim.workloads.fit.MappingLog.Mapping;
import dirtysim.workloads.fit.MappingLog.Step;
import java.util.ArrayList;
import java.util.List;

/** Fits one queue, step by step. */
final class QueueFit {
    /** From this share on, unmaps count as being on the CPU of the map. */
    private static final double SAME_CPU = 0.95;

    private final int device;
    private final List<Mapping> live = new ArrayList<>();
    private final BurstFit maps = new BurstFit();
    private final BurstFit unmaps = new BurstFit();
    private final Observed victims = new Observed();
    private final CpuFit mapCpus;
    private final CpuFit unmapCpus;
    private final CallFit calls = new CallFit();
    private int firstLive;
    private long mapCount;
    private long unmapCount;
    private long onCpuOfMap;
    private int lastVictim;
    private long victimStays;
    private long unmapsInBurst;
    private boolean lastWasMap;
    private boolean firstWasMap;
    private long firstPs;
    private long lastPs = -1;
    private long changedPs;
    private double livePs;

    QueueFit(int device, int cpus) {
        this.device = device;
        mapCpus = new CpuFit(cpus);
        unmapCpus = new CpuFit(cpus);
    }

    /** A mapping that is there when the load begins. */
    void setup(Mapping mapping) {
        // No recording tells the age of these: what is unmapped first counts as the oldest, what never is as older
        // still.
        int at = live.size();
        while (at > 0 && Long.compare(live.get(at - 1).unmappedPs, mapping.unmappedPs) > 0) {
            at--;
        }
        live.add(at, mapping);
        firstLive++;
    }

    void map(Step step, boolean shared) {
        step(step);
        mapCount++;
        calls.add(step.mapping(), shared, live);
        live.add(step.mapping());
    }

    void unmap(Step step) {
        boolean first = lastPs < 0 || lastWasMap;
        step(step);
        unmapCount++;
        int place = live.indexOf(step.mapping());
        if (!first && place == lastVictim) {
            victimStays++;
        } else {
            victims.add(place);
        }
        unmapsInBurst += first ? 0 : 1;
        lastVictim = place;
        onCpuOfMap += step.cpu() == step.mapping().cpu ? 1 : 0;
        live.remove(place);
    }

    private void step(Step step) {
        livePs += (double) live.size() * (step.timePs() - changedPs);
        changedPs = step.timePs();
        BurstFit own = step.map() ? maps : unmaps;
        double sinceUs = lastPs < 0 ? -1 : SimTime.toMicros(step.timePs() - lastPs);
        if (lastPs < 0 || lastWasMap != step.map()) {
            if (lastPs < 0) {
                firstPs = step.timePs();
                firstWasMap = step.map();
            } else {
                (lastWasMap ? maps : unmaps).end(live.size());
            }
            own.begin(live.size(), sinceUs);
        } else {
            own.gap(sinceUs);
        }
        (step.map() ? mapCpus : unmapCpus).operation(step.cpu());
        lastWasMap = step.map();
        lastPs = step.timePs();
    }

    long maps() {
        return mapCount;
    }

    long unmaps() {
        return unmapCount;
    }

    double meanLive(long bodyPs) {
        return (livePs + (double) live.size() * (bodyPs - changedPs)) / bodyPs;
    }

    /** The parameters. What the queue is idle at either end of the body counts as one wait. */
    FittedQueue fit(long bodyPs) {
        (firstWasMap ? maps : unmaps).firstWaited(SimTime.toMicros(bodyPs - (lastPs - firstPs)));
        boolean follows = onCpuOfMap >= SAME_CPU * unmapCount;
        return new FittedQueue(
                device,
                firstLive,
                maps.fit(),
                unmaps.fit(),
                victims.slices(),
                unmapsInBurst == 0 ? 0 : (double) victimStays / unmapsInBurst,
                mapCpus.fit(),
                follows ? null : unmapCpus.fit(),
                calls.aliasAge(),
                calls.guestPages(),
                calls.runPages(),
                calls.shapes());
    }
}
