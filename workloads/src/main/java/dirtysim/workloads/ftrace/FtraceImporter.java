package dirtysim.workloads.ftrace;

import dirtysim.host.InputException;
import dirtysim.workloads.record.RecordingSummary;
import dirtysim.workloads.record.TraceRecords;
import dirtysim.workloads.record.TraceRecordsBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * Reads one recording of Linux ftrace text. See the package for what it understands.
 *
 * <p>The recording must be whole, unless the caller allows lost events: a lost unmap or map makes a mapping live for too
 * long or not at all, and what is simulated from it is not what the guest did.
 */
public final class FtraceImporter {
    /** Device of a recording without {@code dma:*} events. */
    public static final String UNKNOWN_DEVICE = "unknown";

    private static final byte[] WRITTEN = LineCursor.ascii("entries-in-buffer/entries-written:");
    private static final byte[] LOST = LineCursor.ascii("[LOST");
    private static final byte[] CPU = LineCursor.ascii("CPU:");
    private static final String MEND_LINE =
            "give the unchanged text of tracefs' trace or trace_pipe, and cut the line out if it was damaged on the way";

    private final String fileName;
    private final LineCursor cursor = new LineCursor();
    private final EventLine line = new EventLine(cursor);
    private final EventCounter counter = new EventCounter();
    private final TraceRecordsBuilder sink = new TraceRecordsBuilder();
    private final Attribution attribution = new Attribution(sink);
    private final EventReader reader = new EventReader(cursor, line, attribution);
    private long lostEvents;
    private long lostGaps;
    private long outOfOrder;
    private long lastUs = Long.MIN_VALUE;

    private FtraceImporter(String fileName) {
        this.fileName = fileName;
    }

    /**
     * Reads a recording to its end.
     *
     * @param in the text, not compressed
     * @param fileName what messages call it
     * @param allowLost whether a recording with lost events is read all the same
     * @throws InputException for a line that is none of ftrace's, lost events that are not allowed, no event at all
     * @throws IOException when the stream fails
     */
    public static TraceRecords read(InputStream in, String fileName, boolean allowLost) throws IOException {
        return new FtraceImporter(fileName).read(in, allowLost);
    }

    /** Refuses a recording that lost events. */
    public static InputException lostEvents(String fileName, long events, long gaps) {
        String where = gaps > 1 ? " in " + gaps + " gaps" : "";
        return new InputException(
                fileName,
                "the recorder lost " + events + " events" + where,
                "record again with a larger buffer (buffer_size_kb), or read it as it is with --allow-lost");
    }

    private TraceRecords read(InputStream in, boolean allowLost) throws IOException {
        LineSource lines = new LineSource(in);
        while (lines.advance()) {
            cursor.reset(lines.bytes(), lines.start(), lines.end());
            try {
                readLine();
            } catch (MalformedLine e) {
                throw new InputException(fileName + ", line " + lines.number(), e.getMessage(), MEND_LINE);
            }
        }
        if (lines.tooLong()) {
            throw new InputException(
                    fileName + ", line " + lines.number(), "the line is longer than any of ftrace", MEND_LINE);
        }
        if (counter.total() == 0) {
            throw new InputException(
                    fileName,
                    "there is no event in " + lines.number() + " lines",
                    "enable events/iommu, events/dma and events/intel_iommu, and record while the device works");
        }
        if (lostEvents > 0 && !allowLost) {
            throw lostEvents(fileName, lostEvents, lostGaps);
        }
        attribution.finish();
        return sink.build(summary());
    }

    private RecordingSummary summary() {
        List<String> devices = reader.devices();
        Map<String, Long> counts = counter.counts();
        if (devices.isEmpty() && (counts.containsKey("map") || counts.containsKey("unmap"))) {
            devices = List.of(UNKNOWN_DEVICE);
        }
        return new RecordingSummary(devices, counts, lostEvents, lostGaps, outOfOrder);
    }

    private void readLine() throws MalformedLine {
        int first = cursor.at(cursor.position());
        if (first == '#') {
            header();
        } else if (first == 'C' && cursor.matches(cursor.position(), CPU) && cursor.find(LOST)) {
            gap();
        } else if (first >= 0) {
            event();
        }
    }

    private void event() throws MalformedLine {
        line.parse();
        long before = counter.total();
        EventCounter.Event event = counter.count(cursor, line.nameStart(), line.nameEnd());
        if (line.timeUs() < lastUs) {
            outOfOrder++;
        }
        lastUs = line.timeUs();
        reader.read(event, before);
    }

    /** {@code # entries-in-buffer/entries-written: 8808/25872   #P:2}: the difference was overwritten in the buffer. */
    private void header() throws MalformedLine {
        if (!cursor.find(WRITTEN)) {
            return;
        }
        cursor.skipSpaces();
        long inBuffer = cursor.decimal();
        boolean slash = cursor.skip('/');
        long written = cursor.decimal();
        if (inBuffer < 0 || !slash || written < inBuffer) {
            throw new MalformedLine("the header does not say how many entries were written");
        }
        if (written > inBuffer) {
            lostEvents += written - inBuffer;
        }
    }

    /** {@code CPU:1 [LOST 68 EVENTS]}; without a number when the kernel has lost count. */
    private void gap() {
        cursor.skipSpaces();
        lostEvents += Math.max(1, cursor.decimal());
        lostGaps++;
    }
}
