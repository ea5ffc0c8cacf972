package dirtysim.validation;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.Server;
import dirtysim.engine.SimTime;
import dirtysim.guest.FlushQueue;
import dirtysim.guest.IovaAllocator;
import dirtysim.host.CostModel;
import dirtysim.iommu.Iommu;
import dirtysim.iommu.TranslationDomain;
import dirtysim.memory.EntryFormat;
import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;

/**
 * One CPU that sends packets as fast as it can through a ring of descriptors, and a device that reads each packet through
 * the IOMMU and puts it on the wire, one after the other. Before a descriptor is used again its packet must be on the wire,
 * and the CPU takes down the mapping of its buffer.
 *
 * <p>A packet costs the CPU a fixed time for everything but the IOMMU, and what {@link Mapping} says. The throughput is that
 * of the CPU or of the wire, whichever is slower.
 *
 * <p>Not modelled: the time to allocate and free an IOVA, and locks of the DMA API.
 */
public final class PacketLoop implements EventHandler {
    private static final int UNMAP_WRITTEN = 0;
    private static final int UNMAPPED = 1;
    private static final int PACKET_MADE = 2;
    private static final int TRANSLATED = 3;
    private static final int SENT = 4;

    private static final int DOMAIN = 1;
    private static final int LEVELS = 4;

    /** Descriptors of a ring, as of many drivers: any number that covers the latency of a read would do. */
    private static final int RING = 256;

    /** The flush queue and the ring are in their steady state after this many rounds of the ring. */
    private static final int WARM_UP_ROUNDS = 4;

    private static final long NONE = -1;

    /** What becomes of the mapping of a packet's buffer. */
    public enum Mapping {
        /** Mapped for the packet; unmapped and invalidated at once after it, while the CPU waits. */
        STRICT,
        /** Mapped for the packet; unmapped after it, and invalidated by a {@link FlushQueue}. */
        DEFERRED,
        /** Mapped once, before the first packet. */
        REUSED
    }

    private final EventLoop loop = new EventLoop();
    private final Mapping mapping;
    private final Iommu iommu;
    private final Server wire = new Server(loop, "wire", 1);
    private final PageTable table = new PageTable(EntryFormat.SECOND_STAGE, LEVELS);
    private final IovaAllocator iovas = new IovaAllocator();
    private final FlushQueue flushes;
    private final long mapPs;
    private final long unmapPs;
    private final long packetPs;
    private final long wirePs;

    /** By descriptor: the IOVA of its buffer, {@link #NONE} if not mapped; and whether its packet is not on the wire yet. */
    private final long[] iova = new long[RING];

    private final boolean[] underWay = new boolean[RING];

    private long next;
    private boolean waitingForWire;
    private long sent;
    private long lastSent;
    private long measuredSincePs;
    private long endedPs;

    /**
     * @param costs {@code map-ns}, {@code unmap-ns}, {@code invalidate-ns}, the flush queue's and the IOTLB's are charged
     * @param mapping what becomes of the mapping of a packet's buffer
     * @param packetNs what a packet costs the CPU beside it, in nanoseconds, 0 or more
     * @param wireNs how long a packet is on the wire, in nanoseconds, 0 or more
     */
    public PacketLoop(CostModel costs, Mapping mapping, double packetNs, double wireNs) {
        this.mapping = mapping;
        iommu = new Iommu(loop, costs, (index, at, hpa) -> {
            throw new IllegalStateException("a device that sends has written");
        });
        iommu.attach(new TranslationDomain(DOMAIN, null, table));
        flushes = new FlushQueue(loop, iommu.invalidations(), DOMAIN, 0, 1, costs, iovas::free);
        mapPs = mapping == Mapping.REUSED ? 0 : costs.mapPs(1);
        unmapPs = costs.unmapPs(1);
        packetPs = CostModel.ps(packetNs);
        wirePs = CostModel.ps(wireNs);
        for (int slot = 0; slot < RING; slot++) {
            iova[slot] = NONE;
            if (mapping == Mapping.REUSED) {
                map(slot);
            }
        }
    }

    /**
     * Sends, and measures after some rounds of the ring. Call it once.
     *
     * @param packets packets that are measured, 1 or more
     * @return mean time between two packets on the wire, in nanoseconds
     */
    public double meanIntervalNs(long packets) {
        lastSent = (long) WARM_UP_ROUNDS * RING + packets;
        nextPacket();
        loop.run();
        return (double) (endedPs - measuredSincePs) / packets / SimTime.PS_PER_NS;
    }

    /** Packets that the device could not read for want of a translation: none, if the model is right. */
    public long faults() {
        return iommu.faults();
    }

    /** Invalidations submitted so far. */
    public long invalidations() {
        return iommu.invalidations().submitted();
    }

    @Override
    public void handle(int kind, long argument) {
        int slot = (int) argument;
        switch (kind) {
            case UNMAP_WRITTEN -> unmap(slot);
            case UNMAPPED -> {
                if (mapping == Mapping.STRICT) {
                    iovas.free(iova[slot], 1);
                }
                iova[slot] = NONE;
                makePacket(slot);
            }
            case PACKET_MADE -> {
                if (iova[slot] == NONE) {
                    map(slot);
                }
                underWay[slot] = true;
                next++;
                iommu.access(0, iova[slot], false, this, TRANSLATED, slot);
                nextPacket();
            }
            case TRANSLATED -> wire.serve(wirePs, this, SENT, slot);
            case SENT -> sent(slot);
            default -> throw new IllegalStateException("unknown event " + kind);
        }
    }

    private void nextPacket() {
        int slot = (int) (next % RING);
        if (underWay[slot]) {
            waitingForWire = true;
        } else if (mapping != Mapping.REUSED && iova[slot] != NONE) {
            loop.schedule(unmapPs, this, UNMAP_WRITTEN, slot);
        } else {
            makePacket(slot);
        }
    }

    private void makePacket(int slot) {
        loop.schedule(packetPs + mapPs, this, PACKET_MADE, slot);
    }

    private void map(int slot) {
        iova[slot] = iovas.allocate(1);
        table.map(iova[slot], slot * PageSize.SIZE_4K.bytes(), PageSize.SIZE_4K, false);
    }

    private void unmap(int slot) {
        table.unmap(iova[slot]);
        if (mapping == Mapping.STRICT) {
            long bytes = PageSize.SIZE_4K.bytes();
            iommu.invalidations()
                    .request()
                    .pages(DOMAIN, iova[slot], bytes, true)
                    .deviceTlbPages(0, DOMAIN, iova[slot], bytes)
                    .submit(this, UNMAPPED, slot);
        } else {
            flushes.queue(0, iova[slot], 1, this, UNMAPPED, slot);
        }
    }

    private void sent(int slot) {
        underWay[slot] = false;
        sent++;
        if (sent == (long) WARM_UP_ROUNDS * RING) {
            measuredSincePs = loop.nowPs();
        }
        if (sent == lastSent) {
            endedPs = loop.nowPs();
            loop.stop();
        } else if (waitingForWire && slot == next % RING) {
            waitingForWire = false;
            nextPacket();
        }
    }
}
