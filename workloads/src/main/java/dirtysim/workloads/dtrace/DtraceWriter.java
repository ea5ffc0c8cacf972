package dirtysim.workloads.dtrace;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.RecordingSummary;
import dirtysim.workloads.record.TraceRecords;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;

/**
 * Writes a {@code .dtrace} file. The same recording gives the same bytes; only another release of zlib below the JDK may
 * deflate the same content into other bytes.
 */
public final class DtraceWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DataOutputStream out;

    private DtraceWriter(OutputStream out) {
        this.out = new DataOutputStream(out);
    }

    /**
     * Writes a whole recording; the stream stays open.
     *
     * @throws IOException when the stream fails
     */
    public static void write(Recording recording, OutputStream out) throws IOException {
        new DtraceWriter(out).write(recording);
    }

    private void write(Recording recording) throws IOException {
        out.write(Layout.MAGIC);
        out.writeShort(Layout.VERSION);
        block(Layout.HEADER, JSON.writeValueAsBytes(recording.provenance()));
        TraceRecords records = recording.records();
        int calls = 0;
        for (int from = 0; from < records.size(); from += Layout.RECORDS_IN_BLOCK) {
            int to = Math.min(records.size(), from + Layout.RECORDS_IN_BLOCK);
            block(Layout.RECORDS, RecordEncoder.encode(records, from, to, calls));
            for (int record = from; record < to; record++) {
                calls += records.kind(record) == RecordKind.CALL ? 1 : 0;
            }
        }
        block(Layout.FOOTER, JSON.writeValueAsBytes(footer(records)));
        out.flush();
    }

    private static ObjectNode footer(TraceRecords records) {
        RecordingSummary summary = records.summary();
        ObjectNode footer = JSON.createObjectNode();
        footer.put("records", records.size());
        summary.devices().forEach(footer.putArray("devices")::add);
        ObjectNode events = footer.putObject("events");
        summary.events().forEach(events::put);
        footer.put("lost_events", summary.lostEvents());
        footer.put("lost_gaps", summary.lostGaps());
        footer.put("out_of_order", summary.outOfOrder());
        return footer;
    }

    private void block(byte type, byte[] content) throws IOException {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        byte[] packed;
        try {
            deflater.setInput(content);
            deflater.finish();
            packed = new byte[content.length + content.length / 8 + 64];
            int length = 0;
            while (!deflater.finished()) {
                length += deflater.deflate(packed, length, packed.length - length);
            }
            CRC32C checksum = new CRC32C();
            checksum.update(packed, 0, length);
            out.writeByte(type);
            out.writeInt(length);
            out.writeInt(content.length);
            out.writeInt((int) checksum.getValue());
            out.write(packed, 0, length);
        } finally {
            deflater.end();
        }
    }
}
