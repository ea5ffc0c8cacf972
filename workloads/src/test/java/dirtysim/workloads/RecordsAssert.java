package dirtysim.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.TraceRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Compares recordings, record by record and property by property. */
public final class RecordsAssert {
    private RecordsAssert() {}

    /** Fails unless both recordings say the same. */
    public static void assertSameRecords(String what, TraceRecords expected, TraceRecords actual) {
        assertEquals(expected.summary(), actual.summary(), what);
        assertEquals(
                new ArrayList<>(expected.summary().events().keySet()),
                new ArrayList<>(actual.summary().events().keySet()),
                what + ": order of events");
        assertEquals(expected.size(), actual.size(), what);
        for (int record = 0; record < expected.size(); record++) {
            if (!same(expected, actual, record)) {
                assertEquals(line(expected, record), line(actual, record), what + ": record " + record);
            }
        }
    }

    /** The kinds of all records, in order. */
    public static String kinds(TraceRecords records) {
        return IntStream.range(0, records.size())
                .mapToObj(record -> records.kind(record).name())
                .collect(Collectors.joining(" "));
    }

    private static boolean same(TraceRecords expected, TraceRecords actual, int record) {
        return expected.kind(record) == actual.kind(record)
                && expected.timeUs(record) == actual.timeUs(record)
                && expected.cpu(record) == actual.cpu(record)
                && expected.namedDevice(record) == actual.namedDevice(record)
                && expected.direction(record) == actual.direction(record)
                && expected.address(record) == actual.address(record)
                && expected.length(record) == actual.length(record)
                && expected.call(record) == actual.call(record)
                && expected.physical(record) == actual.physical(record)
                && (expected.kind(record) != RecordKind.MARK
                        || expected.markText(record).equals(actual.markText(record)));
    }

    private static List<Object> line(TraceRecords records, int record) {
        List<Object> line = new ArrayList<>();
        RecordKind kind = records.kind(record);
        line.add(kind);
        line.add(records.timeUs(record));
        line.add(records.cpu(record));
        line.add(records.namedDevice(record));
        line.add(records.direction(record));
        line.add(records.address(record));
        line.add(records.length(record));
        line.add(records.call(record));
        switch (kind) {
            case MAP -> line.add(records.physical(record));
            case FLUSH_RANGE, FLUSH_DOMAIN -> line.add(records.domain(record));
            case CALL -> line.add(records.callKind(record));
            case MARK -> line.add(records.markText(record));
            case UNMAP -> {}
        }
        return line;
    }
}
