package dirtysim.workloads.qemu;

import dirtysim.guest.Direction;
import dirtysim.host.InputException;
import dirtysim.workloads.record.CallKind;
import dirtysim.workloads.record.Imported;
import dirtysim.workloads.record.Limits;
import dirtysim.workloads.record.RecordSink;
import dirtysim.workloads.record.RecordingSummary;
import dirtysim.workloads.text.Key;
import dirtysim.workloads.text.LineCursor;
import dirtysim.workloads.text.LineSource;
import dirtysim.workloads.text.MalformedLine;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Reads the log of one QEMU. See the package for what it can give. */
public final class QemuLogImporter {
    private static final Key VTD = Key.of("vtd_");
    private static final Key DOMAIN = Key.of("domain ");
    private static final Key IOVA = Key.of("iova ");
    private static final Key GPA = Key.of("gpa ");
    private static final Key MASK = Key.of("mask ");
    private static final Key PERM = Key.of("perm ");
    private static final Key ADDR = Key.of("addr ");
    private static final Key START = Key.of("start ");
    private static final Key SIZE = Key.of("size ");
    private static final Key DEVICE = Key.of("device ");
    private static final Key DEVICE_CAPITAL = Key.of("Device ");
    private static final int PAGE_SHIFT = 12;
    private static final int LARGEST_MASK = 0x3f;
    private static final int MOST_EVENTS = 1 << 14;

    private final String fileName;
    private final LineCursor cursor = new LineCursor();
    private final LogTime time = new LogTime(cursor);
    private final RecordSink sink;
    private final Domains domains = new Domains();
    private final Map<Long, Integer> threads = new TreeMap<>();
    private final Map<String, Long> events = new LinkedHashMap<>();
    private long timeUs = Long.MIN_VALUE;
    private long outOfOrder;
    private int cpu;
    private long maps;
    private int calls;
    private boolean anyRecord;
    private long skipped;
    private long repeats;

    private QemuLogImporter(String fileName, RecordSink sink) {
        this.fileName = fileName;
        this.sink = sink;
    }

    /** Whether the line under the cursor is one of such a log. */
    public static boolean recognises(LineCursor line) {
        return LogTime.begins(line);
    }

    /**
     * Reads to the end.
     *
     * @param in the text, not compressed
     * @param fileName what messages call it
     * @param to sees its records
     * @throws InputException for a line that is damaged, a log without times, or without any event of a vIOMMU
     * @throws IOException when the stream fails
     */
    public static Imported read(InputStream in, String fileName, RecordSink to) throws IOException {
        QemuLogImporter importer = new QemuLogImporter(fileName, to);
        RecordingSummary summary = importer.read(in);
        return new Imported(summary, "QEMU trace log of the vIOMMU", importer.notes());
    }

    private RecordingSummary read(InputStream in) throws IOException {
        LineSource lines = new LineSource(in);
        while (lines.advance()) {
            cursor.reset(lines);
            try {
                line();
            } catch (MalformedLine e) {
                throw wrong(lines.number(), e.getMessage());
            }
        }
        if (lines.tooLong()) {
            throw wrong(lines.number(), "the line is longer than any of QEMU's log");
        }
        if (!anyRecord) {
            throw new InputException(
                    fileName,
                    "there is no map, unmap or invalidation of a vIOMMU in " + lines.number() + " lines",
                    "run QEMU with -device intel-iommu,caching-mode=on -trace 'vtd_*' -msg timestamp=on");
        }
        List<String> names = domains.names();
        return new RecordingSummary(
                names.isEmpty() ? List.of(RecordingSummary.UNKNOWN_DEVICE) : names, events, 0, 0, outOfOrder);
    }

    private void flushDomain(long domain) {
        anyRecord = true;
        sink.flushDomain(timeUs, cpu, domain);
    }

