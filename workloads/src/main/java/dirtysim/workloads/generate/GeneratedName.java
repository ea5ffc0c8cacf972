package dirtysim.workloads.generate;

import dirtysim.guest.Workload;
import dirtysim.host.InputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The name of a generated workload: {@code generated:KIND,KEY=VALUE,...}. What is not given has its default. The canonical
 * form lists, in the order of the kind, the parameters that studies vary and those that differ from their defaults, so two
 * names of one workload are one.
 */
public final class GeneratedName {
    /** What every such name begins with. */
    public static final String PREFIX = "generated:";

    /** The kinds there are. */
    public static final List<WorkloadKind> KINDS = List.of(new SteadyKind());

    private final WorkloadKind kind;
    private final Map<String, Long> values;

    private GeneratedName(WorkloadKind kind, Map<String, Long> values) {
        this.kind = kind;
        this.values = values;
    }

    /** Whether a trace's name is that of a generated workload. */
    public static boolean is(String name) {
        return name.startsWith(PREFIX);
    }

    /**
     * Reads a name.
     *
     * @param text what the user wrote, which {@link #is} such a name
     * @param where what to blame in an error
     * @throws InputException at an unknown kind or key, a key given twice, or a value that is none
     */
    public static GeneratedName parse(String text, String where) {
        String[] parts = text.substring(PREFIX.length()).split(",", -1);
        WorkloadKind kind = KINDS.stream()
                .filter(known -> known.id().equals(parts[0]))
                .findFirst()
                .orElseThrow(() -> new InputException(
                        where,
                        "no kind of generated workload is called '" + parts[0] + "'",
                        "take one of " + KINDS.stream().map(WorkloadKind::id).collect(Collectors.joining(", "))));
        Map<String, Long> given = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals < 0) {
                throw new InputException(where, "'" + parts[i] + "' has no value", "write KEY=VALUE: " + keys(kind));
            }
            String key = parts[i].substring(0, equals);
            KindParameter parameter = parameter(kind, key)
                    .orElseThrow(() ->
                            new InputException(where, kind.id() + " has no key '" + key + "'", "take " + keys(kind)));
            if (given.put(key, parameter.parse(parts[i].substring(equals + 1), where)) != null) {
                throw new InputException(where, key + " is given twice", "give it once");
            }
        }
        Map<String, Long> values = new LinkedHashMap<>();
        kind.parameters().forEach(p -> values.put(p.key(), given.getOrDefault(p.key(), p.standard())));
        return new GeneratedName(kind, values);
    }

    private static Optional<KindParameter> parameter(WorkloadKind kind, String key) {
        return kind.parameters().stream()
                .filter(known -> known.key().equals(key))
                .findFirst();
    }

    private static String keys(WorkloadKind kind) {
        return kind.parameters().stream()
                .map(p -> p.key() + " (" + p.range() + ")")
                .collect(Collectors.joining(", "));
    }

    /** The value of a parameter of the kind. */
    public long value(String key) {
        return values.get(key);
    }

    /** Makes the workload. */
    public Workload workload() {
        return kind.generate(this);
    }

    /** The canonical form. */
    public String canonical() {
        StringBuilder name = new StringBuilder(PREFIX).append(kind.id());
        for (KindParameter parameter : kind.parameters()) {
            long value = values.get(parameter.key());
            if (parameter.inName() || value != parameter.standard()) {
                name.append(',').append(parameter.key()).append('=').append(parameter.show(value));
            }
        }
        return name.toString();
    }

    @Override
    public String toString() {
        return canonical();
    }
}
