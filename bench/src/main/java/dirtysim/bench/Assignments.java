package dirtysim.bench;

import dirtysim.bench.suite.Settings;
import dirtysim.host.InputException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The {@code --set key=value} options. */
final class Assignments {
    private static final String OPTION = "--set";

    private Assignments() {}

    static Settings apply(Settings base, List<String> assignments) {
        Settings settings = base;
        Set<String> seen = new TreeSet<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw new InputException(
                        OPTION, "'" + assignment + "' is no assignment", "write it like --set iotlb-entries=64");
            }
            String key = assignment.substring(0, equals);
            if (!seen.add(key)) {
                throw new InputException(OPTION, key + " is set twice", "set it once");
            }
            settings = settings.withParameter(key, assignment.substring(equals + 1), OPTION);
        }
        return settings;
    }
}
