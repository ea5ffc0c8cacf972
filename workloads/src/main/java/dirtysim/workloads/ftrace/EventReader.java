package dirtysim.workloads.ftrace;

import dirtysim.guest.Direction;
import dirtysim.workloads.record.DeviceNames;
import dirtysim.workloads.record.Limits;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.text.Key;
import dirtysim.workloads.text.LineCursor;
import dirtysim.workloads.text.MalformedLine;

/** Reads the details of one event, decoded or raw, and hands what it says to the {@link Attribution}. */
final class EventReader {
    private static final Key IOVA = Key.of("iova=");
    private static final Key IOMMU_IOVA = Key.of("IOMMU: iova=");
    private static final Key TO = Key.of(" - ");
    private static final Key PADDR = Key.of("paddr=");
    private static final Key DID = Key.of("did");
    private static final Key DOMAIN_ID = Key.of("domain_id=");
    private static final Key START = Key.of("start=");
    private static final Key END = Key.of("end=");
    private static final Key DMA_ADDR = Key.of("dma_addr=");
    private static final Key ADDR = Key.of("addr=");
    private static final Key DMA_ADDRS = Key.of("dma_addrs=");
    private static final Key SIZES = Key.of("sizes=");
    private static final Key LENGTHS = Key.of("lengths=");
    private static final Key PHYS_ADDRS = Key.of("phys_addrs=");
    private static final Key ADDRS = Key.of("addrs=");
    private static final Key TRUNCATED = Key.of("[TRUNCATED]");
    private static final Key RAW_TRUNCATED = Key.of("truncated=1");

    private final LineCursor cursor;
    private final LineHead line;
    private final Attribution attribution;
    private final Fields fields;
    private final ScatterLists scatterLists = new ScatterLists();
    private final AddressList addresses = new AddressList();
    private final AddressList sizes = new AddressList();
    private final AddressList physical = new AddressList();