    private InputException wrong(long number, String what) {
        return new InputException(
                fileName + ", line " + number, what, "give the unchanged log, and cut the line out if it was damaged");
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add("from the vIOMMU's side: each page is a mapping of its own, times are those of the emulator");
        if (maps == 0) {
            notes.add("no vtd_page_walk_one that maps: a vIOMMU without caching mode is not told of maps");
        }
        if (repeats > 0) {
            notes.add(repeats + " maps and unmaps changed nothing in their domain, as where devices share it");
        }
        if (skipped > 0) {
            notes.add(skipped + " lines of the log are no trace events");
        }
        return notes;
    }

    private void line() throws MalformedLine {
        int start = cursor.position();
        if (!time.read()) {
            if (cursor.matches(start, VTD)) {
                throw new MalformedLine("the log has no times: run QEMU with -msg timestamp=on");
            }
            if (contains(start)) {
                throw new MalformedLine(
                        "neither 'THREAD@SECONDS.MICROS:' nor a date begins this line of a trace event");
            }
            skipped += cursor.atEnd() ? 0 : 1;
            return;
        }
        int nameStart = cursor.position();
        String name = cursor.word();
        if (name.isEmpty()) {
            throw new MalformedLine("no event follows the time");
        }
        if (cursor.endOfName(nameStart) < cursor.position()) {
            // A message of QEMU's own, such as "qemu-system-x86_64: warning: ...".
            skipped++;
            return;
        }
        outOfOrder += time.timeUs < timeUs ? 1 : 0;
        timeUs = time.timeUs;
        cpu = thread(time.thread);
        count(name);
        cursor.skipSpaces();
        event(name);
    }

    private boolean contains(int start) {
        for (int at = cursor.indexOf('v', start); at < cursor.end(); at = cursor.indexOf('v', at + 1)) {
            if (cursor.matches(at, VTD)) {
                return true;
            }
        }
        return false;
    }

    /** Threads take the place of CPUs: the vCPU that asks for an invalidation also walks for it. */
    private int thread(long id) throws MalformedLine {
        Integer number = threads.get(id);
        if (number == null) {
            if (threads.size() == Limits.MOST_DEVICES) {
                throw new MalformedLine("more than " + Limits.MOST_DEVICES + " threads");
            }
            number = threads.size();
            threads.put(id, number);
        }
        return number;
    }

    private void count(String name) throws MalformedLine {
        if (events.size() == MOST_EVENTS && !events.containsKey(name)) {
            throw new MalformedLine("more than " + MOST_EVENTS + " names of events");
        }
        events.merge(name, 1L, Long::sum);
    }

    private void event(String name) throws MalformedLine {
        switch (name) {
            case "vtd_page_walk_one" -> walk();
            case "vtd_as_unmap_whole" -> unmapWhole();
            case "vtd_replay_ce_valid" -> {
                String device = bdf(DEVICE);
                domains.name(domain(), device);
            }
            case "vtd_inv_desc_iotlb_pages", "vtd_inv_desc_iotlb_pasid_pages" -> {
                long domain = domain();
                long address = Limits.address(hex(ADDR, "addr"), "addr");
                long mask = hex(MASK, "mask");
                if (mask < 0 || mask > LARGEST_MASK) {
                    throw new MalformedLine("the mask has more than six bits");
                }
                long bytes = mask >= Limits.ADDRESS_BITS - PAGE_SHIFT
                        ? 1L << Limits.ADDRESS_BITS
                        : 1L << PAGE_SHIFT + (int) mask;
                anyRecord = true;
                sink.flushRange(timeUs, cpu, domain, address, bytes);
            }
            case "vtd_inv_desc_iotlb_domain", "vtd_inv_desc_iotlb_pasid" -> flushDomain(domain());
            case "vtd_inv_desc_iotlb_global" -> domains.all().forEach(this::flushDomain);
            default -> {}
        }
    }

