package dirtysim.workloads.fit;

import dirtysim.engine.EventHandler;
import dirtysim.engine.SimTime;
import dirtysim.workloads.drivers.DmaBuffer;
import dirtysim.workloads.drivers.DriverDevice;
import dirtysim.workloads.drivers.DriverGuest;
import dirtysim.workloads.fit.FittedQueue.Bursts;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;

/** Drives one fitted queue: bursts of maps and of unmaps in turn, an operation an event. */
final class FittedDriver implements EventHandler {
    private static final int NEXT = 0;

    private final DriverGuest guest;
    private final FittedQueue queue;
    private final RandomGenerator times;
    private final RandomGenerator levels;
    private final RandomGenerator cpuDraws;
    private final FittedBuffers buffers;
    private final List<DmaBuffer> live = new ArrayList<>();
    private final int[] lastCpu = {0, 0};
    private double rate = 1;
    private double size = 1;
    private int firstCpu;
    private boolean mapping;
    private long target;
    private int cpu;
    /** A double, so that no rate drifts by rounding gaps. */
    private double duePs;

    FittedDriver(DriverGuest guest, DriverDevice device, FittedMemory memory, FittedQueue queue, String use) {
        this.guest = guest;
        this.queue = queue;
        times = guest.random(use + " times");
        levels = guest.random(use + " levels");
        cpuDraws = guest.random(use + " CPUs");
        buffers = new FittedBuffers(device, memory, queue, guest.random(use + " buffers"));
    }

    FittedDriver scaled(double rateFactor, double liveFactor) {
        rate = rateFactor;
        size = liveFactor;
        buffers.scaled(liveFactor);
        return this;
    }

    FittedDriver onCpusFrom(int first) {
        firstCpu = first;
        return this;
    }

    void start() {
        long first = Math.round(queue.firstLive() * size);
        for (long i = 0; i < first; i++) {
            live.add(buffers.map(onCpu(0), live));
        }
        duePs = guest.loop().nowPs();
        mapping = first > 0;
        beginBurst();
    }

    @Override
    public void handle(int kind, long argument) {
        if (mapping) {
            live.add(buffers.map(onCpu(cpu), live));
        } else {
            int victim = (int) Math.min(live.size() - 1L, queue.victim().drawWhole(levels, size));
            DmaBuffer gone = live.remove(victim);
            buffers.unmap(queue.unmapCpus() == null ? gone.cpu() : onCpu(cpu), gone);
        }
        if (mapping ? live.size() >= target : live.size() <= target) {
            beginBurst();
        } else {
            after(bursts().gapUs().draw(times) / rate);
        }
    }

    private Bursts bursts() {
        return mapping ? queue.maps() : queue.unmaps();
    }

    private void beginBurst() {
        mapping = live.isEmpty() || !mapping;
        int bin = bursts().bin(live.size() / size);
        long level = bursts().level().get(bin).drawWhole(levels, size);
        target = mapping ? Math.max(level, live.size() + 1L) : Math.max(0, Math.min(level, live.size() - 1L));
        int which = mapping ? 0 : 1;
        List<double[]> chain = mapping || queue.unmapCpus() == null ? queue.mapCpus() : queue.unmapCpus();
        if (mapping || queue.unmapCpus() != null) {
            lastCpu[which] = draw(chain.get(lastCpu[which]));
        }
        cpu = lastCpu[which];
        after(bursts().waitUs().get(bin).draw(times) * size / rate);
    }

    private int draw(double[] weights) {
        double left = cpuDraws.nextDouble() * FittedQueue.sum(weights);
        int drawn = 0;
        while (drawn < weights.length - 1 && left >= weights[drawn]) {
            left -= weights[drawn++];
        }
        return drawn;
    }

    private int onCpu(int recorded) {
        return (firstCpu + recorded) % guest.cpus();
    }

    private void after(double us) {
        duePs += us * SimTime.PS_PER_US;
        guest.loop().scheduleAt(Math.max(guest.loop().nowPs(), Math.round(duePs)), this, NEXT, 0);
    }
}
