package dirtysim.workloads.statistics;

import java.util.function.LongConsumer;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.Long2ObjectHashMap;

/** The IOVA pages of one device: which are mapped to what, and what each was mapped to before. */
final class DevicePages {
    static final int PAGE_SHIFT = 12;
    private static final long NONE = Long.MIN_VALUE;

    private static final class Page {
        long frame = NONE;
        long lastFrame = NONE;
        long unmappedUs;
        long unmappedAtMap;
    }

    /** What becomes of all devices' pages together. */
    private final PageFigures figures;

    private final Long2ObjectHashMap<Page> pages = new Long2ObjectHashMap<>();
    private final Long2LongHashMap segments = new Long2LongHashMap(NONE);
    private final Long2LongHashMap mappingsOfFrame = new Long2LongHashMap(NONE);

    DevicePages(PageFigures figures) {
        this.figures = figures;
    }

    void map(long timeUs, long iova, long bytes, long physical) {
        if (segments.put(iova, timeUs) == NONE) {
            figures.liveMappings++;
        }
        boolean aliased = false;
        long count = bytes >> PAGE_SHIFT;
        for (long page = 0; page < count; page++) {
            aliased |= mapPage(timeUs, (iova >> PAGE_SHIFT) + page, (physical >> PAGE_SHIFT) + page);
        }
        if (aliased) {
            figures.aliasMapEvents++;
        }
        figures.maxLiveMappings = Math.max(figures.maxLiveMappings, figures.liveMappings);
        figures.maxLivePages = Math.max(figures.maxLivePages, figures.livePages);
    }

    private boolean mapPage(long timeUs, long number, long frame) {
        figures.pageMaps++;
        Page page = pages.get(number);
        if (page == null) {
            page = new Page();
            pages.put(number, page);
        } else {
            reuse(timeUs, page, frame);
        }
        if (page.frame != NONE) {
            // Only in a recording that lost the unmap: the new mapping takes the place of the old one.
            end(page);
        }
        page.frame = frame;
        figures.livePages++;
        figures.frames.add(frame);
        long sharers = Math.max(0, mappingsOfFrame.get(frame)) + 1;
        mappingsOfFrame.put(frame, sharers);
        figures.aliasMax = Math.max(figures.aliasMax, sharers);
        return sharers > 1;
    }

    private void end(Page page) {
        mappingsOfFrame.put(page.frame, mappingsOfFrame.get(page.frame) - 1);
        figures.livePages--;
        page.frame = NONE;
    }

    private void reuse(long timeUs, Page page, long frame) {
        figures.reuse++;
        if (page.lastFrame == frame) {
            figures.reuseSameFrame++;
        } else {
            figures.reuseOtherFrame++;
        }
        if (page.lastFrame != NONE) {
            figures.reuseGapUs.add(timeUs - page.unmappedUs);
            figures.reuseDistance.add(figures.mapEvents - page.unmappedAtMap);
            if (page.lastFrame != frame) {
                figures.reuseGapOtherFrameUs.add(timeUs - page.unmappedUs);
            }
        }
    }

    /** Calls {@code lifetime} with the map's time for each segment that begins in the range. */
    void unmap(long timeUs, long iova, long bytes, LongConsumer lifetime) {
        long count = bytes >> PAGE_SHIFT;
        for (long i = 0; i < count; i++) {
            long start = iova + (i << PAGE_SHIFT);
            long mappedUs = segments.remove(start);
            if (mappedUs != NONE) {
                figures.liveMappings--;
                lifetime.accept(timeUs - mappedUs);
            }
            Page page = pages.get(start >> PAGE_SHIFT);
            if (page != null && page.frame != NONE) {
                page.lastFrame = page.frame;
                end(page);
                page.unmappedUs = timeUs;
                page.unmappedAtMap = figures.mapEvents;
            }
        }
    }

    int distinct() {
        return pages.size();
    }
}
