package dirtysim.bench.migrations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dirtysim.bench.migrations.RecordedMigration.RatePoint;
import dirtysim.bench.migrations.RecordedMigration.Throttle;
import dirtysim.files.InputFile;
import dirtysim.host.InputException;
import dirtysim.host.PlainText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads real migrations: those that come with the program, or a folder of JSON files, one a migration. */
public final class RecordedMigrations {
    /** The bundled ones, a line of JSON each, with the fields that are read here. */
    static final String BUNDLED = "qemu-7.2.jsonl.gz";

    private static final String MEND = "give a folder of migrations as they were recorded, one JSON file each";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long PAGE = 4096;
    private static final double MOST_BYTES = 1e14;
    private static final double MOST_PER_SECOND = 1e12;
    private static final double MOST_MS = 3_600_000;

    private RecordedMigrations() {}

    /** Those that come with the program. */
    public static List<RecordedMigration> bundled() {
        try (InputStream in = RecordedMigrations.class.getResourceAsStream(BUNDLED);
                GZIPInputStream unpacked = new GZIPInputStream(in)) {
            String text = new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
            List<RecordedMigration> runs = new ArrayList<>();
            text.lines().forEach(line -> runs.add(parse(line, BUNDLED + ", line " + (runs.size() + 1))));
            return runs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Those of a folder, by name.
     *
     * @throws InputException if it is no folder, holds none, or one of them cannot be read
     */
    public static List<RecordedMigration> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new InputException(folder.toString(), "there is no such folder", MEND);
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.getFileName().toString().endsWith(".json") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
        if (files.isEmpty()) {
            throw new InputException(folder.toString(), "there is no JSON file in it", MEND);
        }
        List<RecordedMigration> runs = new ArrayList<>();
        for (Path file : files) {
            runs.add(parse(InputFile.largeText(file), file.toString()));
        }
        return runs;
    }

    /**
     * Reads one.
     *
     * @param json its text
     * @param where what to blame in an error
     */
    static RecordedMigration parse(String json, String where) {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new InputException(where, "this is no JSON", MEND, e);
        }
        Fields config = new Fields(root.path("config"), "config", where);
        Fields result = new Fields(root.path("result"), "result", where);
        Fields qemu = new Fields(config.node().path("migration_parameters"), "config.migration_parameters", where);
        long workingSet = bytes(config, "working_set_bytes", 0);
        String status = result.text("status");
        return new RecordedMigration(
                PlainText.of(config.text("name")),
                bytes(config, "guest_ram_bytes", PAGE),
                bytes(config, "nonzero_bytes", 0),
                workingSet,
                pattern(config, where),
                rates(root, config, where),
                config.number("bandwidth_bytes_per_s", 1, MOST_PER_SECOND),
                result.number("effective_bandwidth_bytes_per_s", 1, MOST_PER_SECOND),
                config.node().path("link_proxy_bytes_per_s").isNumber(),
                config.number("downtime_limit_ms", 0, MOST_MS),
                config.node().path("auto_converge").asBoolean(),
                new Throttle(
                        qemu.number("throttle-trigger-threshold", 1, 100, 50),
                        qemu.number("cpu-throttle-initial", 1, 99, 20),
                        qemu.number("cpu-throttle-increment", 1, 99, 10),
                        qemu.number("max-cpu-throttle", 1, 99, 99)),
                status.equals("completed"),
                result.number("total_ms", 0, MOST_MS),
                result.number("transferred_bytes", 0, MOST_BYTES),
                result.number("dirty_sync_count", 0, MOST_MS),
                status.equals("completed") ? result.number("downtime_ms", 0, MOST_MS) : Double.NaN,
                events(result, where));
    }

    private static long bytes(Fields fields, String name, double least) {
        return (long) fields.number(name, least, MOST_BYTES) / PAGE * PAGE;
    }

    private static String pattern(Fields config, String where) {
        Fields params = new Fields(config.node().path("params"), "config.params", where);
        String pattern = config.text("pattern");
        return switch (pattern) {
            case "idle", "uniform", "dma" -> "uniform";
            case "seq" -> "sequential";
            case "hot" ->
                String.format(
                        Locale.ROOT,
                        "hot-cold:%.6f%%/%.6f%%",
                        100 * params.number("hot", 1, MOST_BYTES) / params.number("W", 1, MOST_BYTES),
                        params.number("prob", 0, 1000) / 10);
            case "zipf" -> "zipf:" + params.number("s", 0.01, 4);
            default ->
                throw new InputException(
                        where, "config.pattern is '" + pattern + "'", "write idle, uniform, seq, hot, zipf or dma");
        };
    }

    private static List<RatePoint> rates(JsonNode root, Fields config, String where) {
        List<RatePoint> points = new ArrayList<>();
        for (JsonNode pair : root.path("guest_rate")) {
            if (!pair.path(0).isNumber()
                    || !pair.path(1).isNumber()
                    || pair.path(1).doubleValue() < 0) {
                throw new InputException(where, "guest_rate holds what is no time and rate", MEND);
            }
            double until = pair.path(0).doubleValue();
            if (until > (points.isEmpty() ? 0 : points.get(points.size() - 1).untilS())) {
                points.add(new RatePoint(until, pair.path(1).doubleValue()));
            }
        }
        if (points.isEmpty()) {
            points.add(new RatePoint(1, config.number("rate_pages_per_s", 0, MOST_PER_SECOND)));
        }
        return points;
    }

    private static List<Double> events(Fields result, String where) {
        List<Double> events = new ArrayList<>();
        for (JsonNode event : result.node().path("throttle_events_ms")) {
            if (!event.isNumber()) {
                throw new InputException(where, "result.throttle_events_ms holds what is no time", MEND);
            }
            events.add(event.doubleValue());
        }
        return events;
    }
}
