package dirtysim.workloads.generate;

import dirtysim.engine.EventHandler;
import dirtysim.engine.SimTime;
import dirtysim.workloads.drivers.DmaBuffer;
import dirtysim.workloads.drivers.DriverDevice;
import dirtysim.workloads.drivers.DriverGuest;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.commons.math3.distribution.PoissonDistribution;

/** One ring of a network card, polled at even intervals; packets come as a Poisson process. */
abstract class PacketRing implements EventHandler {
    /** A buffer in the ring, and where it lies. */
    private record Posted(DmaBuffer buffer, BufferPool.Place place) {}

    private final DriverGuest guest;
    private final DriverDevice device;
    private final int cpu;
    private final long intervalPs;
    private final int packetBytes;
    private final int ring;
    private final PoissonDistribution packets;
    private final BufferPool pool;
    private final Deque<Posted> posted = new ArrayDeque<>();

    PacketRing(
            DriverGuest guest,
            DriverDevice device,
            int cpu,
            KindValues values,
            int bufferBytes,
            double packetsPerPs,
            String name) {
        this.guest = guest;
        this.device = device;
        this.cpu = cpu;
        intervalPs = values.value(NicKind.MODERATION.key()) * SimTime.PS_PER_US;
        packetBytes = (int) values.value(NicKind.PACKET.key());
        // One descriptor stays empty, or a full ring would look like an empty one.
        ring = (int) values.value(NicKind.RING.key()) - 1;
        packets = new PoissonDistribution(
                guest.random(name + " packets"),
                packetsPerPs * intervalPs,
                PoissonDistribution.DEFAULT_EPSILON,
                PoissonDistribution.DEFAULT_MAX_ITERATIONS);
        double fresh = values.value(NicKind.FRESH.key()) / 100.0;
        pool = new BufferPool(guest.ram(), guest.random(name + " pages"), bufferBytes, ring, fresh);
    }

    /** Begins; the polls of several queues fall between each other. */
    void start(int queue, int queues) {
        begin();
        guest.loop().schedule(intervalPs * (queue + 1) / queues, this, 0, 0);
    }

    @Override
    public void handle(int kind, long argument) {
        poll(packets.sample());
        guest.loop().schedule(intervalPs, this, 0, 0);
    }

    /** Before the first poll. */
    abstract void begin();

    /** A poll, so many packets after the last. */
    abstract void poll(int arrived);

    DriverDevice device() {
        return device;
    }

    int cpu() {
        return cpu;
    }

    int packetBytes() {
        return packetBytes;
    }

    BufferPool pool() {
        return pool;
    }

    /** Free descriptors. */
    int room() {
        return ring - posted.size();
    }

    /** Buffers in the ring. */
    int filled() {
        return posted.size();
    }

    void post(DmaBuffer buffer, BufferPool.Place place) {
        posted.add(new Posted(buffer, place));
    }

    /** Takes the oldest buffers out of the ring. */
    void reap(int count) {
        for (int i = 0; i < count; i++) {
            Posted oldest = posted.remove();
            device.unmap(cpu, oldest.buffer());
            pool.give(oldest.place());
        }
    }
}
