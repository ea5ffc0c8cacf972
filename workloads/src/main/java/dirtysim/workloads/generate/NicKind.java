package dirtysim.workloads.generate;

import dirtysim.engine.SimTime;
import dirtysim.host.InputException;
import dirtysim.workloads.drivers.DriverDevice;
import dirtysim.workloads.drivers.DriverGuest;
import java.util.List;

/**
 * A network card whose driver maps a buffer for each packet and unmaps it when the packet has come or gone (e1000e, ixgbe and
 * others do). Drivers whose page pool keeps its pages mapped are the kind {@code steady} instead.
 */
final class NicKind extends DriverKind {
    static final KindParameter RX =
            KindParameter.rate("rx", 25_000, 800_000, "received, all queues; data of packets, without framing");
    static final KindParameter TX = KindParameter.rate("tx", 0, 800_000, "sent, all queues");
    static final KindParameter PACKET = KindParameter.rare(
            "packet", "bytes", 1_500, 60, 65_536, "data of a packet; 9000 for jumbo frames, 65536 sent with TSO");
    static final KindParameter QUEUES =
            KindParameter.count("queues", "queues", 4, 1, 256, "receive queues, and as many to send");
    static final KindParameter RING =
            KindParameter.count("ring", "descriptors", 1_024, 64, 8_192, "of each queue (ethtool -g); all are filled");
    static final KindParameter BUFFER = KindParameter.rare(
            "buffer", "bytes", 2_048, 256, 65_536, "of a receive buffer; several lie in a page if they fit");
    static final KindParameter BATCH = KindParameter.rare(
            "batch", "descriptors", 16, 1, 256, "receive descriptors that are refilled at a time; e1000e: 16");
    static final KindParameter MODERATION = KindParameter.rare(
            "moderation", "us", 20, 1, 1_000, "from one interrupt or poll of a queue to the next (ethtool -c)");
    static final KindParameter FRESH = KindParameter.rare(
            "fresh", "percent", 10, 0, 100, "of the pages are taken from free memory; the rest were buffers before");

    private static final double BYTES_OF_MBIT = 125_000;
    private static final int DESCRIPTOR_BYTES = 16;

    @Override
    public String id() {
        return "nic";
    }

    @Override
    public String title() {
        return "network card: receive and transmit rings, buffers that share pages, refill in batches, several queues";
    }

    @Override
    List<KindParameter> own() {
        return List.of(RX, TX, PACKET, QUEUES, RING, BUFFER, BATCH, MODERATION, FRESH);
    }

    @Override
    double mapsPerSecond(KindValues values) {
        return packetsPerSecond(values, RX) + packetsPerSecond(values, TX);
    }

    private static double packetsPerSecond(KindValues values, KindParameter rate) {
        return values.value(rate.key()) * BYTES_OF_MBIT / values.value(PACKET.key());
    }

    @Override
    int queues(KindValues values) {
        return (int) values.value(QUEUES.key());
    }

    @Override
    void attach(KindValues values, DriverGuest guest) {
        require(values);
        DriverDevice device = guest.device("nic" + guest.devices());
        int queues = queues(values);
        long ring = values.value(RING.key());
        for (int queue = 0; queue < queues; queue++) {
            int cpu = queue % guest.cpus();
            String name = "nic " + device.index() + " queue " + queue;
            double perPs = 1.0 / queues / SimTime.PS_PER_S;
            if (values.value(RX.key()) > 0) {
                device.allocate(cpu, ring * DESCRIPTOR_BYTES);
                new ReceiveRing(guest, device, cpu, values, packetsPerSecond(values, RX) * perPs, name + " receive")
                        .start(queue, queues);
            }
            if (values.value(TX.key()) > 0) {
                device.allocate(cpu, ring * DESCRIPTOR_BYTES);
                new TransmitRing(guest, device, cpu, values, packetsPerSecond(values, TX) * perPs, name + " transmit")
                        .start(queue, queues);
            }
        }
    }

    private void require(KindValues values) {
        if (values.value(RX.key()) + values.value(TX.key()) == 0) {
            throw new InputException(values.name(), "it neither receives nor sends", "give rx or tx");
        }
        if (values.value(RX.key()) > 0 && values.value(PACKET.key()) > values.value(BUFFER.key())) {
            throw new InputException(
                    values.name(),
                    "a packet of " + values.value(PACKET.key()) + " bytes does not fit a receive buffer",
                    "give buffer=" + values.value(PACKET.key()) + " or more");
        }
        double rate = Math.max(packetsPerSecond(values, RX), packetsPerSecond(values, TX)) / queues(values);
        double aPoll = rate * values.value(MODERATION.key()) / 1e6;
        long batch = values.value(BATCH.key());
        long ring = values.value(RING.key());
        if (values.value(RX.key()) > 0 && batch > ring / 2) {
            throw new InputException(
                    values.name(),
                    "a ring of " + ring + " descriptors runs dry before " + batch + " of them are refilled",
                    "give batch=" + ring / 2 + " or less");
        }
        if (aPoll > ring / 2.0) {
            throw new InputException(
                    values.name(),
                    Math.round(aPoll) + " packets come to a queue from one poll to the next, more than half its ring",
                    "raise ring or queues, or lower moderation");
        }
    }
}
