package dirtysim.workloads.generate;

import dirtysim.guest.Direction;
import dirtysim.workloads.drivers.DriverDevice;
import dirtysim.workloads.drivers.DriverGuest;

/**
 * A transmit ring: a poll unmaps what the one before it has sent, and maps the packets that have come to be sent since. What
 * finds the ring full is not sent.
 */
final class TransmitRing extends PacketRing {
    TransmitRing(DriverGuest guest, DriverDevice device, int cpu, KindValues values, double packetsPerPs, String name) {
        super(guest, device, cpu, values, (int) values.value(NicKind.PACKET.key()), packetsPerPs, name);
    }

    @Override
    void begin() {
        // The ring is empty until there is something to send.
    }

    @Override
    void poll(int arrived) {
        reap(filled());
        int sent = Math.min(arrived, room());
        for (int i = 0; i < sent; i++) {
            BufferPool.Place place = pool().take();
            post(device().mapPage(cpu(), Direction.TO_DEVICE, place.gpa, place.offset, packetBytes()), place);
        }
    }
}
