package dirtysim.host;

import dirtysim.host.Parameter.Status;
import java.util.List;
import java.util.Optional;

/**
 * Where the parameters of a run come from: the machine that was meant, and for each parameter that it gives the value with
 * its source. A parameter that it does not give keeps its declared default. What {@code --set} or a suite changes on top is
 * not part of it; {@link CostModel} has the values that were used in the end.
 *
 * @param name short name such as {@code kunpeng-920}; results tell profiles by it
 * @param values one entry a parameter that the profile gives
 */
public record HostProfile(String name, List<Value> values) {
    /**
     * @param key the parameter's key
     * @param value its value, in the parameter's unit and within its range
     * @param source where the value comes from, in words
     * @param status how well it is known
     */
    public record Value(String key, double value, String source, Status status) {}

    /** Defensive copy. */
    public HostProfile {
        values = List.copyOf(values);
    }

    /** What the profile gives for a parameter; empty where the default stands. */
    public Optional<Value> value(String key) {
        return values.stream().filter(value -> value.key().equals(key)).findFirst();
    }
}
