package dirtysim.workloads.statistics;

import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.TraceRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * How much is mapped over the time of a recording: the most in each of a number of equal parts.
 *
 * @param startUs when the first map or unmap was, on the recording's clock
 * @param partUs length of a part, at least 1
 * @param mappings most segments mapped at once, all devices together
 * @param pages most pages of 4 KiB, an alias counting again
 */
public record LiveSeries(long startUs, long partUs, long[] mappings, long[] pages) {
    private static final int PAGE_SHIFT = 12;

    /**
     * Counts.
     *
     * @param parts how many parts at most
     */
    public static LiveSeries of(TraceRecords records, int parts) {
        long first = Long.MAX_VALUE;
        long last = 0;
        for (int record = 0; record < records.size(); record++) {
            if (records.kind(record) == RecordKind.MAP || records.kind(record) == RecordKind.UNMAP) {
                first = Math.min(first, records.timeUs(record));
                last = Math.max(last, records.timeUs(record));
            }
        }
        if (first == Long.MAX_VALUE) {
            return new LiveSeries(0, 1, new long[0], new long[0]);
        }
        long partUs = (last - first) / parts + 1;
        long[] mappings = new long[(int) ((last - first) / partUs) + 1];
        long[] pages = new long[mappings.length];
        List<TreeMap<Long, Long>> live = new ArrayList<>();
        for (int device = 0; device <= records.summary().devices().size(); device++) {
            live.add(new TreeMap<>());
        }
        long liveMappings = 0;
        long livePages = 0;
        int part = 0;
        for (int record = 0; record < records.size(); record++) {
            RecordKind kind = records.kind(record);
            if (kind != RecordKind.MAP && kind != RecordKind.UNMAP) {
                continue;
            }
            int now = (int) ((records.timeUs(record) - first) / partUs);
            // What was mapped stays so through parts in which nothing happens.
            for (; part < now; part++) {
                mappings[part + 1] = liveMappings;
                pages[part + 1] = livePages;
            }
            TreeMap<Long, Long> device = live.get(records.device(record) + 1);
            long iova = records.address(record);
            long bytes = records.length(record);
            if (kind == RecordKind.MAP) {
                Long before = device.put(iova, bytes);
                liveMappings += before == null ? 1 : 0;
                livePages += (bytes >> PAGE_SHIFT) - (before == null ? 0 : before >> PAGE_SHIFT);
            } else {
                var gone = device.subMap(iova, iova + Math.max(1, bytes));
                liveMappings -= gone.size();
                livePages -= gone.values().stream()
                        .mapToLong(size -> size >> PAGE_SHIFT)
                        .sum();
                gone.clear();
            }
            mappings[part] = Math.max(mappings[part], liveMappings);
            pages[part] = Math.max(pages[part], livePages);
        }
        return new LiveSeries(first, partUs, mappings, pages);
    }
}
