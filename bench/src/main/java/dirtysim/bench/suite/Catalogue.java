package dirtysim.bench.suite;

import dirtysim.host.InputException;
import dirtysim.host.Nearest;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.Schemes;
import dirtysim.workloads.BundledTrace;
import dirtysim.workloads.Traces;
import dirtysim.workloads.generate.GeneratedName;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The traces and schemes that there are, and what {@code all} so stands for.
 *
 * @param traces names of the bundled traces
 * @param schemes ids of the schemes on the class path
 */
public record Catalogue(List<String> traces, List<String> schemes) {
    private static final String ALL = "all";

    /** What this installation has. */
    public static Catalogue installed() {
        return new Catalogue(
                Traces.bundled().stream().map(BundledTrace::name).toList(),
                Schemes.all().stream().map(DirtyTracker::id).toList());
    }

    /**
     * Scheme ids out of what a user named.
     *
     * @param named ids, or {@code all} alone
     * @param where what to blame in an error
     * @throws InputException at an unknown id, one named twice, or none at all
     */
    public List<String> schemes(List<String> named, String where) {
        if (named.equals(List.of(ALL))) {
            return schemes;
        }
        for (String id : named) {
            if (!schemes.contains(id)) {
                throw new InputException(where, "unknown scheme '" + id + "'", Nearest.mend(id, schemes));
            }
        }
        return distinct(named, where);
    }

    /**
     * Traces out of what a user named.
     *
     * @param named names of bundled traces, paths, and names of generated workloads, or {@code all} alone
     * @param base folder against which a relative path is resolved
     * @param where what to blame in an error
     * @throws InputException if a trace is neither bundled nor a file, is named twice, or none is named
     */
    public List<String> traces(List<String> named, Path base, String where) {
        if (named.equals(List.of(ALL))) {
            return traces;
        }
        List<String> resolved = new ArrayList<>();
        for (String name : named) {
            resolved.add(traces.contains(name) ? name : other(name, base, where));
        }
        return distinct(resolved, where);
    }

    private String other(String name, Path base, String where) {
        return GeneratedName.is(name)
                ? GeneratedName.parse(name, where + ", " + name).canonical()
                : file(name, base, where);
    }

    private String file(String name, Path base, String where) {
        try {
            Path path = base.resolve(name);
            if (Files.isRegularFile(path)) {
                return path.toString();
            }
        } catch (InvalidPathException e) {
            throw new InputException(where, "'" + name + "' is no path", Nearest.mend(name, traces), e);
        }
        throw new InputException(
                where, "no bundled trace and no file is called '" + name + "'", Nearest.mend(name, traces));
    }

    private static List<String> distinct(List<String> named, String where) {
        Set<String> seen = new LinkedHashSet<>();
        for (String name : named) {
            if (!seen.add(name)) {
                throw new InputException(where, "'" + name + "' is named twice", "name it once");
            }
        }
        if (seen.isEmpty()) {
            throw new InputException(where, "nothing is named", "name at least one, or write all");
        }
        return List.copyOf(seen);
    }
}
