package dirtysim.bench.suite;

import dirtysim.bench.suite.YamlNode.Kind;
import dirtysim.host.CostModel;
import dirtysim.host.HostProfile;
import dirtysim.host.InputException;
import dirtysim.host.Nearest;
import dirtysim.host.Parameter;
import dirtysim.host.Parameter.Status;
import dirtysim.host.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads a host profile. Its shape is described in the module's README; anything that does not fit that shape is refused
 * with file, line, column, the key and the keys there are. No value goes without a source.
 */
final class ProfileReader {
    private static final Set<String> PROFILE_KEYS = ordered("profile", "description", "parameters");
    private static final Set<String> VALUE_KEYS = ordered("value", "source", "status");
    private static final List<String> STATUSES = Arrays.stream(Status.values())
            .map(status -> status.name().toLowerCase(Locale.ROOT))
            .toList();

    private ProfileReader() {}

    /**
     * @param text the file's content
     * @param file what to call it in an error
     * @throws InputException at whatever the shape does not allow, an unknown parameter, or a value out of its range
     */
    static Profile read(String text, String file) {
        YamlNode root = YamlFile.read(text, file, "profile").expect(Kind.MAPPING, "the file", "'profile: NAME' first");
        root.onlyKeys(PROFILE_KEYS);
        String name = root.required("profile", "'profile: NAME'").name("profile");
        YamlNode parameters = root.required("parameters", "'parameters:' with those that differ from their default")
                .expect(Kind.MAPPING, "parameters", "'scan-per-pte-ns:' and the like below it, or {}");
        CostModel costs = CostModel.defaults();
        List<HostProfile.Value> values = new ArrayList<>();
        for (Map.Entry<String, YamlNode.Entry> entry : parameters.entries().entrySet()) {
            String key = entry.getKey();
            int index = index(key, entry.getValue().where());
            YamlNode given = entry.getValue().value().expect(Kind.MAPPING, key, "value, source and status below it");
            given.onlyKeys(VALUE_KEYS);
            YamlNode value = given.required("value", "'value: NUMBER', or 'value: WORD' of a choice");
            costs = Parameters.with(costs, Map.of(key, ModelValue.text(key, "value", value)), value.where());
            values.add(new HostProfile.Value(key, Parameters.values(costs)[index], source(given), status(given)));
        }
        return new Profile(new HostProfile(name, values), root.description(), costs);
    }

    private static int index(String key, String where) {
        List<String> keys = Parameters.declared().stream().map(Parameter::key).toList();
        if (!keys.contains(key)) {
            throw Settings.noParameter(key, keys, "'list parameters' names them all", where);
        }
        return keys.indexOf(key);
    }

    private static String source(YamlNode given) {
        YamlNode source = given.required("source", "'source: where the value comes from'")
                .expect(Kind.TEXT, "source", "where the value comes from");
        if (source.text().isBlank()) {
            throw new InputException(source.where(), "the source is empty", "say where the value comes from");
        }
        return source.text().strip();
    }

    private static Status status(YamlNode given) {
        YamlNode status = given.required("status", "'status: assumption', or how well the value is known")
                .expect(Kind.TEXT, "status", "one of " + String.join(", ", STATUSES));
        int index = STATUSES.indexOf(status.text());
        if (index < 0) {
            throw new InputException(
                    status.where(), "'" + status.text() + "' is no status", Nearest.mend(status.text(), STATUSES));
        }
        return Status.values()[index];
    }

    private static Set<String> ordered(String... keys) {
        return new LinkedHashSet<>(List.of(keys));
    }
}
