package dirtysim.bench.suite;

import dirtysim.host.Capabilities;
import dirtysim.host.Capability;
import dirtysim.host.CapabilityKeys;
import dirtysim.host.CostModel;
import dirtysim.host.InputException;
import dirtysim.host.Parameter;
import dirtysim.host.Parameters;
import dirtysim.scenario.Scenario;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A value for every {@link Setting}, the parameters of host and hardware, and its capabilities. Immutable. */
public final class Settings {
    private final Map<Setting, Number> values;
    private final CostModel costs;
    private final Capabilities capabilities;

    private Settings(Map<Setting, Number> values, CostModel costs, Capabilities capabilities) {
        this.values = values;
        this.costs = costs;
        this.capabilities = capabilities;
    }

    /** Every setting and every parameter at its default. */
    public static Settings standard() {
        Map<Setting, Number> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            values.put(setting, setting.parse(setting.standard(), setting.key()));
        }
        return new Settings(values, CostModel.defaults(), Capabilities.defaults());
    }

    /**
     * The same with one setting changed.
     *
     * @param setting what to change
     * @param text its value as a user writes it
     * @param where what to blame in an error
     * @throws InputException if the text is no such value, or out of range
     */
    public Settings with(Setting setting, String text, String where) {
        Map<Setting, Number> changed = new EnumMap<>(values);
        changed.put(setting, setting.parse(text, where));
        return new Settings(changed, costs, capabilities);
    }

    /**
     * The same with one parameter or capability of the model changed.
     *
     * @param key its key, as in {@code list parameters} or {@code list capabilities}
     * @param text its value
     * @param where what to blame in an error
     * @throws InputException at an unknown key, a value that is no number, or one outside its range; for a capability, at
     *     what is neither yes nor no
     */
    public Settings withParameter(String key, String text, String where) {
        if (CapabilityKeys.isKey(key)) {
            return new Settings(values, costs, CapabilityKeys.with(capabilities, key, text, where));
        }
        if (Parameters.declared().stream().noneMatch(known -> known.key().equals(key))) {
            String lists = "'list parameters' and 'list capabilities' name them all";
            throw new InputException(
                    where,
                    "no parameter is called '" + key + "'",
                    Nearest.to(key, modelKeys())
                            .map(near -> "did you mean '" + near + "'? " + lists)
                            .orElse(lists));
        }
        return new Settings(values, Parameters.with(costs, Map.of(key, text), where), capabilities);
    }

    private static List<String> modelKeys() {
        return Stream.concat(
                        Parameters.declared().stream().map(Parameter::key),
                        CapabilityKeys.declared().stream().map(Capability::key))
                .toList();
    }

    /** Every parameter. */
    CostModel costs() {
        return costs;
    }

    /** What the IOMMU can do. */
    Capabilities capabilities() {
        return capabilities;
    }

    /**
     * The scenario that these settings make.
     *
     * @param suite name of the suite
     * @param name name of the scenario
     * @param trace name of the trace
     * @param scheme id of the scheme
     */
    public Scenario scenario(String suite, String name, String trace, String scheme) {
        return new Scenario(
                suite,
                name,
                scheme,
                trace,
                whole(Setting.SEED),
                whole(Setting.RAM),
                whole(Setting.LINK),
                number(Setting.DOWNTIME_LIMIT),
                number(Setting.TIME_SCALE),
                number(Setting.WARM_UP),
                (int) whole(Setting.MAX_ROUNDS),
                number(Setting.CPU_DIRTY),
                whole(Setting.CPU_WORKING_SET),
                whole(Setting.KEEP_LAZY) != 0,
                costs,
                capabilities);
    }

    /**
     * Checks what no setting can check alone.
     *
     * @param where what to blame in an error
     * @throws InputException if the CPUs' working set does not fit the RAM
     */
    public Settings checked(String where) {
        if (whole(Setting.CPU_WORKING_SET) > whole(Setting.RAM)) {
            throw new InputException(
                    where,
                    "cpu-working-set (" + whole(Setting.CPU_WORKING_SET) + " bytes) is greater than ram ("
                            + whole(Setting.RAM) + " bytes)",
                    "lower the one or raise the other");
        }
        return this;
    }

    private long whole(Setting setting) {
        return values.get(setting).longValue();
    }

    private double number(Setting setting) {
        return values.get(setting).doubleValue();
    }
}
