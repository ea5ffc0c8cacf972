package dirtysim.workloads.fit;

import dirtysim.workloads.drivers.DriverGuest;
import org.agrona.collections.Long2LongHashMap;

/** Which guest pages one device has mapped, all its queues together. */
final class FittedMemory {
    private final DriverGuest guest;
    private final Long2LongHashMap mappingsOfPage = new Long2LongHashMap(0);

    FittedMemory(DriverGuest guest) {
        this.guest = guest;
    }

    DriverGuest guest() {
        return guest;
    }

    boolean mapped(long first, int pages) {
        return SharedPages.any(mappingsOfPage, first, pages);
    }

    void add(long first, int pages, int count) {
        SharedPages.add(mappingsOfPage, first, pages, count);
    }
}
