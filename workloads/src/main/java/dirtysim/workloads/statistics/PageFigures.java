package dirtysim.workloads.statistics;

import org.agrona.collections.LongHashSet;

/** Sums over the {@link DevicePages} of all devices. */
final class PageFigures {
    long mapEvents;
    long liveMappings;
    long livePages;
    long maxLiveMappings;
    long maxLivePages;
    long pageMaps;
    long reuse;
    long reuseSameFrame;
    long reuseOtherFrame;
    long aliasMapEvents;
    long aliasMax;
    final LongHashSet frames = new LongHashSet();
    final Samples reuseGapUs = new Samples();
    final Samples reuseGapOtherFrameUs = new Samples();
    final Samples reuseDistance = new Samples();
}
