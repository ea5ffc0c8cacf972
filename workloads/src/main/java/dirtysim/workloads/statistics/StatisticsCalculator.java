package dirtysim.workloads.statistics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.guest.Direction;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.RecordingSummary;
import dirtysim.workloads.record.TraceRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One pass over the records of a recording. */
final class StatisticsCalculator {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_FREQUENT = 14;
    /** Direction of what no dma event explains, as the published statistics call it. */
    private static final String NO_DIRECTION = "None";

    private final TraceRecords records;
    private final PageFigures pages = new PageFigures();
    private final List<DevicePages> devices = new ArrayList<>();
    private final FlushFigures flushes;
    private final Tally<Long> mapSizes = new Tally<>();
    private final Tally<Long> unmapSizes = new Tally<>();
    private final Tally<String> callsByDevice = new Tally<>();
    private final Tally<String> callsByDirection = new Tally<>();
    private final Tally<String> bytesByDirection = new Tally<>();
    private final Tally<String> pagesByDirection = new Tally<>();
    private final Tally<String> callSizes = new Tally<>();
    private final Samples lifetimeUs = new Samples();
    private final Map<String, Samples> lifetimeByDirectionUs = new TreeMap<>();
    private final Samples mapToCallUs = new Samples();
    private long unattributedMaps;
    private long unattributedUnmaps;
    private long firstIommuUs = -1;
    private long lastIommuUs = -1;

    private StatisticsCalculator(TraceRecords records) {
        this.records = records;
        flushes = new FlushFigures(records);
        // One more than there are: the last takes what belongs to none.
        for (int device = 0; device <= records.summary().devices().size(); device++) {
            devices.add(new DevicePages(pages));
        }
    }

    static StatisticsCalculator over(TraceRecords records) {
        StatisticsCalculator calculator = new StatisticsCalculator(records);
        for (int record = 0; record < records.size(); record++) {
            switch (records.kind(record)) {
                case MAP -> calculator.map(record);
                case UNMAP -> calculator.unmap(record);
                case FLUSH_RANGE -> calculator.flushes.flushRange(record);
                case FLUSH_DOMAIN -> calculator.flushes.flushDomain(record);
                case CALL -> calculator.call(record);
                case MARK -> {}
            }
        }
        return calculator;
    }

    private void map(int record) {
        iommu(record);
        pages.mapEvents++;
        mapSizes.add(records.length(record), 1);
        pagesByDirection.add(direction(record), records.length(record) >> DevicePages.PAGE_SHIFT);
        if (records.call(record) == TraceRecords.UNATTRIBUTED) {
            unattributedMaps++;
        } else {
            mapToCallUs.add(records.timeUs(records.callRecord(records.call(record))) - records.timeUs(record));
        }
        pages(record)
                .map(records.timeUs(record), records.address(record), records.length(record), records.physical(record));
    }

    private void unmap(int record) {
        iommu(record);
        unmapSizes.add(records.length(record), 1);
        if (records.namedDevice(record) == TraceRecords.UNATTRIBUTED) {
            unattributedUnmaps++;
        }
        pages(record).unmap(records.timeUs(record), records.address(record), records.length(record), us -> {
            lifetimeUs.add(us);
            lifetimeByDirectionUs
                    .computeIfAbsent(direction(record), key -> new Samples())
                    .add(us);
        });
        flushes.unmap(record);
    }

    private void call(int record) {
        String direction = records.direction(record).name();
        callsByDevice.add(records.summary().devices().get(records.device(record)), 1);
        callsByDirection.add(direction, 1);
        bytesByDirection.add(direction, records.length(record));
        callSizes.add(records.callKind(record).eventName() + ':' + records.length(record), 1);
    }

    private void iommu(int record) {
        if (firstIommuUs < 0) {
            firstIommuUs = records.timeUs(record);
        }
        lastIommuUs = records.timeUs(record);
    }

    private DevicePages pages(int record) {
        int device = records.device(record);
        return devices.get(device == TraceRecords.UNATTRIBUTED ? devices.size() - 1 : device);
    }

