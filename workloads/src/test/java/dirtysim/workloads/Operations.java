package dirtysim.workloads;

import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.TraceRecords;
import java.util.Map;
import java.util.TreeMap;

/** The operations of a recording without their times and their order. */
final class Operations {
    private Operations() {}

    /** How often each occurs. */
    static Map<String, Integer> of(TraceRecords records, boolean marks) {
        Map<String, Integer> operations = new TreeMap<>();
        for (int record = 0; record < records.size(); record++) {
            if (marks || records.kind(record) != RecordKind.MARK) {
                operations.merge(operation(records, record), 1, Integer::sum);
            }
        }
        return operations;
    }

    private static String operation(TraceRecords records, int record) {
        RecordKind kind = records.kind(record);
        String what = kind + " cpu " + records.cpu(record);
        return switch (kind) {
            case MARK -> what + ' ' + records.markText(record);
            case FLUSH_RANGE, FLUSH_DOMAIN -> what + " domain " + records.domain(record) + range(records, record);
            case MAP -> what + device(records, record) + range(records, record) + " to " + records.physical(record);
            case UNMAP -> what + device(records, record) + range(records, record);
            case CALL -> what + device(records, record) + range(records, record) + ' ' + records.callKind(record);
        };
    }

    private static String device(TraceRecords records, int record) {
        int device = records.namedDevice(record);
        String name = device < 0 ? "nobody" : records.summary().devices().get(device);
        return " of " + name + ' ' + records.direction(record);
    }

    private static String range(TraceRecords records, int record) {
        return " at " + Long.toHexString(records.address(record)) + '+' + records.length(record);
    }
}
