package dirtysim.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableScanTest {
    private static final long RAM = 1L << 30;
    private static final long ENTRIES = 1 << 18;
    private static final long ENTRY_PS = 2400;

    @Test
    void oneThreadTakesTheTimeOfEveryEntry() {
        TableScan scan = new TableScan(CostModel.defaults(), RAM);
        assertEquals(ENTRIES * ENTRY_PS, scan.elapsedPs());
        assertEquals(ENTRIES * ENTRY_PS, scan.cpuPs());
    }

    @Test
    void threadsShareTheTimeAndPayAllOfIt() {
        TableScan scan = new TableScan(with("8", "95"), RAM);
        assertEquals(ENTRIES * ENTRY_PS / 8, scan.elapsedPs());
        assertEquals(ENTRIES * ENTRY_PS, scan.cpuPs());
    }

    @Test
    void noNumberOfThreadsIsFasterThanMemory() {
        TableScan scan = new TableScan(with("128", "100"), RAM);
        long bytesPs = ENTRIES * 8 * 10;
        assertEquals(bytesPs, scan.elapsedPs(), bytesPs * 1e-3);
        assertEquals(128 * bytesPs, scan.cpuPs(), 128 * bytesPs * 1e-3, "threads that wait for memory keep their CPUs");
    }

    private static CostModel with(String threads, String memory) {
        return Parameters.with(
                CostModel.defaults(), Map.of("scan-threads", threads, "memory-gbyte-per-s", memory), "test");
    }
}
