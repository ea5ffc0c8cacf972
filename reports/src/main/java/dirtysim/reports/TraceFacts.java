package dirtysim.reports;

import java.util.List;
import java.util.Map;

/**
 * What the page about a trace shows.
 *
 * @param name the trace
 * @param notes what one must know before trusting a figure
 * @param sections small tables
 * @param live what is mapped over time
 * @param sizes number of mappings by size, as written, the most frequent first
 * @param lifetimeUs every time from map to unmap in microseconds, ascending, by direction
 * @param reuseDistance every number of maps between an unmap of an IOVA page and its next map, ascending
 * @param windows pages by windows, from the shortest windows on
 */
public record TraceFacts(
        String name,
        List<String> notes,
        List<Section> sections,
        Live live,
        Map<String, Long> sizes,
        Map<String, long[]> lifetimeUs,
        long[] reuseDistance,
        List<Windows> windows) {
    /**
     * A small table.
     *
     * @param title what it is about
     * @param head headings of the columns; none where rows are pairs of a name and words
     * @param rows the cells
     */
    public record Section(String title, List<String> head, List<List<String>> rows) {}

    /**
     * The most that is mapped at once, by equal parts of the recording.
     *
     * @param partUs length of a part
     * @param mappings mappings
     * @param pages pages of 4 KiB
     */
    public record Live(long partUs, long[] mappings, long[] pages) {}

    /**
     * Different pages by windows of one length.
     *
     * @param lengthUs length of a window
     * @param mapped pages mapped for a device to write
     * @param modelled pages written by the model
     * @param exact pages that were written; null if it is not known
     */
    public record Windows(long lengthUs, int[] mapped, int[] modelled, int[] exact) {}
}
