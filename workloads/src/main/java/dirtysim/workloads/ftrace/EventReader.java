package dirtysim.workloads.ftrace;

import dirtysim.guest.Direction;
import dirtysim.workloads.record.RecordKind;
import java.util.ArrayList;
import java.util.List;

/** Reads the details of one event and hands what it says to the {@link Attribution}. */
final class EventReader {
    /** No IOMMU mapping of a DMA buffer is this large; a line that says so is broken. */
    private static final long LARGEST_BYTES = 1L << 36;

    private static final byte[] IOVA = LineCursor.ascii("iova=");
    private static final byte[] PADDR = LineCursor.ascii("paddr=");
    private static final byte[] SIZE = LineCursor.ascii("size=");
    private static final byte[] DID = LineCursor.ascii("did");
    private static final byte[] DIR = LineCursor.ascii("dir=");
    private static final byte[] DMA_ADDR = LineCursor.ascii("dma_addr=");
    private static final byte[] DMA_ADDRS = LineCursor.ascii("dma_addrs=");
    private static final byte[] SIZES = LineCursor.ascii("sizes=");
    private static final byte[] PHYS_ADDRS = LineCursor.ascii("phys_addrs=");
    private static final byte[] TRUNCATED = LineCursor.ascii("[TRUNCATED]");

    private final LineCursor cursor;
    private final EventLine line;
    private final Attribution attribution;
    private final ScatterLists scatterLists = new ScatterLists();
    private final List<String> devices = new ArrayList<>();
    private String deviceName;
    private Direction direction;

    EventReader(LineCursor cursor, EventLine line, Attribution attribution) {
        this.cursor = cursor;
        this.line = line;
        this.attribution = attribution;
    }

    List<String> devices() {
        return devices;
    }

    void read(EventCounter.Event event, long eventsBefore) throws MalformedLine {
        switch (event.kind) {
            case MAP -> map();
            case UNMAP -> unmap();
            case FLUSH_RANGE -> flushRange();
            case FLUSH_ALL -> flushAll();
            case CALL -> call(event);
            case CALL_SCATTER -> callScatter(event);
            case RELEASE_PAGE -> releasePage();
            case RELEASE_ALLOCATED -> releaseAllocated();
            case RELEASE_SCATTER -> releaseScatter();
            case MARK -> mark(eventsBefore);
            case OTHER -> {}
        }
    }

    private Task task() {
        return attribution.task(line.pid(), line.cpu());
    }

    private Held held(RecordKind kind) {
        return new Held(kind, line.timeUs(), line.cpu());
    }

    private void map() throws MalformedLine {
        Held map = held(RecordKind.MAP);
        map.address = hex(IOVA, "iova");
        map.extra = hex(PADDR, "paddr");
        map.length = mappedSize();
        attribution.map(task(), map);
    }

    private void unmap() throws MalformedLine {
        Held unmap = held(RecordKind.UNMAP);
        unmap.address = hex(IOVA, "iova");
        unmap.length = mappedSize();
        attribution.unmap(task(), unmap);
    }

    private void flushRange() throws MalformedLine {
        Held flush = held(RecordKind.FLUSH_RANGE);
        flush.extra = domain();
        cursor.skipSpaces();
        boolean open = cursor.skip('[');
        flush.address = cursor.hex("flushed range");
        boolean dash = cursor.skip('-');
        long last = cursor.hex("flushed range");
        if (!open || !dash || !cursor.skip(']')) {
            throw new MalformedLine("no '[0xFIRST-0xLAST]' follows the domain");
        }
        flush.length = last - flush.address + 1;
        attribution.pass(flush);
    }

    private void flushAll() throws MalformedLine {
        Held flush = held(RecordKind.FLUSH_DOMAIN);
        flush.extra = domain();
        attribution.pass(flush);
    }

    private void call(EventCounter.Event event) throws MalformedLine {
        deviceAndDirection();
        Held call = held(RecordKind.CALL);
        call.device = deviceIndex();
        call.address = hex(DMA_ADDR, "dma_addr");
        call.length = size();
        var kind = EventKind.callKind(event.name);
        call.direction = kind.allocates() ? Direction.COHERENT : direction;
        long from = Attribution.pageDown(call.address);
        attribution.call(task(), call, kind, from, Attribution.pageUp(call.address + call.length));
    }

