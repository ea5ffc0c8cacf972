package dirtysim.bench.timeline;

import dirtysim.engine.Timeline;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** The timeline of one run, whose time is counted from the start of the migration. */
final class RunTimeline implements Timeline {
    /** Most tracks of a run. */
    static final int TRACKS = 256;
    /** Tracks before these are of the migration, and come from the record. */
    private static final int FIRST_TRACK = 10;

    private final TraceEvents events;
    private final List<Track> tracks = new ArrayList<>();
    private final List<Counter> counters = new ArrayList<>();
    private long beganPs = Long.MAX_VALUE;
    private long leftOutTracks;
    private long leftOutSpans;
    private long leftOutBusyPs;

    /**
     * @param out takes the events
     * @param process number of the run
     * @param scenario what is run
     */
    RunTimeline(Writer out, int process, Scenario scenario) {
        events = new TraceEvents(out, process);
        events.process(name(scenario));
    }

    /** What a run is called. */
    static String name(Scenario scenario) {
        return scenario.scheme() + ", " + scenario.trace() + ", " + scenario.name() + ", seed " + scenario.seed();
    }

    @Override
    public int track(String name) {
        if (tracks.size() == TRACKS) {
            leftOutTracks++;
            return TRACKS;
        }
        tracks.add(new Track(name, FIRST_TRACK + tracks.size()));
        return tracks.size() - 1;
    }

    @Override
    public int counter(String name) {
        counters.add(new Counter(name));
        return counters.size() - 1;
    }

    @Override
    public void span(int track, String name, long beginPs, long endPs) {
        if (endPs < beganPs) {
            return;
        }
        long fromPs = Math.max(beginPs, beganPs) - beganPs;
        if (track == TRACKS) {
            leftOutSpans++;
            leftOutBusyPs += endPs - beganPs - fromPs;
        } else {
            tracks.get(track).span(events, name, fromPs, endPs - beganPs);
        }
    }

    @Override
    public void count(int counter, long atPs, long value) {
        if (atPs >= beganPs) {
            counters.get(counter).count(events, atPs - beganPs, value);
        }
    }

    @Override
    public void begins(long atPs) {
        beganPs = atPs;
    }

    @Override
    public void stops(long atPs) {
        tracks.forEach(track -> track.anew(events));
        counters.forEach(counter -> counter.anew(events));
    }

    /**
     * The run is over: draws what is held back, and what its record says of the migration.
     *
     * @return what was drawn of what there was
     */
    RunDrawn ended(RunRecord record) {
        tracks.forEach(track -> track.draw(events));
        counters.forEach(counter -> counter.draw(events));
        MigrationTracks.draw(record, events);
        events.flush();
        List<RunDrawn.TrackDrawn> drawn = tracks.stream()
                .filter(track -> track.spans() > 0)
                .map(track -> new RunDrawn.TrackDrawn(track.name(), track.spans(), track.drawn(), track.widestPs()))
                .toList();
        return new RunDrawn(name(record.scenario()), drawn, leftOutTracks, leftOutSpans, leftOutBusyPs);
    }
}
