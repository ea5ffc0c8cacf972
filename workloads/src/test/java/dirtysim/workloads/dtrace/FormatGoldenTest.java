package dirtysim.workloads.dtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.guest.Direction;
import dirtysim.workloads.RecordsAssert;
import dirtysim.workloads.record.CallKind;
import dirtysim.workloads.record.RecordingSummary;
import dirtysim.workloads.record.TraceRecords;
import dirtysim.workloads.record.TraceRecordsBuilder;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Files that users have converted must stay readable: these bytes are those of the format, worked out by hand from the
 * README. If this fails, the format has changed and needs another version, and a reader for both.
 */
class FormatGoldenTest {
    private static final String BLOCK = String.join(
            "",
            "07" + "%s00", // seven records, no call in the blocks before
            "07" + "08" + "06" + "0b" + "02" + "0c", // bytes of each stream
            "00" + "20" + "04" + "09" + "12" + "03" + "05", // tags: the second MAP has no call, UNMAP another CPU
            "c801" + "02" + "01" + "04" + "00" + "02" + "00", // times: +100, +1, -1, +2, 0, +1, 0 us
            "20" + "02" + "ff3f" + "20" + "02", // addresses: 16 and 1 pages, -4096 bytes, 16 pages, 1 byte
            "02" + "01" + "f20b" + "02" + "8020" + "81808001", // lengths: pages, bytes of CALL and flush, events
            "0a" + "02", // physical: 5 and 1 pages
            "00" + "020101" + "010201" + "05" + "04" + "02676f"); // no call; CALL; CPU, UNMAP; domains; text

    @Test
    void eachKindOfRecordHasTheBytesOfVersionTwo() throws DamagedBlock {
        TraceRecords records = records();
        RecordEncoder encoder = new RecordEncoder();
        records.show(0, records.size(), encoder);
        String recordsBefore = "00";
        String block = String.format(Locale.ROOT, BLOCK, recordsBefore);
        assertEquals(block, HexFormat.of().formatHex(encoder.block()));
        RecordsAssert.assertSameRecords("version 2", records, decoded(block, 2));
    }

    @Test
    void versionOneLacksTheNumberOfRecordsBefore() throws DamagedBlock {
        RecordsAssert.assertSameRecords("version 1", records(), decoded(String.format(Locale.ROOT, BLOCK, ""), 1));
    }

    private static TraceRecords decoded(String hex, int version) throws DamagedBlock {
        byte[] block = HexFormat.of().parseHex(hex);
        TraceRecordsBuilder again = new TraceRecordsBuilder();
        RecordDecoder.decode(RecordDecoder.Head.of(block, block.length, version), block, block.length, again);
        return again.build(records().summary());
    }

    private static TraceRecords records() {
        TraceRecordsBuilder builder = new TraceRecordsBuilder();
        builder.map(100, 0, 0x10000, 0x2000, 0x5000, 0);
        builder.map(101, 0, 0x11000, 0x1000, 0x6000, TraceRecords.UNATTRIBUTED);
        builder.call(100, 0, CallKind.DMA_MAP_SG, 1, Direction.FROM_DEVICE, 0x10000, 1522);
        builder.unmap(102, 1, 0x10000, 0x2000, 1, Direction.FROM_DEVICE);
        builder.flushRange(102, 1, 5, 0x10001, 0x1000);
        builder.flushDomain(103, 1, 4);
        builder.mark(103, 1, 0x200001, "go");
        Map<String, Long> events = new TreeMap<>(Map.of("map", 2L));
        return builder.build(new RecordingSummary(List.of("a", "b"), events, 0, 0, 0));
    }
}