    private void callScatter(EventCounter.Event event) throws MalformedLine {
        deviceAndDirection();
        int details = cursor.position();
        boolean truncated = cursor.find(TRUNCATED);
        cursor.moveTo(details);
        find(DMA_ADDRS, "dma_addrs");
        long[] addresses = ScatterLists.array(cursor, "dma_addrs");
        find(SIZES, "sizes");
        long[] sizes = ScatterLists.array(cursor, "sizes");
        find(PHYS_ADDRS, "phys_addrs");
        String physical = ScatterLists.list(cursor, "phys_addrs");
        if (addresses.length != sizes.length || addresses.length == 0) {
            throw new MalformedLine(addresses.length + " dma_addrs do not go with " + sizes.length + " sizes");
        }
        Held call = held(RecordKind.CALL);
        call.device = deviceIndex();
        call.direction = direction;
        call.address = addresses[0];
        long from = Long.MAX_VALUE;
        long to = 0;
        for (int i = 0; i < addresses.length; i++) {
            call.length += checked(sizes[i]);
            from = Math.min(from, Attribution.pageDown(addresses[i]));
            to = Math.max(to, Attribution.pageUp(addresses[i] + sizes[i]));
        }
        Task task = task();
        if (truncated) {
            to = task.maps.endOfRun(from, to);
        }
        scatterLists.map(deviceName, physical, new ScatterLists.Range(from, to));
        attribution.call(task, call, EventKind.callKind(event.name), from, to);
    }

    private void releasePage() throws MalformedLine {
        deviceAndDirection();
        long address = hex(DMA_ADDR, "dma_addr");
        long to = Attribution.pageUp(address + size());
        attribution.release(task(), deviceIndex(), direction, Attribution.pageDown(address), to);
    }

    private void releaseAllocated() throws MalformedLine {
        deviceAndDirection();
        long address = hex(DMA_ADDR, "dma_addr");
        long size = size();
        // A driver may free what it never got: dma_addr=0 size=0, and no unmap follows.
        if (size > 0) {
            long to = Attribution.pageUp(address + size);
            task().announce(Attribution.pageDown(address), to, deviceIndex(), Direction.COHERENT);
        }
    }

    private void releaseScatter() throws MalformedLine {
        deviceAndDirection();
        find(PHYS_ADDRS, "phys_addrs");
        ScatterLists.Range range = scatterLists.unmap(deviceName, ScatterLists.list(cursor, "phys_addrs"));
        if (range != null) {
            task().announce(range.from(), range.to(), deviceIndex(), direction);
        }
    }

    private void mark(long eventsBefore) {
        Held mark = held(RecordKind.MARK);
        mark.extra = eventsBefore;
        mark.text = cursor.text(cursor.position(), cursor.end());
        attribution.pass(mark);
    }

    private void deviceAndDirection() throws MalformedLine {
        deviceName = cursor.word();
        find(DIR, "dir");
        String word = cursor.word();
        direction = switch (word) {
            case "TO_DEVICE" -> Direction.TO_DEVICE;
            case "FROM_DEVICE" -> Direction.FROM_DEVICE;
            case "BIDIRECTIONAL" -> Direction.BIDIRECTIONAL;
            case "NONE" -> Direction.UNKNOWN;
            default -> throw new MalformedLine("'" + word + "' is no DMA direction");
        };
    }

    private int deviceIndex() throws MalformedLine {
        int known = devices.indexOf(deviceName);
        if (known >= 0) {
            return known;
        }
        if (devices.size() == Short.MAX_VALUE) {
            throw new MalformedLine("more than " + Short.MAX_VALUE + " devices");
        }
        devices.add(deviceName);
        return devices.size() - 1;
    }

    private long domain() throws MalformedLine {
        find(DID, "did");
        cursor.skipSpaces();
        long domain = cursor.decimal();
        if (domain < 0) {
            throw new MalformedLine("no domain number follows 'did'");
        }
        return domain;
    }

    private long hex(byte[] key, String field) throws MalformedLine {
        find(key, field);
        return cursor.hex(field);
    }

    private long mappedSize() throws MalformedLine {
        long size = size();
        if (size == 0) {
            throw new MalformedLine("the mapping has size 0");
        }
        return size;
    }

    private long size() throws MalformedLine {
        find(SIZE, "size");
        long size = cursor.decimal();
        if (size < 0) {
            throw new MalformedLine("'size' is no decimal number");
        }
        return checked(size);
    }

    private static long checked(long size) throws MalformedLine {
        if (size < 0 || size > LARGEST_BYTES) {
            throw new MalformedLine("a size of " + size + " bytes is more than 64 GiB in one mapping");
        }
        return size;
    }

    private void find(byte[] key, String field) throws MalformedLine {
        if (!cursor.find(key)) {
            throw new MalformedLine("the field '" + field + "' is missing");
        }
    }
}
