package dirtysim.workloads.statistics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.workloads.record.TraceRecords;

/** The figures of one recording, to be read by programs; {@link dirtysim.workloads.info} makes a page for people of them. */
public final class TraceStatistics {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final long lostEvents;
    private final ObjectNode provenance;
    private final ObjectNode stats;
    private final Distributions distributions;

    /**
     * Computes the figures.
     *
     * @param name name of the recording
     * @param provenance where it comes from
     */
    public TraceStatistics(String name, TraceRecords records, ObjectNode provenance) {
        this.name = name;
        this.provenance = provenance;
        lostEvents = records.summary().lostEvents();
        StatisticsCalculator calculated = StatisticsCalculator.over(records);
        stats = calculated.toJson();
        distributions = calculated.distributions();
    }

    /** {@code name}, {@code lost_events}, {@code provenance}, and the figures as {@code stats}; a copy. */
    public ObjectNode toJson() {
        ObjectNode json = JSON.createObjectNode();
        json.put("name", name);
        json.put("lost_events", lostEvents);
        json.set("provenance", provenance.deepCopy());
        json.set("stats", stats.deepCopy());
        return json;
    }

    /** The samples behind the quantiles of lifetimes and reuse. */
    public Distributions distributions() {
        return distributions;
    }
}
