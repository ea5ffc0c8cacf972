package dirtysim.workloads;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.files.InputFile;
import dirtysim.host.InputException;
import dirtysim.host.PlainText;
import dirtysim.workloads.record.Imported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a recording comes from. A recording script may write it beside the recording, as {@code NAME.meta.json}; what
 * it says of the guest goes into a conversion, its statistics do not.
 */
final class Provenance {
    /** Key of what the importer has to say, an array of sentences. */
    static final String NOTES = "import_notes";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TAKEN = List.of(
            "name",
            "mode",
            "guest_kernel",
            "qemu_version",
            "guest_ram_mib",
            "vcpus",
            "caching_mode",
            "trace_clock",
            "workload",
            "workload_arg",
            "devices");

    private Provenance() {}

    static ObjectNode of(Path file, String name, Imported imported) {
        ObjectNode provenance = JSON.createObjectNode();
        provenance.put("source", PlainText.of(file.getFileName().toString()));
        provenance.put("recorder", imported.recorder());
        Path meta = file.resolveSibling(name + ".meta.json");
        if (Files.isRegularFile(meta)) {
            JsonNode said = read(meta);
            for (String key : TAKEN) {
                if (said.has(key)) {
                    provenance.set(key, said.get(key));
                }
            }
        }
        provenance.put("converted", "maps and unmaps attributed by the dma events of the same task");
        if (!imported.notes().isEmpty()) {
            imported.notes().forEach(provenance.putArray(NOTES)::add);
        }
        return provenance;
    }

    private static JsonNode read(Path meta) {
        try {
            return JSON.readTree(InputFile.text(meta));
        } catch (JsonProcessingException e) {
            throw new InputException(
                    meta + ", line " + e.getLocation().getLineNr(),
                    "this is no JSON",
                    "mend the file or move it away",
                    e);
        } catch (IOException e) {
            throw new InputException(meta.toString(), "the file cannot be read", "make it readable or move it away", e);
        }
    }
}
