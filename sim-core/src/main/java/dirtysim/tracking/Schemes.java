package dirtysim.tracking;

import dirtysim.host.InputException;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The schemes on the class path: the bundled ones and those in a user's jar. */
public final class Schemes {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private Schemes() {}

    /**
     * A fresh instance of each, in the order of rank and id.
     *
     * @throws InputException if a jar names a scheme that cannot be loaded, or two schemes share an id
     */
    public static List<DirtyTracker> all() {
        try {
            return checked(ServiceLoader.load(DirtyTracker.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList());
        } catch (ServiceConfigurationError e) {
            throw new InputException(
                    "META-INF/services/" + DirtyTracker.class.getName(),
                    String.valueOf(e.getMessage()),
                    "name public classes with a public constructor without arguments",
                    e);
        }
    }

    /** The same schemes in their order, once their ids are found to be good. */
    static List<DirtyTracker> checked(List<DirtyTracker> found) {
        Set<String> ids = new TreeSet<>();
        for (DirtyTracker tracker : found) {
            String id = tracker.id();
            String where = "scheme class " + tracker.getClass().getName();
            if (id == null || !ID.matcher(id).matches()) {
                throw new InputException(
                        where, "its id is '" + id + "'", "use lower-case letters, digits and single hyphens");
            }
            if (!ids.add(id)) {
                throw new InputException(where, "another scheme is called '" + id + "' too", "give yours another id");
            }
        }
        return found.stream()
                .sorted(Comparator.comparingInt(DirtyTracker::rank).thenComparing(DirtyTracker::id))
                .toList();
    }

    /**
     * A fresh instance of one scheme.
     *
     * @throws InputException if there is no scheme of that id
     */
    public static DirtyTracker create(String id) {
        List<DirtyTracker> all = all();
        return all.stream()
                .filter(tracker -> tracker.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InputException(
                        "scheme",
                        "there is no scheme '" + id + "'",
                        "take one of " + all.stream().map(DirtyTracker::id).toList()));
    }
}
