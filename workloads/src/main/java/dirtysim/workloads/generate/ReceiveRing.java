package dirtysim.workloads.generate;

import dirtysim.guest.Direction;
import dirtysim.workloads.drivers.DriverDevice;
import dirtysim.workloads.drivers.DriverGuest;

/**
 * A receive ring: all its descriptors hold buffers. A poll unmaps as many of the oldest as packets have come, and fills free
 * descriptors again, a batch at a time. Packets for which there is no buffer are dropped, as in life.
 */
final class ReceiveRing extends PacketRing {
    private final int batch;

    ReceiveRing(DriverGuest guest, DriverDevice device, int cpu, KindValues values, double packetsPerPs, String name) {
        super(guest, device, cpu, values, (int) values.value(NicKind.BUFFER.key()), packetsPerPs, name);
        batch = (int) values.value(NicKind.BATCH.key());
    }

    @Override
    void begin() {
        fill(room());
    }

    @Override
    void poll(int arrived) {
        reap(Math.min(arrived, filled()));
        fill(room() / batch * batch);
    }

    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            BufferPool.Place place = pool().take();
            post(device().mapPage(cpu(), Direction.FROM_DEVICE, place.gpa, place.offset, packetBytes()), place);
        }
    }
}
