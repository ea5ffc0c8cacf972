package dirtysim.bench.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.InputException;
import dirtysim.reports.Check;
import dirtysim.workloads.RecordedRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small runs, of which it is plain what must come out. */
class RunChecksTest {
    private static final String HEAD = "guest_us,flush_rank,did,bdf,iova,gpa,op,iotlb";

    @TempDir
    Path folder;

    private static String map(long us, long iova, long gpa, String device) {
        return event(us, "map: IOMMU: iova=0x%x - 0x%x paddr=0x%x size=4096", iova, iova + 4096, gpa)
                + event(
                        us,
                        "dma_map_page: %s dir=FROM_DEVICE dma_addr=%x size=4096 phys_addr=%x attrs=",
                        device,
                        iova,
                        gpa);
    }

    private static String unmap(long us, long iova, String device) {
        return event(us, "unmap: IOMMU: iova=0x%x - 0x%x size=4096 unmapped_size=4096", iova, iova + 4096)
                + event(us, "dma_unmap_page: %s dir=FROM_DEVICE dma_addr=%x size=4096 attrs=", device, iova);
    }

    private static String flush(long us, int domain) {
        return event(us, "cache_tag_flush_all: dmar0/dmar0 type iotlb did %d pasid 0 ref 1", domain);
    }

    private static String event(long us, String text, Object... values) {
        return String.format(Locale.ROOT, "  fio-7  [000] .....  %d.%06d: ", us / 1_000_000, us % 1_000_000)
                + String.format(Locale.ROOT, text, values) + "\n";
    }

    /** Shares in percent: hit or miss as recorded, translation as recorded, accesses that the clocks had too early. */
    private void assertShares(double hits, double translations, double reordered, String trace, String... accesses)
            throws IOException {
        List<Check> checks = run(trace, accesses);
        assertEquals(
                List.of("iotlb_agreement", "gpa_agreement", "clock_reordered"),
                checks.stream().map(Check::quantity).toList());
        assertEquals(
                List.of(hits, translations, reordered),
                checks.stream().map(Check::simulated).toList());
        assertTrue(checks.stream().allMatch(check -> check.target().equals("r")));
    }

    private List<Check> run(String trace, String... accesses) throws IOException {
        Files.writeString(folder.resolve("r.trace"), trace);
        Files.writeString(folder.resolve("r.devaccess.csv"), HEAD + "\n" + String.join("\n", accesses));
        return RunChecks.run(RecordedRuns.in(folder).get(0));
    }

    @Test
    void flushesAreOrderedByRankWhateverTheClocksSay() throws IOException {
        String trace = map(1000, 0x5000, 0x70000, "d") + flush(2000, 4) + flush(3000, 5);
        assertShares(100, 100, 0, trace, "1500,0,4,d,5000,70000,W,miss", "2500,0,4,d,5008,70008,R,hit");
        assertShares(100, 100, 0, trace, "1500,0,4,d,5000,70000,W,miss", "1600,1,4,d,5008,70008,R,miss");
        assertShares(100, 100, 0, trace, "1500,,4,d,5000,70000,W,miss", "1600,,4,d,5008,70008,R,hit");
        assertShares(100, 100, 0, trace, "1500,,4,d,5000,70000,W,miss", "9999,,4,d,5008,70008,R,miss");
    }

    @Test
    void whatDisagreesIsCounted() throws IOException {
        String trace = map(1000, 0x5000, 0x70000, "d");
        assertShares(
                75,
                50,
                0,
                trace,
                "1500,0,4,d,5000,70000,W,miss",
                "1501,0,4,d,5000,70001,W,hit",
                "1502,0,4,d,5000,70000,W,miss",
                "1503,0,4,d,6000,80000,W,miss");
    }

    @Test
    void aMapThatTheClocksHaveTooLateIsPlayedFirst() throws IOException {
        String trace = map(1000, 0x5000, 0x70000, "d")
                + unmap(1500, 0x5000, "d")
                + flush(1600, 4)
                + map(1700, 0x5000, 0x90000, "d");
        assertShares(100, 100, 50, trace, "990,0,4,d,5000,70000,W,miss", "1750,1,4,d,5000,90000,W,miss");
        assertShares(100, 0, 0, trace, "1550,0,4,d,5000,90000,W,miss");
        assertShares(
                100,
                50,
                0,
                map(9000, 0x5000, 0x70000, "d"),
                "1000,0,4,d,5000,70000,W,miss",
                "9500,0,4,d,5000,70000,W,miss");
    }

    @Test
    void domainsKeepTheirOwnMappingsRanksAndEntries() throws IOException {
        String trace =
                map(1000, 0x5000, 0x70000, "d") + map(1000, 0x5000, 0x90000, "e") + flush(1100, 6) + flush(1200, 4);
        assertShares(
                100,
                100,
                0,
                trace,
                "1050,0,4,d,5000,70000,W,miss",
                "1051,0,6,e,5000,90000,W,miss",
                "1052,0,4,d,5000,70000,W,hit",
                "1053,1,6,e,5000,90000,W,miss",
                "1300,0,4,d,5000,70000,W,hit",
                "1301,1,4,d,5000,70000,W,miss");
    }

    @Test
    void aMappingBeyondTheTablesIsRefused() {
        String trace = event(1, "map: IOMMU: iova=0x1fffffffffff000 - 0x200000000001000 paddr=0x1000 size=8192");
        String message = assertThrows(InputException.class, () -> run(trace, "1,0,4,d,5000,70000,W,miss"))
                .getMessage();
        assertTrue(message.startsWith("r: the trace has 8192 bytes at IOVA 0x1fffffffffff000"), message);
    }
}
