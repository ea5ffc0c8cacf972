package dirtysim.bench.timeline;

import java.util.List;

/**
 * What was drawn of a run.
 *
 * @param run what it is called
 * @param tracks those that did anything
 * @param leftOutTracks tracks beyond the most that are drawn
 * @param leftOutSpans their spans
 * @param leftOutBusyPs the sum of these
 */
record RunDrawn(String run, List<TrackDrawn> tracks, long leftOutTracks, long leftOutSpans, long leftOutBusyPs) {
    /**
     * @param track its name
     * @param spans how many there were
     * @param events how many are drawn
     * @param widestPs how wide the windows became within which spans were joined; 0 if none was
     */
    record TrackDrawn(String track, long spans, long events, long widestPs) {}
}
