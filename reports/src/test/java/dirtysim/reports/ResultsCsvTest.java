package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsCsvTest {
    private static final String CONTRACT = "suite,scenario,scheme,trace,seed,ram_bytes,link_bytes_per_s,"
            + "downtime_limit_ms,converged,rounds,total_ms,downtime_ms,sent_bytes,lost_pages,false_dirty_pages,"
            + "dirty_pages,precision,recall,map_ops,unmap_ops,dma_write_pages,flush_unmap_count,flush_unmap_ns_p50,"
            + "flush_unmap_ns_p99,flush_unmap_ns_total,flush_query_count,flush_query_ns_p50,flush_query_ns_p99,"
            + "flush_query_ns_total,copy_count,copy_ns_p50,copy_ns_p99,copy_ns_total,copy_bytes,iotlb_hits,"
            + "iotlb_misses,invalidations,guest_slowdown,host_cpu_ms,events";

    @Test
    void theContractComesFirstInItsOrder() {
        String header = ResultsCsv.render(List.of()).lines().findFirst().orElseThrow();
        assertTrue(header.startsWith(CONTRACT + ","), header);
        String rounds = RoundsCsv.render(List.of()).lines().findFirst().orElseThrow();
        assertTrue(
                rounds.startsWith("scenario,scheme,trace,seed,round,start_ms,duration_ms,dirty_pages,dma_dirty_pages,"
                        + "sent_bytes,sync_ns,flush_ns,copy_ns,"),
                rounds);
    }

    @Test
    void whatDoesNotApplyIsEmpty() {
        List<String> names = Arrays.asList(CONTRACT.split(","));
        String row = ResultsCsv.render(List.of(SampleResults.run("stop-copy", "net-rx-strict")))
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow();
        String[] cells = row.split(",", -1);
        for (String name : List.of("precision", "recall", "flush_unmap_ns_p50", "flush_query_ns_p99", "copy_ns_p50")) {
            assertEquals("", cells[names.indexOf(name)], name);
        }
        assertEquals("0", cells[names.indexOf("flush_unmap_count")]);
        assertEquals("0", cells[names.indexOf("flush_unmap_ns_total")]);
    }

    @Test
    void linesEndWithLineFeedsAndRowsKeepTheirOrder() {
        String csv = ResultsCsv.render(SampleResults.full().runs());
        assertFalse(csv.contains("\r"));
        assertTrue(csv.endsWith("\n"));
        List<String> schemes =
                csv.lines().skip(1).map(line -> line.split(",")[2]).toList();
        assertEquals(
                SampleResults.full().runs().stream()
                        .map(run -> run.scenario().scheme())
                        .toList(),
                schemes);
    }

    @Test
    void aNameWithACommaIsQuoted() {
        String csv = ResultsCsv.render(List.of(SampleResults.run("shadow-dbit", "a,\"b")));
        assertTrue(csv.contains(",\"a,\"\"b\","), csv);
    }

    @Test
    void aNameIsNoFormula() {
        String csv = ResultsCsv.render(List.of(SampleResults.run("@SUM(A1)", "=cmd|' /C calc'!A0")));
        assertTrue(csv.contains(",'@SUM(A1),'=cmd|' /C calc'!A0,"), csv);
    }
}
