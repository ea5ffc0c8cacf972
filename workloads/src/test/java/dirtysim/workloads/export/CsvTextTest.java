package dirtysim.workloads.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.guest.Direction;
import dirtysim.workloads.record.CallKind;
import dirtysim.workloads.record.RecordingSummary;
import dirtysim.workloads.record.TraceRecords;
import dirtysim.workloads.record.TraceRecordsBuilder;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvTextTest {
    @Test
    void eachKindOfRecordHasItsRow() throws IOException {
        TraceRecordsBuilder builder = new TraceRecordsBuilder();
        builder.mark(99, 0, 0, "begin, now");
        builder.map(100, 0, 0x10000, 0x2000, 0x5000, 0);
        builder.call(100, 0, CallKind.DMA_MAP_SG, 1, Direction.FROM_DEVICE, 0x10000, 5000);
        builder.map(101, 2, 0x11000, 0x1000, 0x6000, TraceRecords.UNATTRIBUTED);
        builder.unmap(102, 1, 0x10000, 0x2000, 1, Direction.UNKNOWN);
        builder.flushRange(102, 1, 5, 0x10000, 0x2000);
        builder.flushDomain(103, 1, 4);
        TraceRecords records = builder.build(new RecordingSummary(List.of("a", "b"), Map.of("map", 2L), 0, 0, 0));
        StringWriter text = new StringWriter();
        CsvText.write(records, text);
        assertEquals("""
                time_us,op,device,iova,gpa,bytes,direction,cpu,text
                99,mark,,,,,,0,begin; now
                100,map,b,0x10000,0x5000,8192,from_device,0,
                102,unmap,b,0x10000,,8192,,1,
                102,flush,b,0x10000,,8192,,1,
                103,flush,a,,,,,1,
                103,flush,b,,,,,1,
                """, text.toString());
    }
}
