package dirtysim.workloads.shape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The provenance of what was shaped: that of its source, or of all its sources, and what was done to them. */
final class ShapedProvenance {
    private static final long MIB = 1L << 20;

    private final List<NamedRecording> from;
    private final List<String> done;

    ShapedProvenance(List<NamedRecording> from, List<String> done) {
        this.from = from;
        this.done = done;
    }

    /** @param ramBytes 0 if it is that of the source */
    ObjectNode of(int vcpus, long ramBytes) {
        ObjectNode provenance;
        if (from.size() == 1) {
            provenance = from.get(0).provenance().deepCopy();
        } else {
            provenance = JsonNodeFactory.instance.objectNode();
            provenance.put(
                    "source",
                    String.join(", ", from.stream().map(NamedRecording::name).toList()));
            ArrayNode merged = provenance.putArray("merged");
            from.forEach(one -> merged.addObject()
                    .put("name", one.name())
                    .set("provenance", one.provenance().deepCopy()));
            if (from.get(0).provenance().hasNonNull("mode")) {
                provenance.set("mode", from.get(0).provenance().get("mode"));
            }
        }
        provenance.put("vcpus", vcpus);
        if (ramBytes > 0) {
            provenance.put("guest_ram_mib", ramBytes / MIB);
        }
        ArrayNode before = provenance.withArray("shaped");
        done.forEach(before::add);
        return provenance;
    }
}