    private String direction(int record) {
        return records.direction(record) == Direction.UNKNOWN
                ? NO_DIRECTION
                : records.direction(record).name();
    }

    /** The samples that distributions are drawn from. */
    Distributions distributions() {
        Map<String, long[]> lifetimes = new TreeMap<>();
        lifetimeByDirectionUs.forEach((direction, samples) -> lifetimes.put(direction, samples.sorted()));
        return new Distributions(lifetimes, pages.reuseDistance.sorted());
    }

    ObjectNode toJson() {
        RecordingSummary summary = records.summary();
        ObjectNode stats = JSON.createObjectNode();
        ObjectNode events = stats.putObject("events");
        summary.events().forEach(events::put);
        stats.put("total_events", summary.totalEvents());
        stats.put("lost_lines", summary.lostGaps());
        stats.put("out_of_order_ts", summary.outOfOrder());
        stats.put("iommu_span_s", Rounding.round((lastIommuUs - firstIommuUs) / 1e6, 3));
        WorkloadSpan.put(records, stats);
        long maps = summary.events("map");
        long unmaps = summary.events("unmap");
        if (unmaps == 0) {
            stats.putNull("map_unmap_ratio");
        } else {
            Rounding.putFraction(stats, "map_unmap_ratio", maps, unmaps);
        }
        stats.put("max_live_mappings", pages.maxLiveMappings);
        stats.put("max_live_pages", pages.maxLivePages);
        stats.put("live_at_end", pages.liveMappings);
        mapSizes.putMostFrequent(stats, "map_size_bytes", MOST_FREQUENT);
        unmapSizes.putMostFrequent(stats, "unmap_size_bytes", MOST_FREQUENT);
        callSizes.putMostFrequent(stats, "dma_size", MOST_FREQUENT);
        callsByDevice.put(stats, "devices");
        stats.put("unattributed_maps", unattributedMaps);
        stats.put("unattributed_unmaps", unattributedUnmaps);
        callsByDirection.put(stats, "dir_dma_calls");
        bytesByDirection.put(stats, "dir_bytes");
        pagesByDirection.put(stats, "dir_mapped_pages");
        putReuse(stats);
        lifetimeUs.put(stats, "lifetime_us");
        ObjectNode byDirection = stats.putObject("lifetime_us_by_dir");
        lifetimeByDirectionUs.forEach((direction, samples) -> samples.put(byDirection, direction));
        mapToCallUs.put(stats, "iommu_map_to_dma_event_us");
        flushes.put(stats);
        putMarks(stats.putArray("marks"));
        return stats;
    }

    private void putReuse(ObjectNode stats) {
        long distinct = devices.stream().mapToLong(DevicePages::distinct).sum();
        stats.put("iova_pages_distinct", distinct);
        stats.put("pa_pages_distinct", pages.frames.size());
        stats.put("page_maps", pages.pageMaps);
        stats.put("iova_page_first_use", distinct);
        stats.put("iova_page_reuse", pages.reuse);
        stats.put("iova_reuse_same_pa", pages.reuseSameFrame);
        stats.put("iova_reuse_diff_pa", pages.reuseOtherFrame);
        Rounding.putFraction(stats, "iova_reuse_fraction", pages.reuse, pages.pageMaps);
        Rounding.putFraction(stats, "reuse_diff_fraction", pages.reuseOtherFrame, pages.reuse);
        pages.reuseGapUs.put(stats, "iova_reuse_gap_us");
        pages.reuseGapOtherFrameUs.put(stats, "iova_reuse_gap_diffpa_us");
        pages.reuseDistance.put(stats, "iova_reuse_distance_mapevents");
        stats.put("pa_alias_map_events", pages.aliasMapEvents);
        stats.put("pa_alias_max", pages.aliasMax);
    }

    private void putMarks(ArrayNode marks) {
        for (int record = 0; record < records.size(); record++) {
            if (records.kind(record) == RecordKind.MARK) {
                marks.addArray().add(records.timeUs(record) / 1e6).add(records.markText(record));
            }
        }
    }
}