    EventReader(LineCursor cursor, LineHead line, Attribution attribution, DeviceNames devices) {
        this.cursor = cursor;
        this.line = line;
        this.attribution = attribution;
        fields = new Fields(cursor, devices);
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
            case PRINT, OTHER -> {}
        }
    }

    private Task task() {
        return attribution.task(line.pid, line.cpu);
    }

    private Held held(RecordKind kind) {
        return attribution.take(kind, line.timeUs, line.cpu);
    }

    private void map() throws MalformedLine {
        fields.begin();
        long iova = iova();
        long end = endOfRange(iova);
        long paddr = Limits.address(fields.nextNumber(PADDR, "paddr"), "paddr");
        long size = mappedSize(iova, end);
        Held map = held(RecordKind.MAP);
        map.address = iova;
        map.extra = paddr;
        map.length = size;
        attribution.map(task(), map);
    }

    private void unmap() throws MalformedLine {
        fields.begin();
        long iova = iova();
        long end = endOfRange(iova);
        long size = mappedSize(iova, end);
        Held unmap = held(RecordKind.UNMAP);
        unmap.address = iova;
        unmap.length = size;
        attribution.unmap(task(), unmap);
    }

    /** The first address, which mostly stands where it is looked for first. */
    private long iova() throws MalformedLine {
        return cursor.skip(IOMMU_IOVA) ? fields.hex("iova") : fields.number(IOVA, "iova");
    }

    /** The second address of {@code iova=0x… - 0x…}; the first again where there is none, as in raw fields. */
    private long endOfRange(long iova) throws MalformedLine {
        return cursor.skip(TO) ? fields.hex("iova") : iova;
    }

    private long mappedSize(long iova, long end) throws MalformedLine {
        long size = fields.size();
        if (size == 0) {
            throw new MalformedLine("the mapping has size 0");
        }
        if (end != iova && end - iova != size) {
            throw new MalformedLine("the range of iova does not have the " + size + " bytes that size says");
        }
        Limits.address(iova, "iova");
        return size;
    }

    private void flushRange() throws MalformedLine {
        fields.begin();
        long domain = domain();
        long from;
        long last;
        cursor.skipSpaces();
        if (cursor.skip('[')) {
            from = cursor.hex("flushed range");
            boolean dash = cursor.skip('-');
            last = cursor.hex("flushed range");
            if (!dash || !cursor.skip(']')) {
                throw new MalformedLine("no '[0xFIRST-0xLAST]' follows the domain");
            }
        } else if (cursor.find(START)) {
            from = fields.hex("start");
            last = fields.number(END, "end");
        } else {
            throw new MalformedLine("no '[0xFIRST-0xLAST]' follows the domain");
        }
        if (Long.compareUnsigned(last, from) < 0) {
            throw new MalformedLine("the flushed range ends before it begins");
        }
        Held flush = held(RecordKind.FLUSH_RANGE);
        flush.extra = domain;
        flush.address = from;
        // A range of the whole 64 bits would overflow.
        flush.length = last - from >= 0 && last - from < Long.MAX_VALUE ? last - from + 1 : Long.MAX_VALUE;
        attribution.pass(flush);
    }

    private void flushAll() throws MalformedLine {
        fields.begin();
        long domain = domain();
        Held flush = held(RecordKind.FLUSH_DOMAIN);
        flush.extra = domain;
        attribution.pass(flush);
    }

    private long domain() throws MalformedLine {
        if (!cursor.find(DID)) {
            fields.seek(DOMAIN_ID, "did");
        }
        cursor.skipSpaces();
        long domain = cursor.decimal();
        if (domain < 0 || domain >= Limits.DOMAIN_OF_DEVICE + Limits.MOST_DEVICES) {
            throw new MalformedLine("no domain number follows 'did'");
        }
        return domain;
    }

    private void call(EventCounter.Event event) throws MalformedLine {
        fields.begin();
        fields.deviceAndDirection(event.call.allocates());
        long address = fields.number(DMA_ADDR, "dma_addr");
        long size = fields.sizeOfCall();
        if (address == Fields.MAPPING_ERROR) {
            return;
        }
        Limits.address(address, "dma_addr");
        Held call = held(RecordKind.CALL);
        call.device = fields.device();
        call.address = address;
        call.length = size;
        call.direction = event.call.allocates() ? Direction.COHERENT : fields.direction;
        long to = Attribution.pageUp(address + size);
        attribution.call(task(), call, event.call, Attribution.pageDown(address), to);
    }

    private void callScatter(EventCounter.Event event) throws MalformedLine {
        fields.begin();
        fields.deviceAndDirection();
        boolean truncated = fields.has(fields.raw ? RAW_TRUNCATED : TRUNCATED);
        fields.list(DMA_ADDRS, "dma_addrs", addresses, Long.BYTES);
        if (fields.raw) {
            fields.list(LENGTHS, "lengths", sizes, Integer.BYTES);
        } else {
            fields.list(SIZES, "sizes", sizes, Integer.BYTES);
        }
        fields.list(PHYS_ADDRS, "phys_addrs", physical, Long.BYTES);
        if (addresses.size != sizes.size || addresses.size == 0) {
            throw new MalformedLine(addresses.size + " dma_addrs do not go with " + sizes.size + " sizes");
        }
        long length = 0;
        long from = Long.MAX_VALUE;
        long to = 0;
        for (int i = 0; i < addresses.size; i++) {
            long address = Limits.address(addresses.values[i], "dma_addrs");
            long size = Limits.size(sizes.values[i]);
            length = Limits.size(length + size);
            from = Math.min(from, Attribution.pageDown(address));
            to = Math.max(to, Attribution.pageUp(address + size));
        }
        Held call = held(RecordKind.CALL);
        call.device = fields.device();
        call.direction = fields.direction;
        call.address = addresses.values[0];
        call.length = length;
        Task task = task();
        if (truncated) {
            to = task.maps.endOfRun(from, to);
        }
        scatterLists.map(call.device, physical, from, to);
        attribution.call(task, call, event.call, from, to);
    }

    private void releasePage() throws MalformedLine {
        fields.begin();
        fields.deviceAndDirection();
        long address =
                fields.raw && !fields.has(DMA_ADDR) ? fields.number(ADDR, "addr") : fields.number(DMA_ADDR, "dma_addr");
        long to = Attribution.pageUp(address + fields.sizeOfCall());
        attribution.release(task(), fields.device(), fields.direction, Attribution.pageDown(address), to);
    }

    private void releaseAllocated() throws MalformedLine {
        fields.begin();
        fields.deviceAndDirection(true);
        long address = fields.number(DMA_ADDR, "dma_addr");
        long size = fields.sizeOfCall();
        // A driver may free what it never got: dma_addr=0 size=0, and no unmap follows.
        if (size > 0) {
            long to = Attribution.pageUp(address + size);
            task().announce(Attribution.pageDown(address), to, fields.device(), Direction.COHERENT);
        }
    }

    private void releaseScatter() throws MalformedLine {
        fields.begin();
        fields.deviceAndDirection();
        if (fields.raw) {
            fields.list(ADDRS, "addrs", physical, Long.BYTES);
        } else {
            fields.list(PHYS_ADDRS, "phys_addrs", physical, Long.BYTES);
        }
        int device = fields.device();
        ScatterLists.Range range = scatterLists.unmap(device, physical);
        if (range != null) {
            task().announce(range.from, range.to, device, fields.direction);
        }
    }

    private void mark(long eventsBefore) {
        Held mark = held(RecordKind.MARK);
        mark.extra = eventsBefore;
        mark.text = cursor.text(cursor.position(), cursor.end());
        attribution.pass(mark);
    }
}
