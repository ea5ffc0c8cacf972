package dirtysim.workloads.ftrace;

import dirtysim.host.InputException;
import dirtysim.workloads.record.DeviceNames;
import dirtysim.workloads.record.Imported;
import dirtysim.workloads.record.RecordSink;
import dirtysim.workloads.record.RecordingSummary;
import dirtysim.workloads.record.TraceRecords;
import dirtysim.workloads.record.TraceRecordsBuilder;
import dirtysim.workloads.text.Key;
import dirtysim.workloads.text.LineCursor;
import dirtysim.workloads.text.LineSource;
import dirtysim.workloads.text.MalformedLine;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the kernel's events from the text of one {@link Recorder}. See the package for what it understands.
 *
 * <p>The recording must be whole, unless the caller allows lost events: a lost unmap or map makes a mapping live for too
 * long or not at all, and what is simulated from it is not what the guest did.
 */
public final class FtraceImporter {
    /** Device of a recording without {@code dma:*} events. */
    public static final String UNKNOWN_DEVICE = RecordingSummary.UNKNOWN_DEVICE;

    private static final Key IP = Key.of("ip=");
    private static final Key BUF = Key.of("buf=");

    private final String fileName;
    private final Recorder recorder;
    private final LineCursor cursor = new LineCursor();
    private final LineHead line;
    private final OtherLines others;
    private final DeviceNames devices = new DeviceNames();
    private final EventCounter counter = new EventCounter();
    private final Attribution attribution;
    private final EventReader reader;
    private final Repeats repeats;
    private long outOfOrder;
    private long lastUs = Long.MIN_VALUE;

    private FtraceImporter(String fileName, Recorder recorder, RecordSink sink) {
        this.fileName = fileName;
        this.recorder = recorder;
        line = recorder.head(cursor);
        others = new OtherLines(cursor, recorder);
        attribution = new Attribution(sink);
        reader = new EventReader(cursor, line, attribution, devices);
        repeats = recorder == Recorder.PERF ? new Repeats(cursor, line) : null;
    }

    /**
     * Reads a recording to its end.
     *
     * @param in the text, not compressed
     * @param fileName what messages call it
     * @param recorder what printed it
     * @param allowLost whether a recording with lost events is read all the same
     * @param sink sees its records
     * @throws InputException for a line that is none of the recorder's, lost events that are not allowed, no event at all
     * @throws IOException when the stream fails
     */
    public static Imported read(InputStream in, String fileName, Recorder recorder, boolean allowLost, RecordSink sink)
            throws IOException {
        FtraceImporter importer = new FtraceImporter(fileName, recorder, sink);
        importer.read(in, allowLost);
        return new Imported(importer.summary(), recorder.label(), importer.notes());
    }

    /** The records of ftrace's own text, in memory. */
    public static TraceRecords read(InputStream in, String fileName, boolean allowLost) throws IOException {
        TraceRecordsBuilder records = new TraceRecordsBuilder();
        return records.build(
                read(in, fileName, Recorder.FTRACE, allowLost, records).summary());
    }

    /** Refuses a recording that lost events. */
    public static InputException lostEvents(String fileName, long events, long gaps) {
        return lostEvents(fileName, events, gaps, 0);
    }

    private static InputException lostEvents(String fileName, long events, long gaps, long unnumbered) {
        String where = gaps > 1 ? " in " + gaps + " gaps" : "";
        String more = unnumbered > 0 ? ", or more: " + unnumbered + " of the gaps have no number" : "";
        return new InputException(
                fileName,
                "the recorder lost " + events + " events" + where + more,
                "record again with a larger buffer (buffer_size_kb; trace-cmd -b; perf -m), or read it as it is with"
                        + " --allow-lost");
    }

    private void read(InputStream in, boolean allowLost) throws IOException {
        LineSource lines = new LineSource(in);
        while (lines.advance()) {
            cursor.reset(lines);
            try {
                readLine();
            } catch (MalformedLine e) {
                throw wrong(lines.number(), e.getMessage());
            }
        }
        if (lines.tooLong()) {
            throw wrong(lines.number(), "the line is longer than any of ftrace, trace-cmd or perf");
        }
        if (counter.total() == 0) {
            throw new InputException(
                    fileName,
                    "there is no event in " + lines.number() + " lines",
                    "enable events/iommu, events/dma and events/intel_iommu, and record while the device works");
        }
        if (others.lostEvents() > 0 && !allowLost) {
            throw lostEvents(fileName, others.lostEvents(), others.gaps(), others.unnumbered());
        }
        attribution.finish();
    }

    private InputException wrong(long number, String what) {
        return new InputException(
                fileName + ", line " + number,
                what,
                "give " + recorder.wanted() + ", and cut the line out if it was damaged on the way");
    }

    private RecordingSummary summary() {
        List<String> names = devices.names();
        Map<String, Long> counts = counter.counts();
        if (names.isEmpty() && (counts.containsKey("map") || counts.containsKey("unmap"))) {
            names = List.of(UNKNOWN_DEVICE);
        }
        return new RecordingSummary(names, counts, others.lostEvents(), others.gaps(), outOfOrder);
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (repeats != null) {
            if (others.lostEvents() == 0) {
                notes.add("perf script says nothing of lost events unless it is run with --show-lost-events");
            }
            repeats.addNotes(notes);
        }
        return notes;
    }

    private void readLine() throws MalformedLine {
        int start = cursor.position();
        int first = cursor.peek();
        if (first == '#') {
            others.header();
        } else if (first == '\t' || first < 0) {
            // A frame of perf's call chain, and the empty line behind the last of them.
            return;
        } else if (line.parse()) {
            event(start);
        } else {
            cursor.moveTo(start);
            if (!others.read()) {
                throw line.malformed();
            }
        }
    }

    private void event(int start) throws MalformedLine {
        if (line instanceof PerfHead perf && perf.ownRecord) {
            others.own();
            return;
        }
        long before = counter.total();
        EventCounter.Event event = line.nameless == null ? counter.find(line) : counter.find(line.nameless);
        if (event.kind == EventKind.PRINT) {
            event = printed();
        }
        counter.count(event);
        if (repeats != null && repeats.isOne(start, event.kind)) {
            return;
        }
        if (line.timeUs < lastUs) {
            outOfOrder++;
        }
        lastUs = line.timeUs;
        reader.read(event, before);
    }

    /**
     * {@code FUNCTION: TEXT}, or {@code ip=FUNCTION buf=TEXT} with {@code -R}. Without the kernel's symbols the function is
     * an address; the marker's is taken for granted, as little else prints so.
     */
    private EventCounter.Event printed() throws MalformedLine {
        boolean raw = cursor.skip(IP);
        int from = cursor.position();
        cursor.skipWord();
        int to = cursor.position();
        if (!raw && cursor.at(to - 1) == ':') {
            to--;
        }
        cursor.skip(' ');
        if (raw && !cursor.skip(BUF) || to <= from) {
            throw new MalformedLine("no 'FUNCTION: TEXT' follows print");
        }
        boolean address = cursor.at(from) >= '0' && cursor.at(from) <= '9' || to - from == 16;
        String name = address ? EventKind.MARKER : cursor.text(from, to);
        return counter.find(name);
    }
}
