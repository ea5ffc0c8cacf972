package dirtysim.workloads.generate;

import dirtysim.engine.EventHandler;
import dirtysim.guest.Direction;
import dirtysim.workloads.drivers.DmaBuffer;
import dirtysim.workloads.drivers.DriverDevice;
import dirtysim.workloads.drivers.DriverGuest;
import dirtysim.workloads.drivers.GuestRam;
import dirtysim.workloads.record.CallKind;
import java.util.Arrays;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * One queue of a block device, closed: as soon as a request is done, the next takes its slot. A request takes a time of
 * log-normal distribution, sigma 0.5, about what drives show between median and tail (<em>assumption</em>).
 *
 * <p>Slots have pages of their own for what goes with a request: four to a page for header and status, sixteen bytes a
 * descriptor for the table.
 */
final class BlockQueue implements EventHandler {
    private static final double SIGMA = 0.5;
    private static final int PAGE_BYTES = 4096;
    private static final int HEADERS_OF_PAGE = 4;
    private static final int HEADER_BYTES = 16;
    private static final int DESCRIPTOR_BYTES = 16;

    private final DriverGuest guest;
    private final DriverDevice device;
    private final int cpu;
    private final boolean headers;
    private final boolean cache;
    private final int[] segments;
    private final int pages;
    private final double reads;
    private final LogNormalDistribution time;
    private final RandomGenerator random;
    private final DmaBuffer[][] slots;
    private final long[][] taken;
    private final long ownPages;
    private final long headerPages;
    private final long tablePages;
    private final int tableBytes;

    BlockQueue(
            DriverGuest guest,
            DriverDevice device,
            int cpu,
            KindValues values,
            boolean headers,
            double meanPs,
            String name) {
        this.guest = guest;
        this.device = device;
        this.cpu = cpu;
        this.headers = headers;
        pages = (int) values.value(BlockKind.BLOCK.key()) / 4;
        int segment = (int) Math.min(pages, values.value(BlockKind.SEGMENT.key()));
        segments = new int[(pages + segment - 1) / segment];
        Arrays.fill(segments, segment);
        segments[segments.length - 1] = pages - segment * (segments.length - 1);
        cache = values.value(BlockKind.CACHE.key()) != 0;
        reads = values.value(BlockKind.READS.key()) / 100.0;
        random = guest.random(name + " directions");
        // The mean of a log-normal distribution is exp(mu + sigma^2 / 2).
        time = new LogNormalDistribution(
                guest.random(name + " times"), StrictMath.log(meanPs) - SIGMA * SIGMA / 2, SIGMA);
        int depth = (int) values.value(BlockKind.DEPTH.key());
        slots = new DmaBuffer[depth][];
        taken = new long[depth][];
        // Cached pages come singly from free memory, but a contiguous segment has to be an area.
        ownPages = cache && segment == 1 ? 0 : guest.ram().area((long) depth * pages * (cache ? 2 : 1), "buffers");
        tableBytes = (segments.length + 2) * DESCRIPTOR_BYTES;
        int tablesOfPage = Math.max(1, PAGE_BYTES / tableBytes);
        headerPages = headers ? guest.ram().area(depth / HEADERS_OF_PAGE + 1L, "headers") : 0;
        tablePages = headers
                ? guest.ram()
                        .area((depth / tablesOfPage + 1L) * ((tableBytes + PAGE_BYTES - 1) / PAGE_BYTES), "descriptors")
                : 0;
    }

    void start() {
        for (int slot = 0; slot < slots.length; slot++) {
            submit(slot);
        }
    }

    @Override
    public void handle(int kind, long slot) {
        for (DmaBuffer buffer : slots[(int) slot]) {
            device.unmap(cpu, buffer);
        }
        if (taken[(int) slot] != null) {
            for (long page : taken[(int) slot]) {
                guest.ram().give(page);
            }
        }
        submit((int) slot);
    }

    private void submit(int slot) {
        Direction direction = random.nextDouble() < reads ? Direction.FROM_DEVICE : Direction.TO_DEVICE;
        slots[slot] = headers
                ? new DmaBuffer[] {header(slot), data(slot, direction), status(slot), table(slot)}
                : new DmaBuffer[] {data(slot, direction)};
        guest.loop().schedule(Math.max(1, Math.round(time.sample())), this, 0, slot);
    }

    private DmaBuffer data(int slot, Direction direction) {
        long[] gpas = new long[segments.length];
        boolean free = cache && segments[0] == 1;
        taken[slot] = free ? new long[segments.length] : null;
        // A cached request finds its pages in one of two places in turn, so that they are not those it had before.
        long first = ownPages + (long) slot * pages;
        if (cache && !free && random.nextDouble() < 0.5) {
            first += (long) slots.length * pages;
        }
        for (int segment = 0; segment < gpas.length; segment++) {
            long page = free ? guest.ram().take() : first + (long) segment * segments[0];
            if (free) {
                taken[slot][segment] = page;
            }
            gpas[segment] = GuestRam.gpa(page);
        }
        CallKind call = segments.length == 1 ? CallKind.DMA_MAP_PAGE : CallKind.DMA_MAP_SG;
        return device.map(cpu, direction, call, 0, (long) pages * PAGE_BYTES, gpas, segments);
    }

    private DmaBuffer header(int slot) {
        return small(Direction.TO_DEVICE, slot, 0, HEADER_BYTES);
    }

    private DmaBuffer status(int slot) {
        return small(Direction.FROM_DEVICE, slot, HEADER_BYTES, 1);
    }

    private DmaBuffer small(Direction direction, int slot, int offset, int bytes) {
        int at = slot % HEADERS_OF_PAGE * (PAGE_BYTES / HEADERS_OF_PAGE) + offset;
        return device.mapPage(cpu, direction, GuestRam.gpa(headerPages + slot / HEADERS_OF_PAGE), at, bytes);
    }

    private DmaBuffer table(int slot) {
        int tablesOfPage = Math.max(1, PAGE_BYTES / tableBytes);
        int pagesOfTable = (tableBytes + PAGE_BYTES - 1) / PAGE_BYTES;
        long page = tablePages + (long) slot / tablesOfPage * pagesOfTable;
        int offset = slot % tablesOfPage * tableBytes;
        return device.mapPage(cpu, Direction.TO_DEVICE, GuestRam.gpa(page), offset, tableBytes);
    }
}
