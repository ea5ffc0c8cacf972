package dirtysim.workloads.info;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The statistics of a recording in the order in which a person asks for them. */
final class FigureSections {
    private final JsonNode stats;
    private final List<Section> sections = new ArrayList<>();

    private FigureSections(JsonNode stats) {
        this.stats = stats;
    }

    static List<Section> of(JsonNode stats, boolean lazy) {
        FigureSections page = new FigureSections(stats);
        page.devices();
        page.directions();
        page.sizes();
        if (page.maps() > 0) {
            page.live();
            page.lifetimes();
            page.reuse();
            page.flushes(lazy);
        }
        return page.sections;
    }

    private long maps() {
        return stats.path("events").path("map").asLong();
    }

    private void devices() {
        Section.Writer page = new Section.Writer("Devices", "device", "mapping calls", "share");
        shares(page, stats.get("devices"));
        addIfAny(page);
    }

    private void directions() {
        Section.Writer page = new Section.Writer("Directions", "direction", "calls", "bytes of calls", "pages mapped");
        stats.get("dir_dma_calls")
                .properties()
                .forEach(entry -> page.row(
                        entry.getKey(),
                        NumberText.count(entry.getValue().asLong()),
                        NumberText.count(
                                stats.get("dir_bytes").path(entry.getKey()).asLong()),
                        NumberText.count(stats.get("dir_mapped_pages")
                                .path(entry.getKey())
                                .asLong())));
        addIfAny(page);
    }

    private void sizes() {
        Section.Writer page = new Section.Writer("Sizes of mappings", "size", "maps", "share");
        long all = maps();
        long shown = 0;
        for (Map.Entry<String, JsonNode> entry : stats.get("map_size_bytes").properties()) {
            long count = entry.getValue().asLong();
            page.row(
                    NumberText.size(Long.parseLong(entry.getKey())),
                    NumberText.count(count),
                    NumberText.share(count, all));
            shown += count;
        }
        if (all > shown) {
            page.row("other", NumberText.count(all - shown), NumberText.share(all - shown, all));
        }
        addIfAny(page);
    }

    private void live() {
        sections.add(new Section.Writer("Live mappings")
                .row(
                        "most at once",
                        count("max_live_mappings") + " mappings; " + count("max_live_pages") + " pages of 4 KiB")
                .row("at the end", count("live_at_end") + " mappings")
                .row(
                        "guest pages",
                        count("pa_pages_distinct") + " different ones, under " + count("iova_pages_distinct")
                                + " different pages of IOVA")
                .row(
                        "aliasing",
                        NumberText.share(number("pa_alias_map_events"), maps())
                                + " of the mappings had a page that was mapped at another IOVA too; at most "
                                + count("pa_alias_max") + " mappings of one page")
                .section());
    }

    private void lifetimes() {
        Section.Writer page = new Section.Writer(
                "Lifetimes, from map to unmap", "direction", "number", "p50", "p90", "p99", "longest");
        quantiles(page, "all", stats.get("lifetime_us"), true);
        if (stats.get("lifetime_us_by_dir").size() > 1) {
            stats.get("lifetime_us_by_dir")
                    .properties()
                    .forEach(entry -> quantiles(
                            page, entry.getKey().equals("None") ? "unknown" : entry.getKey(), entry.getValue(), true));
        }
        addIfAny(page);
    }

    private void reuse() {
        Section.Writer words = new Section.Writer("Reuse of IOVAs");
        words.row(
                "how often",
                NumberText.share(number("iova_page_reuse"), number("page_maps"))
                        + " of the page maps reuse an IOVA page, "
                        + NumberText.share(number("iova_reuse_diff_pa"), number("iova_page_reuse"))
                        + " of those for another guest page");
        sections.add(words.section());
        Section.Writer page = new Section.Writer(
                "From an unmap to the next map of the IOVA page", "in", "number", "p50", "p90", "p99", "longest");
        quantiles(page, "map events", stats.get("iova_reuse_distance_mapevents"), false);
        quantiles(page, "time", stats.get("iova_reuse_gap_us"), true);
        addIfAny(page);
    }

    private void flushes(boolean lazy) {
        Section.Writer page = new Section.Writer(
                "IOTLB flushes of a " + (lazy ? "lazy" : "strict") + " guest",
                "",
                "number",
                "p50",
                "p90",
                "p99",
                "longest");
        quantiles(page, "unmap to flush", stats.get("unmap_to_iotlb_flush_us"), true);
        quantiles(page, "unmaps in a flush", stats.get("lazy_unmaps_per_flush"), false);
        addIfAny(page);
    }

    private void shares(Section.Writer page, JsonNode counts) {
        long all = 0;
        for (Map.Entry<String, JsonNode> entry : counts.properties()) {
            all += entry.getValue().asLong();
        }
        for (Map.Entry<String, JsonNode> entry : counts.properties()) {
            long count = entry.getValue().asLong();
            page.row(entry.getKey(), NumberText.count(count), NumberText.share(count, all));
        }
    }

    private static void quantiles(Section.Writer page, String name, JsonNode samples, boolean time) {
        if (samples != null && samples.isObject()) {
            page.row(
                    name,
                    NumberText.count(samples.get("n").asLong()),
                    value(samples, "p50", time),
                    value(samples, "p90", time),
                    value(samples, "p99", time),
                    value(samples, "max", time));
        }
    }

    private static String value(JsonNode samples, String key, boolean time) {
        long value = samples.get(key).asLong();
        return time ? NumberText.time(value) : NumberText.count(value);
    }

    private void addIfAny(Section.Writer page) {
        if (!page.section().rows().isEmpty()) {
            sections.add(page.section());
        }
    }

    private String count(String key) {
        return NumberText.count(stats.get(key).asLong());
    }

    private double number(String key) {
        return stats.get(key).asDouble();
    }
}
