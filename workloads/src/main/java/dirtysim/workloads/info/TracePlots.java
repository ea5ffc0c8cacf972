package dirtysim.workloads.info;

import com.fasterxml.jackson.databind.JsonNode;
import dirtysim.workloads.RecordedRun;
import dirtysim.workloads.Trace;
import dirtysim.workloads.record.TraceRecords;
import dirtysim.workloads.statistics.Distributions;
import dirtysim.workloads.statistics.LiveSeries;
import dirtysim.workloads.statistics.TraceStatistics;
import dirtysim.workloads.statistics.WindowCounter;
import dirtysim.workloads.statistics.WindowPages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the HTML page of a trace draws.
 *
 * @param live what is mapped over time
 * @param sizes number of mappings by size, as written, the most frequent first
 * @param distributions lifetimes and reuse
 * @param windows pages by windows of 10 ms, 100 ms and 1 s; of lengths that the workload does not reach none
 */
public record TracePlots(
        LiveSeries live, Map<String, Long> sizes, Distributions distributions, List<WindowPages> windows) {
    private static final List<Long> LENGTHS_US = List.of(10_000L, 100_000L, 1_000_000L);
    private static final int PARTS = 300;

    /**
     * Gathers it.
     *
     * @param trace a recording
     * @param run the same with what its devices accessed, if that was recorded
     */
    public static TracePlots of(Trace trace, Optional<RecordedRun> run) {
        TraceRecords records = trace.records();
        List<WindowPages> windows = new ArrayList<>();
        List<WindowCounter.Exact> exact = new ArrayList<>();
        for (long lengthUs : LENGTHS_US) {
            WindowPages pages = WindowCounter.count(records, lengthUs);
            if (pages.mapped().length > 0) {
                windows.add(pages);
                exact.add(new WindowCounter.Exact(WindowCounter.beginUs(records), lengthUs, pages.mapped().length));
            }
        }
        if (run.isPresent()) {
            run.get().forEachAccess(access -> {
                if (access.write()) {
                    exact.forEach(counts -> counts.wrote(access.guestUs(), access.gpa()));
                }
            });
            for (int i = 0; i < windows.size(); i++) {
                WindowPages pages = windows.get(i);
                windows.set(
                        i,
                        new WindowPages(
                                pages.lengthUs(),
                                pages.mapped(),
                                pages.modelled(),
                                exact.get(i).counts()));
            }
        }
        TraceStatistics statistics = trace.statistics();
        return new TracePlots(
                LiveSeries.of(records, PARTS),
                sizes(statistics.toJson().get("stats")),
                statistics.distributions(),
                windows);
    }

    private static Map<String, Long> sizes(JsonNode stats) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        long rest = stats.path("events").path("map").asLong();
        for (Map.Entry<String, JsonNode> entry : stats.get("map_size_bytes").properties()) {
            sizes.put(
                    NumberText.size(Long.parseLong(entry.getKey())),
                    entry.getValue().asLong());
            rest -= entry.getValue().asLong();
        }
        if (rest > 0) {
            sizes.put("other", rest);
        }
        return sizes;
    }
}
