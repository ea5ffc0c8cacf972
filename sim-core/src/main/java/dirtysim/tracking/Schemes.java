package dirtysim.tracking;

import dirtysim.host.InputException;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The schemes on the class path: the bundled ones and those in a user's jar. */
public final class Schemes {
    private Schemes() {}

    /**
     * A fresh instance of each, in the order of rank and id.
     *
     * @throws InputException if a jar names a scheme that cannot be loaded, or two schemes share an id
     */
    public static List<DirtyTracker> all() {
        List<DirtyTracker> found;
        try {
            found = ServiceLoader.load(DirtyTracker.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .sorted(Comparator.comparingInt(DirtyTracker::rank).thenComparing(DirtyTracker::id))
                    .toList();
        } catch (ServiceConfigurationError e) {
            throw new InputException(
                    "META-INF/services/" + DirtyTracker.class.getName(),
                    String.valueOf(e.getMessage()),
                    "name public classes with a public constructor without arguments",
                    e);
        }
        for (DirtyTracker tracker : found) {
            if (found.stream().filter(other -> other.id().equals(tracker.id())).count() > 1) {
                throw new InputException(
                        "schemes", "two schemes call themselves '" + tracker.id() + "'", "give yours another id");
            }
        }
        return found;
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
