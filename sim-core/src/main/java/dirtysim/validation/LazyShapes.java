package dirtysim.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a lazy guest's maps, unmaps and flushes look like: how many unmaps a flush covers, how long a stale translation
 * lives, what is mapped meanwhile, and how many mappings share a page. It is fed with events in order, recorded ones or
 * those of a replay, so that the two can be compared.
 *
 * <p>A flush covers the unmaps of its device before its begin. Their translations count as stale until its end.
 */
public final class LazyShapes {
    private static final int PAGE_SHIFT = 12;

    private final List<Device> devices = new ArrayList<>();
    private long[] delays = new long[1024];
    private int delayCount;
    private long[] covered = new long[256];
    private int coveredCount;
    private long reusedBeforeFlush;
    private long remappedWhileStale;
    private long maps;
    private long aliasedMaps;

    private record Unmap(long at, long firstPage, long pages) {}

    /** One device's mappings; addresses are page numbers. */
    private static final class Device {
        final TreeMap<Long, Long> live = new TreeMap<>();
        final TreeMap<Long, Integer> liveFrames = new TreeMap<>();
        /** Unmapped, and perhaps still cached: IOVA to frame. */
        final TreeMap<Long, Long> stale = new TreeMap<>();

        /** Frames of those, with their last unmap, until they are mapped again. */
        final TreeMap<Long, Unmap> staleFrames = new TreeMap<>();

        final List<Unmap> unflushed = new ArrayList<>();
        final List<Unmap> beingFlushed = new ArrayList<>();
    }

    /**
     * One contiguous run is mapped.
     *
     * @param device index of the device
     * @param iova first IOVA
     * @param gpa guest-physical address behind it
     * @param pages pages of 4 KiB
     */
    public void mapped(int device, long iova, long gpa, long pages) {
        Device of = device(device);
        boolean aliased = false;
        for (long page = 0; page < pages; page++) {
            long at = (iova >>> PAGE_SHIFT) + page;
            long frame = (gpa >>> PAGE_SHIFT) + page;
            reusedBeforeFlush += of.stale.containsKey(at) ? 1 : 0;
            remappedWhileStale += of.staleFrames.remove(frame) == null ? 0 : 1;
            Long before = of.live.put(at, frame);
            if (before != null) {
                count(of.liveFrames, before, -1);
            }
            aliased |= of.liveFrames.containsKey(frame);
            count(of.liveFrames, frame, 1);
        }
        maps++;
        aliasedMaps += aliased ? 1 : 0;
    }

    /**
     * A range is unmapped: the guest has cleared its entries.
     *
     * @param at when
     * @param device index of the device
     * @param iova first IOVA
     * @param pages pages of 4 KiB
     */
    public void unmapped(long at, int device, long iova, long pages) {
        Device of = device(device);
        Unmap unmap = new Unmap(at, iova >>> PAGE_SHIFT, pages);
        for (long page = unmap.firstPage(); page < unmap.firstPage() + pages; page++) {
            Long frame = of.live.remove(page);
            if (frame != null) {
                count(of.liveFrames, frame, -1);
                of.stale.put(page, frame);
                of.staleFrames.put(frame, unmap);
            }
        }
        of.unflushed.add(unmap);
    }

    /** A flush of a device's domain begins; it covers what is unmapped so far. */
    public void flushBegins(int device) {
        Device of = device(device);
        of.beingFlushed.addAll(of.unflushed);
        of.unflushed.clear();
    }

    /**
     * The flush of a device's domain that began last has ended.
     *
     * @param at when
     */
    public void flushEnds(long at, int device) {
        Device of = device(device);
        for (Unmap unmap : of.beingFlushed) {
            for (long page = unmap.firstPage(); page < unmap.firstPage() + unmap.pages(); page++) {
                Long frame = of.stale.remove(page);
                if (frame != null) {
                    of.staleFrames.remove(frame, unmap);
                }
            }
            delays = room(delays, delayCount);
            delays[delayCount++] = at - unmap.at();
        }
        if (!of.beingFlushed.isEmpty()) {
            covered = room(covered, coveredCount);
            covered[coveredCount++] = of.beingFlushed.size();
        }
        of.beingFlushed.clear();
    }

    /** A share of the flush delays is no longer than this; in the unit of the times that it was fed with. */
    public long delay(double percent) {
        return percentile(Arrays.copyOf(delays, delayCount), percent);
    }

    /** A share of the flushes that cover anything cover no more unmaps than this. */
    public long unmapsPerFlush(double percent) {
        return percentile(Arrays.copyOf(covered, coveredCount), percent);
    }

    /** Unmaps that a flush has covered. */
    public long flushedUnmaps() {
        return delayCount;
    }

    /** Pages mapped at an IOVA whose translation was stale: a guest that does this has handed it out too early. */
    public long reusedBeforeFlush() {
        return reusedBeforeFlush;
    }

    /** Frames mapped again while the same device had a stale translation of them; each once for its last unmap. */
    public long remappedWhileStale() {
        return remappedWhileStale;
    }

    /** Contiguous runs mapped. */
    public long maps() {
        return maps;
    }

    /** Those of which a frame was mapped by the same device at another IOVA too. */
    public long aliasedMaps() {
        return aliasedMaps;
    }

    private Device device(int index) {
        while (devices.size() <= index) {
            devices.add(new Device());
        }
        return devices.get(index);
    }

    private static long[] room(long[] values, int count) {
        return count < values.length ? values : Arrays.copyOf(values, count * 2);
    }

    private static void count(Map<Long, Integer> frames, long frame, int change) {
        frames.merge(frame, change, (old, by) -> old + by == 0 ? null : Integer.valueOf(old + by));
    }

    private static long percentile(long[] values, double percent) {
        if (values.length == 0) {
            return 0;
        }
        Arrays.sort(values);
        int rank = (int) Math.ceil(percent / 100 * values.length);
        return values[Math.max(rank, 1) - 1];
    }
}
