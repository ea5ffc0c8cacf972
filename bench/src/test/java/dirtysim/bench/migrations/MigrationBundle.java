package dirtysim.bench.migrations;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the resource of bundled migrations out of a folder of them as they were recorded: of each file the fields that {@link
 * RecordedMigrations} reads, one line a migration, by name. Run it from the module's folder with the folder of files as its
 * argument.
 */
final class MigrationBundle {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path RESOURCE =
            Path.of("src", "main", "resources", "dirtysim", "bench", "migrations", RecordedMigrations.BUNDLED);
    private static final List<String> CONFIG = List.of(
            "name",
            "guest_ram_bytes",
            "nonzero_bytes",
            "working_set_bytes",
            "pattern",
            "params",
            "rate_pages_per_s",
            "bandwidth_bytes_per_s",
            "link_proxy_bytes_per_s",
            "downtime_limit_ms",
            "qemu_version",
            "auto_converge",
            "migration_parameters");
    private static final List<String> THROTTLE =
            List.of("throttle-trigger-threshold", "cpu-throttle-initial", "cpu-throttle-increment", "max-cpu-throttle");
    private static final List<String> RESULT = List.of(
            "status",
            "total_ms",
            "downtime_ms",
            "dirty_sync_count",
            "transferred_bytes",
            "effective_bandwidth_bytes_per_s",
            "throttle_events_ms");

    private MigrationBundle() {}

    /** The bundle of a folder, not yet compressed. */
    static String of(Path folder) throws IOException {
        StringBuilder lines = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                ObjectNode run = (ObjectNode) MAPPER.readTree(Files.readAllBytes(file));
                run.retain("config", "result", "guest_rate");
                ((ObjectNode) run.get("config")).retain(CONFIG);
                ((ObjectNode) run.get("config").get("migration_parameters")).retain(THROTTLE);
                ((ObjectNode) run.get("result")).retain(RESULT);
                lines.append(MAPPER.writeValueAsString(run)).append('\n');
            }
        }
        return lines.toString();
    }

    public static void main(String[] folder) throws IOException {
        Files.createDirectories(RESOURCE.getParent());
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(RESOURCE))) {
            out.write(of(Path.of(folder[0])).getBytes(StandardCharsets.UTF_8));
        }
    }
}
