package dirtysim.workloads.dtrace;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.guest.Direction;
import dirtysim.workloads.record.CallKind;
import dirtysim.workloads.record.RecordSink;
import dirtysim.workloads.record.RecordingSummary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Writes a {@code .dtrace} file, of any length: it keeps one block of records. The same recording gives the same bytes; only
 * another release of zlib below the JDK may deflate the same content into other bytes.
 *
 * <pre>{@code
 * try (DtraceWriter writer = new DtraceWriter(out, provenance, List.of("0000:00:02.0"))) {
 *     writer.map(0, 0, 0xffff_e000L, 4096, 0x10_0000, 0);
 *     writer.call(0, 0, CallKind.DMA_MAP_PAGE, 0, Direction.FROM_DEVICE, 0xffff_e000L, 1500);
 *     …
 *     writer.finish(new RecordingSummary(devices, events, 0, 0, 0));
 * }
 * }</pre>
 *
 * <p>What fails in the stream is an {@link UncheckedIOException}.
 */
public final class DtraceWriter implements RecordSink, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long UNKNOWN = -1;

    private final BlockWriter blocks;
    private final RecordEncoder encoder = new RecordEncoder();
    private final NumberWriter index = new NumberWriter();
    private final int recordsInBlock;
    private int recordBlocks;
    private long lastOffset;
    private long lastUs;

    /**
     * Begins a file.
     *
     * @param out where it goes; closing this writer leaves it open
     * @param provenance where the recording comes from
     * @param devices names of its devices as far as they are known yet, so that they survive if the file is cut
     * @throws IOException when the stream fails
     */
    public DtraceWriter(OutputStream out, ObjectNode provenance, List<String> devices) throws IOException {
        this(out, provenance, devices, UNKNOWN, Layout.RECORDS_IN_BLOCK);
    }

    /**
     * Begins a file.
     *
     * @param records how many records it will hold, so that a reader can make room for them at once
     * @throws IOException when the stream fails
     */
    public DtraceWriter(OutputStream out, ObjectNode provenance, List<String> devices, long records)
            throws IOException {
        this(out, provenance, devices, records, Layout.RECORDS_IN_BLOCK);
    }

    DtraceWriter(OutputStream out, ObjectNode provenance, List<String> devices, long records, int recordsInBlock)
            throws IOException {
        this.recordsInBlock = recordsInBlock;
        blocks = new BlockWriter(out);
        ObjectNode header = JSON.createObjectNode();
        header.set("provenance", provenance);
        devices.forEach(header.putArray("devices")::add);
        if (records != UNKNOWN) {
            header.put("records", records);
        }
        blocks.block(Layout.HEADER, JSON.writeValueAsBytes(header));
    }

    /**
     * Writes a whole recording; the stream stays open.
     *
     * @throws IOException when the stream fails
     */
    public static void write(Recording recording, OutputStream out) throws IOException {
        RecordingSummary summary = recording.records().summary();
        int size = recording.records().size();
        try (DtraceWriter writer =
                new DtraceWriter(out, recording.provenance(), summary.devices(), size, Layout.RECORDS_IN_BLOCK)) {
            recording.records().show(0, size, writer);
            writer.finish(summary);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Ends the file: what is left of the records, the footer and the index.
     *
     * @throws IOException when the stream fails
     */
    public void finish(RecordingSummary summary) throws IOException {
        if (encoder.count() > 0) {
            writeRecords();
        }
        blocks.block(Layout.FOOTER, JSON.writeValueAsBytes(footer(summary)));
        NumberWriter head = new NumberWriter();
        head.unsigned(encoder.records());
        head.unsigned(recordBlocks);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        head.moveTo(content);
        index.moveTo(content);
        long at = blocks.offset();
        blocks.block(Layout.INDEX, content.toByteArray());
        blocks.tail(at);
    }

    @Override
    public void close() {
        blocks.close();
    }

    private ObjectNode footer(RecordingSummary summary) {
        ObjectNode footer = JSON.createObjectNode();
        footer.put("records", encoder.records());
        summary.devices().forEach(footer.putArray("devices")::add);
        ObjectNode events = footer.putObject("events");
        summary.events().forEach(events::put);
        footer.put("lost_events", summary.lostEvents());
        footer.put("lost_gaps", summary.lostGaps());
        footer.put("out_of_order", summary.outOfOrder());
        return footer;
    }

    private void writeRecords() throws IOException {
        index.unsigned(blocks.offset() - lastOffset);
        index.unsigned(encoder.count());
        index.signed(encoder.firstUs() - lastUs);
        lastOffset = blocks.offset();
        lastUs = encoder.firstUs();
        recordBlocks++;
        blocks.block(Layout.RECORDS, encoder.block());
    }

    private void added() {
        if (encoder.count() == recordsInBlock) {
            try {
                writeRecords();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void map(long atUs, int onCpu, long iova, long bytes, long physical, int callNumber) {
        encoder.map(atUs, onCpu, iova, bytes, physical, callNumber);
        added();
    }

    @Override
    public void unmap(long atUs, int onCpu, long iova, long bytes, int ofDevice, Direction dir) {
        encoder.unmap(atUs, onCpu, iova, bytes, ofDevice, dir);
        added();
    }

    @Override
    public void flushRange(long atUs, int onCpu, long domain, long iova, long bytes) {
        encoder.flushRange(atUs, onCpu, domain, iova, bytes);
        added();
    }

    @Override
    public void flushDomain(long atUs, int onCpu, long domain) {
        encoder.flushDomain(atUs, onCpu, domain);
        added();
    }

    @Override
    public void call(long atUs, int onCpu, CallKind what, int ofDevice, Direction dir, long dmaAddress, long bytes) {
        encoder.call(atUs, onCpu, what, ofDevice, dir, dmaAddress, bytes);
        added();
    }

    @Override
    public void mark(long atUs, int onCpu, long event, String text) {
        encoder.mark(atUs, onCpu, event, text);
        added();
    }
}