    /**
     * {@code domain 0x4 iova 0x1000 -> gpa 0x5000 mask 0xfff perm 3}; without permission it is an unmap. Where a whole table
     * is gone, one unmap covers what its entries mapped one by one, as QEMU removes all that overlaps.
     */
    private void walk() throws MalformedLine {
        int text = cursor.position();
        // Releases before 2.12 do not print the domain.
        boolean named = cursor.find(DOMAIN);
        cursor.moveTo(text);
        long domain = named ? domain() : 0;
        long iova = Limits.address(hex(IOVA, "iova"), "iova");
        long gpa = hex(GPA, "gpa");
        long mask = hex(MASK, "mask");
        seek(PERM, "perm");
        long perm = cursor.decimal();
        if (mask < 0 || (mask & mask + 1) != 0 || perm < 0 || perm > 3) {
            throw new MalformedLine("the mask is not one less than a power of two, or perm is not 0 to 3");
        }
        long bytes = Limits.size(mask + 1);
        int number = domains.number(domain);
        NavigableMap<Long, Domains.Mapping> live = domains.live(number);
        if (perm == 0) {
            unmapAll(number, iova, bytes);
            return;
        }
        Limits.address(gpa, "gpa");
        Domains.Mapping mapping = new Domains.Mapping(gpa, bytes);
        if (mapping.equals(live.put(iova, mapping))) {
            repeats++;
            return;
        }
        Direction direction = perm == 1 ? Direction.TO_DEVICE : Direction.UNKNOWN;
        anyRecord = true;
        sink.map(timeUs, cpu, iova, bytes, gpa, calls++);
        sink.call(timeUs, cpu, CallKind.DMA_MAP_PAGE, number, direction, iova, bytes);
        count("map");
        maps++;
    }

    private void unmapAll(int number, long iova, long bytes) throws MalformedLine {
        NavigableMap<Long, Domains.Mapping> live = domains.live(number);
        Map.Entry<Long, Domains.Mapping> each = live.floorEntry(iova);
        if (each == null || each.getKey() + each.getValue().bytes() <= iova) {
            each = live.higherEntry(iova);
        }
        long removed = 0;
        while (each != null && each.getKey() < iova + bytes) {
            live.remove(each.getKey());
            unmap(number, each.getKey(), each.getValue().bytes());
            removed++;
            each = live.higherEntry(each.getKey());
        }
        repeats += removed == 0 ? 1 : 0;
    }

    private void unmap(int number, long iova, long bytes) throws MalformedLine {
        anyRecord = true;
        sink.unmap(timeUs, cpu, iova, bytes, number, Direction.UNKNOWN);
        count("unmap");
    }

    /** {@code Device 00:02.0 start 0x0 size 0x8000000000}: all that is mapped there goes. */
    private void unmapWhole() throws MalformedLine {
        long domain = domains.domainOf(bdf(DEVICE_CAPITAL));
        long start = hex(START, "start");
        long size = hex(SIZE, "size");
        if (domain < 0) {
            repeats++;
            return;
        }
        int number = domains.number(domain);
        NavigableMap<Long, Domains.Mapping> gone = domains.live(number);
        long end = start + size;
        // Unsigned, since some releases give the whole address space a size of all ones.
        var each = gone.tailMap(start, true).entrySet().iterator();
        while (each.hasNext()) {
            var mapping = each.next();
            if (Long.compareUnsigned(mapping.getKey() + mapping.getValue().bytes() - 1, end - 1) > 0) {
                return;
            }
            each.remove();
            unmap(number, mapping.getKey(), mapping.getValue().bytes());
        }
    }

    /** {@code 00:02.00} and {@code 00:02.0} are the same. */
    private String bdf(Key key) throws MalformedLine {
        seek(key, "device");
        String text = cursor.word();
        int point = text.lastIndexOf('.');
        return point == text.length() - 3 && text.charAt(point + 1) == '0'
                ? text.substring(0, point + 1) + text.substring(point + 2)
                : text;
    }

    private long domain() throws MalformedLine {
        long domain = hex(DOMAIN, "domain");
        if (domain < 0 || domain > Limits.LARGEST_DOMAIN) {
            throw new MalformedLine("a domain's number has 16 bits");
        }
        return domain;
    }

    private long hex(Key key, String field) throws MalformedLine {
        seek(key, field);
        return cursor.hex(field);
    }

    private void seek(Key key, String field) throws MalformedLine {
        if (!cursor.find(key)) {
            throw new MalformedLine("the field '" + field + "' is missing");
        }
    }
}
