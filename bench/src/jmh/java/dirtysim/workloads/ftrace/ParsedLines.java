package dirtysim.workloads.ftrace;

import dirtysim.guest.Direction;
import dirtysim.workloads.record.CallKind;
import dirtysim.workloads.record.DeviceNames;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.TraceRecordsBuilder;
import dirtysim.workloads.text.LineCursor;
import dirtysim.workloads.text.LineSource;
import dirtysim.workloads.text.MalformedLine;
import java.io.IOException;
import java.io.InputStream;

/** The first half of the importer alone: every line is parsed to its numbers, and nothing is joined or kept. */
public final class ParsedLines {
    /** Takes what was parsed, adds it up, and gives it back to be filled again. */
    private static final class Sum extends Attribution {
        private long sum;
        private Held used;

        Sum() {
            super(new TraceRecordsBuilder());
        }

        @Override
        Held take(RecordKind kind, long timeUs, int cpu) {
            Held held = used == null ? new Held() : used;
            used = null;
            held.reset(kind, timeUs, cpu);
            return held;
        }

        @Override
        void map(Task task, Held map) {
            pass(map);
        }

        @Override
        void unmap(Task task, Held unmap) {
            pass(unmap);
        }

        @Override
        void call(Task task, Held call, CallKind kind, long from, long to) {
            call.callKind = kind;
            pass(call);
        }

        @Override
        void release(Task task, int device, Direction direction, long from, long to) {
            sum += device + direction.ordinal() + from + to;
        }

        @Override
        void pass(Held held) {
            sum += held.timeUs + held.cpu + held.address + held.length + held.extra + held.device;
            used = held;
        }
    }

    private ParsedLines() {}

    /** Reads to the end; what all numbers add up to. */
    public static long sum(InputStream in) throws IOException {
        LineSource lines = new LineSource(in);
        LineCursor cursor = new LineCursor();
        LineHead head = Recorder.FTRACE.head(cursor);
        Sum sum = new Sum();
        EventCounter counter = new EventCounter();
        EventReader reader = new EventReader(cursor, head, sum, new DeviceNames());
        while (lines.advance()) {
            cursor.reset(lines);
            try {
                if (cursor.peek() != '#' && head.parse()) {
                    EventCounter.Event event = counter.find(head);
                    counter.count(event);
                    sum.sum += head.pid;
                    reader.read(event, counter.total());
                }
            } catch (MalformedLine e) {
                throw new IllegalStateException("line " + lines.number(), e);
            }
        }
        return sum.sum;
    }
}
