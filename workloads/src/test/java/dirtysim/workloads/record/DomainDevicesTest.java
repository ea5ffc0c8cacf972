package dirtysim.workloads.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.guest.Direction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DomainDevicesTest {
    private final TraceRecordsBuilder builder = new TraceRecordsBuilder();

    @Test
    void aStrictFlushNamesTheDeviceOfTheRangeUnmappedOnItsCpu() {
        unmap(0, 0x1000, 0);
        unmap(1, 0x1000, 1);
        builder.flushRange(0, 1, 5, 0x1000, 0x1000);
        builder.flushRange(0, 0, 4, 0, 0x8000);
        unmap(0, 0x2000, 1);
        builder.flushRange(0, 0, 6, 0x5000, 0x1000);
        DomainDevices domains = domains();
        assertEquals(0, domains.device(4));
        assertEquals(1, domains.device(5));
        assertEquals(DomainDevices.UNKNOWN, domains.device(6));
        assertEquals(DomainDevices.UNKNOWN, domains.device(7));
    }

    @Test
    void aLazyFlushNarrowsItsDomainToDevicesWithUnmapsWaiting() {
        unmap(0, 0x1000, 0);
        unmap(0, 0x1000, 1);
        builder.flushDomain(0, 0, 4);
        assertEquals(DomainDevices.UNKNOWN, domains().device(4));
        builder.flushDomain(0, 0, 5);
        assertEquals(DomainDevices.UNKNOWN, domains().device(5));
        // Neither is known to be flushed, so this says nothing; but after one of device 0 alone the rest follows.
        TraceRecordsBuilder fresh = new TraceRecordsBuilder();
        fresh.unmap(0, 0, 0x1000, 0x1000, 0, Direction.TO_DEVICE);
        fresh.flushDomain(0, 0, 4);
        fresh.unmap(0, 0, 0x1000, 0x1000, 1, Direction.TO_DEVICE);
        fresh.unmap(0, 0, 0x2000, 0x1000, 0, Direction.TO_DEVICE);
        fresh.flushDomain(0, 0, 5);
        DomainDevices domains = DomainDevices.of(fresh.build(summary()));
        assertEquals(0, domains.device(4));
        assertEquals(1, domains.device(5));
    }

    @Test
    void aMarkSaysItAndOneThatNamesNoDeviceSaysNothing() {
        builder.mark(0, 0, 0, DomainDevices.mark(4, "b"));
        builder.mark(0, 0, 0, DomainDevices.mark(5, "nobody"));
        builder.mark(0, 0, 0, "T_DOMAIN x a");
        builder.mark(0, 0, 0, "T_DOMAIN 99999999999999999999 a");
        unmap(0, 0x1000, 0);
        builder.flushDomain(0, 0, 4);
        DomainDevices domains = domains();
        assertEquals(1, domains.device(4));
        assertEquals(DomainDevices.UNKNOWN, domains.device(5));
    }

    @Test
    void aDomainOfSeveralDevicesStaysUnknown() {
        unmap(0, 0x1000, 0);
        builder.flushDomain(0, 0, 4);
        unmap(0, 0x1000, 1);
        builder.flushDomain(0, 0, 4);
        assertEquals(DomainDevices.UNKNOWN, domains().device(4));
        builder.flushDomain(0, 0, 4);
        unmap(0, 0x1000, 1);
        builder.flushDomain(0, 0, 4);
        assertEquals(DomainDevices.UNKNOWN, domains().device(4));
    }

    private void unmap(int cpu, long iova, int device) {
        builder.unmap(0, cpu, iova, 0x1000, device, Direction.FROM_DEVICE);
    }

    private DomainDevices domains() {
        return DomainDevices.of(builder.build(summary()));
    }

    private static RecordingSummary summary() {
        Map<String, Long> events = new TreeMap<>(Map.of("dma_map_page", 2L));
        return new RecordingSummary(List.of("a", "b"), events, 0, 0, 0);
    }
}
