package dirtysim.workloads.generate;

import dirtysim.host.InputException;
import dirtysim.host.Nearest;
import dirtysim.workloads.generate.KindParameter.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A kind of generated workload with a value for each of its parameters: one part of a {@link GeneratedName}. */
public final class KindValues {
    private final WorkloadKind kind;
    private final Map<String, Long> numbers = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Set<String> given = new TreeSet<>();

    private KindValues(WorkloadKind kind) {
        this.kind = kind;
        kind.parameters().forEach(parameter -> numbers.put(parameter.key(), parameter.standard()));
    }

    /** All at their defaults. */
    static KindValues standard(WorkloadKind kind) {
        return new KindValues(kind);
    }

    /**
     * Reads {@code KIND,KEY=VALUE,...}.
     *
     * @param where what to blame in an error
     * @throws InputException at an unknown kind or key, a key given twice, or a value that is none
     */
    static KindValues parse(String text, String where) {
        String[] parts = text.split(",", -1);
        List<String> ids = GeneratedName.KINDS.stream().map(WorkloadKind::id).toList();
        WorkloadKind kind = GeneratedName.KINDS.stream()
                .filter(known -> known.id().equals(parts[0]))
                .findFirst()
                .orElseThrow(() -> new InputException(
                        where,
                        "no kind of generated workload is called '" + parts[0] + "'",
                        Nearest.mend(parts[0], ids)));
        KindValues values = new KindValues(kind);
        for (int i = 1; i < parts.length; i++) {
            values.put(parts[i], where);
        }
        return values;
    }

    private void put(String assignment, String where) {
        int equals = assignment.indexOf('=');
        if (equals < 0) {
            throw new InputException(where, "'" + assignment + "' has no value", "write KEY=VALUE: " + keys());
        }
        String key = assignment.substring(0, equals);
        String value = assignment.substring(equals + 1);
        KindParameter parameter = parameter(key)
                .orElseThrow(() -> new InputException(where, kind.id() + " has no key '" + key + "'", nearest(key)));
        if (!given.add(key)) {
            throw new InputException(where, key + " is given twice", "give it once");
        }
        if (parameter.type() == Type.FILE) {
            files.put(key, value);
        } else {
            numbers.put(key, parameter.parse(value, where));
        }
    }

    private Optional<KindParameter> parameter(String key) {
        return kind.parameters().stream()
                .filter(known -> known.key().equals(key))
                .findFirst();
    }

    private String nearest(String key) {
        List<String> known = kind.parameters().stream().map(KindParameter::key).toList();
        return Nearest.to(key, known)
                .map(word -> "did you mean '" + word + "'? Known: " + keys())
                .orElse("take " + keys());
    }

    private String keys() {
        return kind.parameters().stream()
                .map(p -> p.key() + " (" + p.range() + ")")
                .collect(Collectors.joining(", "));
    }

    /** Which kind it is. */
    public WorkloadKind kind() {
        return kind;
    }

    /** The value of a parameter that is a number. */
    public long value(String key) {
        return numbers.get(key);
    }

    /** The path that a parameter gives, or an empty text. */
    public String file(String key) {
        return files.getOrDefault(key, "");
    }

    /** The first parameter given that is one of these keys. */
    Optional<String> firstGiven(List<KindParameter> of) {
        return of.stream().map(KindParameter::key).filter(given::contains).findFirst();
    }

    /** {@code KIND,KEY=VALUE,...} in the order of the kind. */
    String canonical() {
        StringBuilder name = new StringBuilder(kind.id());
        for (KindParameter parameter : kind.parameters()) {
            String key = parameter.key();
            long value = numbers.get(key);
            if (parameter.type() == Type.FILE) {
                if (files.containsKey(key)) {
                    name.append(',').append(key).append('=').append(files.get(key));
                }
            } else if (parameter.inName() || value != parameter.standard()) {
                name.append(',').append(key).append('=').append(parameter.show(value));
            }
        }
        return name.toString();
    }

    /** As the name of a workload of this part alone. */
    String name() {
        return GeneratedName.PREFIX + canonical();
    }
}
