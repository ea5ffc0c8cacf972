package dirtysim.workloads.export;

import dirtysim.guest.Direction;
import dirtysim.workloads.record.DomainDevices;
import dirtysim.workloads.record.TraceRecords;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/**
 * Writes the operations of a recording as CSV, a row a segment, unmap, flush or mark. It holds what is replayed but for
 * which segments one call mapped together, and neither domains, lengths of calls nor counts of other events.
 */
public final class CsvText {
    private final TraceRecords records;
    private final DomainDevices domains;
    private final Writer out;
    private final StringBuilder line = new StringBuilder();

    private CsvText(TraceRecords records, Writer out) {
        this.records = records;
        this.out = out;
        domains = DomainDevices.of(records);
    }

    /**
     * Writes all operations that have a device; the writer stays open.
     *
     * @throws IOException when the writer fails
     */
    public static void write(TraceRecords records, Writer out) throws IOException {
        CsvText csv = new CsvText(records, out);
        out.append("time_us,op,device,iova,gpa,bytes,direction,cpu,text\n");
        for (int record = 0; record < records.size(); record++) {
            csv.row(record);
        }
    }

    private void row(int record) throws IOException {
        switch (records.kind(record)) {
            case MAP -> mapping(record, "map");
            case UNMAP -> mapping(record, "unmap");
            case FLUSH_RANGE, FLUSH_DOMAIN -> flush(record);
            case MARK -> mark(record);
            case CALL -> {}
        }
    }

    private void mapping(int record, String op) throws IOException {
        if (records.device(record) == TraceRecords.UNATTRIBUTED) {
            return;
        }
        begin(record, op, records.device(record));
        address(records.address(record));
        if ("map".equals(op)) {
            address(records.physical(record));
        } else {
            line.append(',');
        }
        line.append(',').append(records.length(record)).append(',');
        Direction direction = records.direction(record);
        line.append(direction == Direction.UNKNOWN ? "" : direction.name().toLowerCase(Locale.ROOT));
        end(record, "");
    }

    /** One of a domain whose device is not known flushes all devices. */
    private void flush(int record) throws IOException {
        int device = domains.device(records.domain(record));
        List<String> devices = records.summary().devices();
        int first = device == DomainDevices.UNKNOWN ? 0 : device;
        int last = device == DomainDevices.UNKNOWN ? devices.size() - 1 : device;
        for (int each = first; each <= last; each++) {
            begin(record, "flush", each);
            if (records.length(record) > 0) {
                address(records.address(record));
                line.append(",,").append(records.length(record)).append(',');
            } else {
                line.append(",,,,");
            }
            end(record, "");
        }
    }

    private void mark(int record) throws IOException {
        line.setLength(0);
        line.append(records.timeUs(record)).append(",mark,,,,,");
        end(record, records.markText(record).replace(',', ';'));
    }

    private void begin(int record, String op, int device) {
        line.setLength(0);
        line.append(records.timeUs(record)).append(',').append(op).append(',');
        line.append(records.summary().devices().get(device));
    }

    private void address(long address) {
        line.append(",0x").append(Long.toHexString(address));
    }

    private void end(int record, String text) throws IOException {
        line.append(',').append(records.cpu(record)).append(',').append(text).append('\n');
        out.append(line);
    }
}
