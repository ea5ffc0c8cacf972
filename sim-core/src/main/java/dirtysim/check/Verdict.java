package dirtysim.check;

import java.util.List;

/**
 * What the checker found out about one scheme in one universe.
 *
 * @param scheme its id
 * @param universe what was gone through
 * @param states states met, all different
 * @param depth steps of the longest of the schedules gone through
 * @param exhausted whether every state that can be reached was; if not, schedules were cut at that depth
 * @param schedule a shortest schedule that loses a page; empty if none was found
 * @param lostPages the pages that it loses
 */
public record Verdict(
        String scheme,
        Universe universe,
        long states,
        int depth,
        boolean exhausted,
        List<TraceLine> schedule,
        List<Integer> lostPages) {
    /** Takes copies of the lists. */
    public Verdict {
        schedule = List.copyOf(schedule);
        lostPages = List.copyOf(lostPages);
    }

    /** Whether a page is lost. */
    public boolean loses() {
        return !schedule.isEmpty();
    }
}
