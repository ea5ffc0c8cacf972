package dirtysim.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.reports.compare.Case;
import dirtysim.reports.compare.Comparison;
import dirtysim.reports.compare.Measure;
import dirtysim.reports.sensitivity.Point;
import dirtysim.scenario.RunRecord;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the script of the page works on, as JSON in the page: {@code csv}, the whole {@code results.csv}; {@code cases}, the labels
 * that elements of the page carry; {@code rows}, for each row of the CSV the place of its label among these, -1 for a run that
 * the page shows under sensitivity only; {@code measures}, for each bar chart the column that it shows.
 *
 * <p>It stands in a script element of a type that no browser runs. Every {@code <} is escaped, so that no name can end that
 * element.
 */
final class PageData {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double PS_PER_NS = 1e3;
    private static final double PS_PER_MS = 1e9;
    private static final double PERCENT = 100;

    private PageData() {}

    static String of(List<RunRecord> runs) {
        ObjectNode data = JSON.createObjectNode();
        data.put("csv", ResultsCsv.render(runs));
        Map<RunRecord, Integer> places = new IdentityHashMap<>();
        ArrayNode cases = data.putArray("cases");
        for (Case c : Comparison.of(Point.withoutVaried(runs)).cases()) {
            int place = cases.size();
            cases.add(c.label());
            c.replications().values().forEach(its -> its.forEach(run -> places.put(run, place)));
        }
        ArrayNode rows = data.putArray("rows");
        runs.forEach(run -> rows.add(places.getOrDefault(run, -1)));
        ArrayNode measures = data.putArray("measures");
        for (Measure measure : Measure.values()) {
            Column column = column(measure);
            measures.addObject()
                    .put("figure", measure.id())
                    .put("title", measure.title())
                    .put("column", column.name())
                    .put("factor", column.factor())
                    .put("plus", measure == Measure.SLOWDOWN ? -PERCENT : 0)
                    .put("unit", measure.unit().name());
        }
        try {
            return JSON.writeValueAsString(data).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of text and numbers", e);
        }
    }

    /** @param factor what a figure of the column is multiplied with to be in the unit of the measure */
    private record Column(String name, double factor) {}

    private static Column column(Measure measure) {
        return switch (measure) {
            case LOST -> new Column("lost_pages", 1);
            case TOTAL -> new Column("total_ms", PS_PER_MS);
            case DOWNTIME -> new Column("downtime_ms", PS_PER_MS);
            case SENT -> new Column("sent_bytes", 1);
            case FALSE_DIRTY -> new Column("false_dirty_pages", 1);
            case SLOWDOWN -> new Column("guest_slowdown", PERCENT);
            case FLUSH_UNMAP_P50 -> new Column("flush_unmap_ns_p50", PS_PER_NS);
            case FLUSH_UNMAP_P99 -> new Column("flush_unmap_ns_p99", PS_PER_NS);
            case FLUSH_UNMAP_TOTAL -> new Column("flush_unmap_ns_total", PS_PER_NS);
            case FLUSH_QUERY_P50 -> new Column("flush_query_ns_p50", PS_PER_NS);
            case COPY_P50 -> new Column("copy_ns_p50", PS_PER_NS);
            case HOST_CPU -> new Column("host_cpu_ms", PS_PER_MS);
            case PRECISION -> new Column("precision", PERCENT);
            case RECALL -> new Column("recall", PERCENT);
        };
    }
}
