package dirtysim.workloads.fit;

import dirtysim.engine.EventHandler;
import dirtysim.engine.SimTime;
import dirtysim.workloads.drivers.DmaBuffer;
import dirtysim.workloads.drivers.DriverDevice;
import dirtysim.workloads.drivers.DriverGuest;
import org.apache.commons.math3.random.RandomGenerator;

/** Drives one fitted queue: bursts of maps and of unmaps in turn, an operation an event. */
final class FittedDriver implements EventHandler {
    private static final int NEXT = 0;

    private final DriverGuest guest;
    private final FittedQueue queue;
    private final BurstDecks maps;
    private final BurstDecks unmaps;
    private final Deck victim;
    private final CpuWalk mapCpus;
    /** Null if a mapping is unmapped on the CPU that mapped it. */
    private final CpuWalk unmapCpus;

    private final FittedBuffers buffers;
    private final ByAge<DmaBuffer> live = new ByAge<>();
    private final double rate;
    private final double size;
    /** Null unless fewer live mappings than recorded are wanted. */
    private final RecordedWalk recorded;

    private int firstCpu;
    private final RandomGenerator stay;
    private long lastVictim;
    private boolean inBurst;
    private boolean mapping;
    private long target;
    private int cpu;
    /** A double, so that no rate drifts by rounding gaps. */
    private double duePs;

    FittedDriver(DriverDevice device, FittedMemory memory, FittedQueue queue, double rate, double size, String use) {
        guest = memory.guest();
        this.queue = queue;
        this.rate = rate;
        this.size = size;
        recorded = size < 1 ? new RecordedWalk(queue, guest.random(use + " as recorded")) : null;
        maps = new BurstDecks(queue.maps(), guest.random(use + " maps"));
        unmaps = new BurstDecks(queue.unmaps(), guest.random(use + " unmaps"));
        victim = new Deck(queue.victim(), guest.random(use + " victims"));
        stay = guest.random(use + " victims that stay");
        mapCpus = new CpuWalk(queue.mapCpus(), guest.random(use + " map CPUs"));
        unmapCpus =
                queue.unmapCpus() == null ? null : new CpuWalk(queue.unmapCpus(), guest.random(use + " unmap CPUs"));
        buffers = new FittedBuffers(device, memory, queue, size, guest.random(use + " buffers"));
    }

    FittedDriver onCpusFrom(int first) {
        firstCpu = first;
        return this;
    }

    void start() {
        long first = Math.round(queue.firstLive() * size);
        for (long i = 0; i < first; i++) {
            live.add(buffers.map(onCpu(queue.mapCpus().first()), live));
        }
        duePs = guest.loop().nowPs();
        mapping = first > 0;
        beginBurst();
    }

    @Override
    public void handle(int kind, long argument) {
        if (mapping) {
            mapCpus.count();
            live.add(buffers.map(onCpu(cpu), live));
        } else {
            DmaBuffer gone = live.remove(victim());
            if (unmapCpus != null) {
                unmapCpus.count();
            }
            buffers.unmap(unmapCpus == null ? gone.cpu() : onCpu(cpu), gone);
        }
        inBurst = true;
        if (mapping ? live.size() >= target : live.size() <= target) {
            beginBurst();
        } else {
            after(bursts().gap().draw() / rate);
        }
    }

    private int victim() {
        boolean stays = inBurst && stay.nextDouble() < queue.victimStays();
        lastVictim = stays ? lastVictim : victim.drawWhole(size);
        return (int) Math.min(live.size() - 1L, lastVictim);
    }

    private BurstDecks bursts() {
        return mapping ? maps : unmaps;
    }

    private void beginBurst() {
        mapping = live.isEmpty() || !mapping;
        inBurst = false;
        int bin = bursts().bin(live.size() / size);
        long level = bursts().level(bin).drawWhole(size);
        target = mapping ? Math.max(level, live.size() + 1L) : Math.max(0, Math.min(level, live.size() - 1L));
        if (mapping) {
            cpu = mapCpus.next();
        } else if (unmapCpus != null) {
            cpu = unmapCpus.next();
        }
        double waitUs =
                recorded == null ? bursts().wait(bin).draw() * size : recorded.waitUs(Math.abs(target - live.size()));
        after(waitUs / rate);
    }

    private int onCpu(int recorded) {
        return (firstCpu + recorded) % guest.cpus();
    }

    private void after(double us) {
        duePs += us * SimTime.PS_PER_US;
        guest.loop().scheduleAt(Math.max(guest.loop().nowPs(), Math.round(duePs)), this, NEXT, 0);
    }
}
