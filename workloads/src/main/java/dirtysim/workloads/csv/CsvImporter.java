package dirtysim.workloads.csv;

import dirtysim.guest.Direction;
import dirtysim.host.InputException;
import dirtysim.workloads.record.CallKind;
import dirtysim.workloads.record.DeviceNames;
import dirtysim.workloads.record.Imported;
import dirtysim.workloads.record.Limits;
import dirtysim.workloads.record.RecordSink;
import dirtysim.workloads.record.RecordingSummary;
import dirtysim.workloads.record.TraceRecords;
import dirtysim.workloads.text.Key;
import dirtysim.workloads.text.LineCursor;
import dirtysim.workloads.text.LineSource;
import dirtysim.workloads.text.MalformedLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a CSV of operations, as the module's README describes it. */
public final class CsvImporter {
    private static final Key MAP = Key.of("map");
    private static final Key UNMAP = Key.of("unmap");
    private static final Key FLUSH = Key.of("flush");
    private static final Key MARK = Key.of("mark");
    private static final byte[] UNKNOWN = RecordingSummary.UNKNOWN_DEVICE.getBytes(StandardCharsets.US_ASCII);

    private final String fileName;
    private final LineCursor cursor = new LineCursor();
    private final Row row = new Row(cursor);
    private final RecordSink sink;
    private final DeviceNames devices = new DeviceNames();
    private final Map<String, Long> events = new LinkedHashMap<>();
    private boolean header = true;
    private boolean nameless;
    private long rows;
    private int calls;
    private long timeUs = Long.MIN_VALUE;
    private long outOfOrder;
    private int cpu;

    private CsvImporter(String fileName, RecordSink sink) {
        this.fileName = fileName;
        this.sink = sink;
    }

    /** Whether the line under the cursor names the columns of such a file, or of one that only spells or separates them otherwise. */
    public static boolean recognises(LineCursor line) {
        String text =
                line.text(line.position(), line.end()).replaceAll("[ \"]", "").replaceAll("[;\t]", ",");
        return ("," + text.toLowerCase(Locale.ROOT) + ",").contains(",iova,");
    }

    /**
     * Reads to the end.
     *
     * @param in the text, not compressed
     * @param fileName what messages call it
     * @param sink sees its records
     * @throws InputException for a column that is missing, a line that is no operation, no operation at all
     * @throws IOException when the stream fails
     */
    public static Imported read(InputStream in, String fileName, RecordSink sink) throws IOException {
        return new Imported(new CsvImporter(fileName, sink).read(in), "CSV of operations", List.of());
    }

    private RecordingSummary read(InputStream in) throws IOException {
        LineSource lines = new LineSource(in);
        while (lines.advance()) {
            cursor.reset(lines);
            try {
                if (cursor.peek() >= 0 && cursor.peek() != '#') {
                    line();
                }
            } catch (MalformedLine e) {
                throw wrong(lines.number(), e.getMessage());
            }
        }
        if (lines.tooLong()) {
            throw wrong(lines.number(), "the line is longer than any row");
        }
        if (rows == 0) {
            throw new InputException(
                    fileName, "there is no operation in " + lines.number() + " lines", "give a row for each");
        }
        List<String> names = devices.names().isEmpty() ? List.of(RecordingSummary.UNKNOWN_DEVICE) : devices.names();
        return new RecordingSummary(names, events, 0, 0, outOfOrder);
    }

    private InputException wrong(long number, String what) {
        return new InputException(
                fileName + ", line " + number, what, "mend the row; workloads/README.md has the columns");
    }

    private void line() throws MalformedLine {
        if (header) {
            row.header();
            nameless = !row.has(Column.DEVICE) && !row.has(Column.DIRECTION);
            header = false;
            return;
        }
        row.fields();
        long at = row.micros(Column.TIME_US);
        long number = row.says(Column.CPU) ? row.decimal(Column.CPU) : 0;
        if (number > Short.MAX_VALUE) {
            throw new MalformedLine("cpu is " + number + ", and there are no more than " + Short.MAX_VALUE);
        }
        cpu = (int) number;
        outOfOrder += at < timeUs ? 1 : 0;
        timeUs = at;
        if (row.is(Column.OP, MAP)) {
            map();
        } else if (row.is(Column.OP, UNMAP)) {
            unmap();
        } else if (row.is(Column.OP, FLUSH)) {
            flush();
        } else if (row.is(Column.OP, MARK)) {
            sink.mark(timeUs, cpu, rows, row.has(Column.TEXT) ? row.text(Column.TEXT) : "");
            count("tracing_mark_write");
        } else {
            throw new MalformedLine("op is '" + row.text(Column.OP) + "', none of map, unmap, flush and mark");
        }
        rows++;
    }

    private void map() throws MalformedLine {
        long iova = Limits.address(row.address(Column.IOVA), "iova");
        long gpa = Limits.address(row.address(Column.GPA), "gpa");
        long bytes = bytes();
        Direction direction = direction();
        if (nameless) {
            sink.map(timeUs, cpu, iova, bytes, gpa, TraceRecords.UNATTRIBUTED);
        } else {
            int device = device();
            sink.map(timeUs, cpu, iova, bytes, gpa, calls++);
            CallKind call = direction == Direction.COHERENT ? CallKind.DMA_ALLOC : CallKind.DMA_MAP_PAGE;
            sink.call(timeUs, cpu, call, device, direction, iova, bytes);
        }
        count("map");
    }

    private void unmap() throws MalformedLine {
        long iova = Limits.address(row.address(Column.IOVA), "iova");
        long bytes = bytes();
        Direction direction = direction();
        sink.unmap(timeUs, cpu, iova, bytes, nameless ? TraceRecords.UNATTRIBUTED : device(), direction);
        count("unmap");
    }

    /** Each device is a domain of its own. */
    private void flush() throws MalformedLine {
        long domain = Limits.DOMAIN_OF_DEVICE + (nameless ? 0 : device());
        if (row.says(Column.IOVA)) {
            sink.flushRange(timeUs, cpu, domain, Limits.address(row.address(Column.IOVA), "iova"), bytes());
            count("cache_tag_flush_range");
        } else {
            sink.flushDomain(timeUs, cpu, domain);
            count("cache_tag_flush_all");
        }
    }

    private long bytes() throws MalformedLine {
        long bytes = Limits.size(row.decimal(Column.BYTES));
        if (bytes == 0) {
            throw new MalformedLine("bytes is 0");
        }
        return bytes;
    }

    private Direction direction() throws MalformedLine {
        if (!row.says(Column.DIRECTION)) {
            return Direction.UNKNOWN;
        }
        String text = row.text(Column.DIRECTION);
        return switch (text) {
            case "to_device" -> Direction.TO_DEVICE;
            case "from_device" -> Direction.FROM_DEVICE;
            case "bidirectional" -> Direction.BIDIRECTIONAL;
            case "coherent" -> Direction.COHERENT;
            default ->
                throw new MalformedLine("direction is '" + text
                        + "', none of to_device, from_device, bidirectional, coherent and nothing");
        };
    }

    private int device() throws MalformedLine {
        if (!row.has(Column.DEVICE)) {
            return devices.index(UNKNOWN);
        }
        if (!row.says(Column.DEVICE)) {
            throw new MalformedLine("device is empty");
        }
        return devices.index(cursor, row.from(Column.DEVICE), row.to(Column.DEVICE));
    }

    private void count(String event) {
        events.merge(event, 1L, Long::sum);
    }
}
