package dirtysim.workloads.info;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.host.PlainText;
import dirtysim.workloads.Trace;
import dirtysim.workloads.record.RecordingSummary;
import dirtysim.workloads.record.TraceRecords;
import dirtysim.workloads.replay.WorkloadConverter;
import dirtysim.workloads.statistics.TraceStatistics;
import java.util.ArrayList;
import java.util.List;

/**
 * What there is to say of a recording on one page.
 *
 * @param name the trace
 * @param notes what one must know before trusting a figure
 * @param sections the page, from the recording itself to its details
 */
public record TraceInfo(String name, List<String> notes, List<Section> sections) {
    private static final String CLOCK_CHOSEN = ".*\\[([a-z_0-9-]+)].*";

    /** Defensive copies. */
    public TraceInfo {
        notes = notes.stream().map(PlainText::of).toList();
        sections = List.copyOf(sections);
    }

    /**
     * Gathers it.
     *
     * @param trace a recording
     * @param bytesPerSecond rates for which a time scale is to be suggested
     * @throws dirtysim.host.InputException if the trace is generated
     */
    public static TraceInfo of(Trace trace, List<Double> bytesPerSecond) {
        TraceStatistics statistics = trace.statistics();
        JsonNode stats = statistics.toJson().get("stats");
        List<Section> sections = new ArrayList<>();
        sections.add(recording(trace, stats));
        sections.add(ReplaySection.of(trace, bytesPerSecond));
        sections.addAll(FigureSections.of(stats, lazy(trace.records())));
        return new TraceInfo(trace.name(), trace.notes(), sections);
    }

    private static Section recording(Trace trace, JsonNode stats) {
        ObjectNode said = trace.provenance();
        TraceRecords records = trace.records();
        RecordingSummary summary = records.summary();
        Section.Writer page = new Section.Writer("Recording");
        page.row("load", words(said, "workload", "not said") + words(said, "workload_arg", "", " "));
        page.row("recorder", words(said, "recorder", "not said") + words(said, "source", "", ", file "));
        page.row("guest", guest(said, records));
        page.row("machine", words(said, "qemu_version", "not said"));
        page.row("when", when(said, records));
        page.row(
                "length",
                NumberText.count(summary.totalEvents()) + " events"
                        + (summary.events("map") == 0
                                ? ""
                                : ", "
                                        + NumberText.time(Math.round(
                                                stats.get("iommu_span_s").asDouble() * 1e6))
                                        + " from the first map or unmap to the last"));
        page.row(
                "lost",
                summary.lostEvents() > 0
                        ? NumberText.count(summary.lostEvents()) + " events in " + NumberText.count(summary.lostGaps())
                                + " gaps"
                        : "nothing that the recording tells of");
        return page.section();
    }

    private static String guest(ObjectNode said, TraceRecords records) {
        List<String> parts = new ArrayList<>();
        if (said.hasNonNull("guest_kernel")) {
            // As uname -a prints it: of that, system and release.
            String[] words = said.get("guest_kernel").asText().split(" ", 4);
            parts.add(words.length < 3 ? said.get("guest_kernel").asText() : words[0] + " " + words[2]);
        }
        if (said.has("vcpus")) {
            parts.add(said.get("vcpus").asText() + " vCPUs");
        }
        if (said.has("guest_ram_mib")) {
            parts.add(NumberText.size(said.get("guest_ram_mib").asLong() << 20) + " of RAM");
        }
        if (records.summary().events("map") > 0) {
            parts.add(lazy(records) ? "lazy flushes" : "strict flushes");
        }
        if (said.has("caching_mode")) {
            parts.add("caching mode " + said.get("caching_mode").asText());
        }
        return String.join(", ", parts);
    }

    private static String when(ObjectNode said, TraceRecords records) {
        String clock = words(said, "trace_clock", "").replaceFirst(CLOCK_CHOSEN, "$1");
        String day = words(said, "recorded", "the day is not said");
        return records.size() == 0
                ? day
                : day + "; from " + seconds(records, 0) + " to " + seconds(records, records.size() - 1)
                        + " s on its clock" + (clock.isEmpty() ? "" : " (" + clock + ")");
    }

    private static String seconds(TraceRecords records, int record) {
        long us = records.timeUs(record);
        return NumberText.count(us / 1_000_000) + "."
                + Long.toString(1_000 + us / 1_000 % 1_000).substring(1);
    }

    private static String words(ObjectNode said, String key, String otherwise) {
        return words(said, key, otherwise, "");
    }

    private static String words(ObjectNode said, String key, String otherwise, String before) {
        JsonNode value = said.path(key);
        return value.isValueNode() && !value.asText().isEmpty() ? before + value.asText() : otherwise;
    }

    private static boolean lazy(TraceRecords records) {
        return WorkloadConverter.lazy(records);
    }

    /** The page as text: lines of at most 120 characters as long as names are not longer, ended by a line feed. */
    public String text() {
        return InfoText.of(this);
    }
}
