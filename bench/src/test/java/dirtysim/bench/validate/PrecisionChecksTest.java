package dirtysim.bench.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dirtysim.host.InputException;
import dirtysim.reports.Check;
import dirtysim.workloads.RecordedRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows of one small run, of which it is plain what each holds. */
class PrecisionChecksTest {
    private static final String HEAD = "guest_us,flush_rank,did,bdf,iova,gpa,op,iotlb\n";

    /** Begins at 1 ms and ends after 33.5 ms: three windows of 10 ms. */
    private static final String TRACE = event(500, "map: IOMMU: iova=0x5000 - 0x8000 paddr=0x70000 size=12288")
            + event(500, "dma_alloc: d dir=BIDIRECTIONAL dma_addr=5000 size=12288 virt_addr=0 flags= attrs=")
            + event(1_000, "tracing_mark_write: T_WORKLOAD_BEGIN")
            + event(20_500, "map: IOMMU: iova=0x9000 - 0xa000 paddr=0x90000 size=4096")
            + event(20_500, "dma_map_page: d dir=FROM_DEVICE dma_addr=9000 size=4096 phys_addr=90000 attrs=")
            + event(20_900, "unmap: IOMMU: iova=0x9000 - 0xa000 size=4096 unmapped_size=4096")
            + event(20_900, "dma_unmap_page: d dir=FROM_DEVICE dma_addr=9000 size=4096 attrs=")
            + event(20_901, "cache_tag_flush_range: dmar0/dmar0 type iotlb did 4 [0x9000-0x9fff] pasid 0 ref 1")
            + event(33_500, "tracing_mark_write: T_WORKLOAD_END");

    @TempDir
    Path folder;

    private static String event(long us, String text) {
        return String.format(Locale.ROOT, "  fio-7  [000] .....  %d.%06d: ", us / 1_000_000, us % 1_000_000) + text
                + "\n";
    }

    private static String write(long us, int rank, String iova, String gpa) {
        return us + "," + rank + ",4,d," + iova + "," + gpa + ",W,miss\n";
    }

    private List<Check> run(String trace, String accesses, double written, double mapped) throws IOException {
        Files.writeString(folder.resolve("r.trace"), trace);
        Files.writeString(folder.resolve("r.devaccess.csv"), HEAD + accesses);
        Files.writeString(
                folder.resolve("r.gt.json"),
                "{\"windows\": {\"10ms\": {\"windows\": 3, \"mean_written_pages\": " + written
                        + ", \"mean_writable_mapped_pages\": " + mapped + "}}}");
        List<Check> checks = new ArrayList<>();
        RecordedRuns.in(folder).forEach(run -> checks.addAll(PrecisionChecks.run(run)));
        return checks;
    }

    /** Written: 2 pages, 1 and 0. Mapped for write: 3, 4 (the buffer lives from 20.5 to 20.9 ms, in the second) and 3. */
    @Test
    void eachWindowIsCountedFromTheMarkOn() throws IOException {
        String accesses = write(900, 0, "5000", "70000")
                + write(1_000, 0, "6000", "71000")
                + write(1_500, 0, "6008", "71008")
                + write(10_999, 0, "7000", "72000")
                + write(20_800, 0, "9000", "90000");
        List<Check> checks = run(TRACE, accesses, 1, 10 / 3.0);
        assertEquals(1 + 1 + 4 + 4, checks.size());
        checks.forEach(check -> assertTrue(check.met(), check.toString()));
        assertEquals(1, checks.get(1).simulated(), 1e-9, "pages written");
        Check mapTime = checks.get(5);
        assertEquals("pages_reported/map-time/10 ms", mapTime.quantity());
        assertEquals(10 / 3.0, mapTime.simulated(), 1e-9);
    }

    /** Windows of 10 ms, 100 ms and 1 s of the run that is not bundled, of a lazy guest that receives packets. */
    @Test
    void aRecordedRunBesideTheCheckoutIsReportedWithinOnePercent() {
        Path runs = Path.of(System.getProperty("dirtysim.shared"), "traces");
        assumeTrue(Files.isDirectory(runs), "no recorded runs beside the checkout");
        List<Check> checks = new ArrayList<>();
        RecordedRuns.in(runs).stream()
                .filter(run -> run.name().equals("gt-e1000e-rx-lazy"))
                .forEach(run -> checks.addAll(PrecisionChecks.run(run)));
        assertEquals(3 * (1 + 1 + 4) + 4, checks.size());
        for (Check check : checks) {
            assertTrue(check.tolerance() <= 0.01 * check.expected(), check.toString());
            assertTrue(check.met(), check.toString());
        }
    }

    @Test
    void aFigureThatDoesNotHoldIsMissed() throws IOException {
        List<Check> checks = run(TRACE, write(1_500, 0, "5000", "70000"), 1, 3.1);
        assertEquals(
                List.of("pages_written/10 ms", "pages_reported/map-time/10 ms"),
                checks.stream()
                        .filter(check -> !check.met() && !check.quantity().contains("dbit"))
                        .map(Check::quantity)
                        .toList());
    }

    @Test
    void withoutFiguresThereIsNothingToCheckAndWithoutMarksNothingToCheckThemOn() throws IOException {
        run(TRACE, write(1_500, 0, "5000", "70000"), 1, 1);
        Files.delete(folder.resolve("r.gt.json"));
        assertEquals(List.of(), PrecisionChecks.run(RecordedRuns.in(folder).get(0)));
        String unmarked = TRACE.replace("T_WORKLOAD_END", "done");
        String message = assertThrows(InputException.class, () -> run(unmarked, write(1, 0, "5000", "70000"), 1, 1))
                .getMessage();
        assertTrue(message.startsWith("r: the trace has no marks"), message);
    }
}
