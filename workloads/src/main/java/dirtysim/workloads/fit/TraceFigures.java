package dirtysim.workloads.fit;

import dirtysim.engine.SimTime;
import dirtysim.guest.Workload;
import dirtysim.workloads.fit.MappingLog.Mapping;
import dirtysim.workloads.fit.MappingLog.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.LongHashSet;

/**
 * What a recording and a guest fitted to it are compared by: figures of the body, as {@code trace info} has them of a whole
 * recording. A map is a segment, a mapping a call.
 */
final class TraceFigures {
    private static final int PAGE_SHIFT = 12;

    final double mapsPerSecond;
    final double callsPerSecond;
    final double meanLive;
    final long maxLive;
    /** Maps by pages. */
    final Map<Integer, Long> sizes = new TreeMap<>();

    final long maps;
    final Observed lifetimeUs = new Observed();
    /** Map events from the unmap of an IOVA page to its next map. */
    final Observed reuseDistance = new Observed();

    final double sharedShare;
    final long guestPages;

    TraceFigures(Workload workload) {
        MappingLog log = new MappingLog(workload);
        List<Long2LongHashMap> pagesOfDevice = new ArrayList<>();
        List<Long2LongHashMap> unmappedAt = new ArrayList<>();
        for (int device = 0; device < workload.devices().size(); device++) {
            pagesOfDevice.add(new Long2LongHashMap(0));
            unmappedAt.add(new Long2LongHashMap(-1));
        }
        log.setup.forEach(mapping -> SharedPages.add(pagesOfDevice.get(mapping.device), mapping, 1));
        LongHashSet touched = new LongHashSet();
        long segments = 0;
        long calls = 0;
        long shared = 0;
        long live = log.setup.size();
        long most = live;
        double livePs = 0;
        long lastPs = 0;
        for (Step step : log.body) {
            livePs += (double) live * (step.timePs() - lastPs);
            lastPs = step.timePs();
            Mapping mapping = step.mapping();
            Long2LongHashMap pages = pagesOfDevice.get(mapping.device);
            Long2LongHashMap unmapped = unmappedAt.get(mapping.device);
            long firstPage = mapping.iova >>> PAGE_SHIFT;
            if (!step.map()) {
                live--;
                SharedPages.add(pages, mapping, -1);
                if (mapping.mappedPs >= 0) {
                    lifetimeUs.add(SimTime.toMicros(step.timePs() - mapping.mappedPs));
                }
                for (int page = 0; page < mapping.pages; page++) {
                    unmapped.put(firstPage + page, segments);
                }
                continue;
            }
            live++;
            most = Math.max(most, live);
            calls++;
            long iovaPage = firstPage;
            for (int segment = 0; segment < mapping.firstPages.length; segment++) {
                segments++;
                sizes.merge(mapping.segmentPages[segment], 1L, Long::sum);
                shared += SharedPages.any(pages, mapping.firstPages[segment], mapping.segmentPages[segment]) ? 1 : 0;
                SharedPages.add(pages, mapping.firstPages[segment], mapping.segmentPages[segment], 1);
                for (int page = 0; page < mapping.segmentPages[segment]; page++) {
                    touched.add(((long) mapping.device << 50) + mapping.firstPages[segment] + page);
                    long at = unmapped.remove(iovaPage++);
                    if (at >= 0) {
                        reuseDistance.add(segments - at);
                    }
                }
            }
        }
        livePs += (double) live * (log.bodyPs - lastPs);
        double seconds = SimTime.toSeconds(Math.max(1, log.bodyPs));
        maps = segments;
        mapsPerSecond = segments / seconds;
        callsPerSecond = calls / seconds;
        meanLive = livePs / Math.max(1, log.bodyPs);
        maxLive = most;
        sharedShare = segments == 0 ? 0 : (double) shared / segments;
        guestPages = touched.size();
    }

    /** Half the sum of the differences of the shares of each size: 0 for the same mix, 1 for no size in common. */
    double sizeMixDistance(TraceFigures other) {
        Map<Integer, Double> shares = new TreeMap<>();
        sizes.forEach((pages, count) -> shares.merge(pages, (double) count / maps, Double::sum));
        other.sizes.forEach((pages, count) -> shares.merge(pages, -(double) count / other.maps, Double::sum));
        return shares.values().stream().mapToDouble(Math::abs).sum() / 2;
    }

    /** Mean pages of a map. */
    double meanPages() {
        return maps == 0
                ? 0
                : sizes.entrySet().stream()
                                .mapToDouble(size -> (double) size.getKey() * size.getValue())
                                .sum()
                        / maps;
    }
}
