package dirtysim.bench.suite;

import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.InputException;
import dirtysim.host.Parameters;
import dirtysim.scenario.Scenario;
import java.util.EnumMap;
import java.util.Map;

/** A value for every {@link Setting}, and the parameters of host and hardware. Immutable. */
public final class Settings {
    /** The choices of {@link Setting#CPU_LOG_CLEAR}, in their order there. */
    private enum Clearing {
        AUTO,
        ALL_SET,
        CHUNK,
        GET
    }

    private final Map<Setting, Number> values;
    private final CostModel costs;

    private Settings(Map<Setting, Number> values, CostModel costs) {
        this.values = values;
        this.costs = costs;
    }

    /** Every setting and every parameter at its default. */
    public static Settings standard() {
        Map<Setting, Number> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            values.put(setting, setting.parse(setting.standard(), setting.key()));
        }
        return new Settings(values, CostModel.defaults());
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
        return new Settings(changed, costs);
    }

    /**
     * The same with one parameter of the model changed.
     *
     * @param key the parameter's key, as in {@code list parameters}
     * @param text its value
     * @param where what to blame in an error
     * @throws InputException at an unknown key, a value that is no number, or one outside its range
     */
    public Settings withParameter(String key, String text, String where) {
        if (Parameters.declared().stream().noneMatch(known -> known.key().equals(key))) {
            throw new InputException(
                    where,
                    "no parameter is called '" + key + "'",
                    Nearest.to(
                                    key,
                                    Parameters.declared().stream()
                                            .map(known -> known.key())
                                            .toList())
                            .map(near -> "did you mean '" + near + "'? 'list parameters' names them all")
                            .orElse("'list parameters' names them all"));
        }
        return new Settings(values, Parameters.with(costs, Map.of(key, text), where));
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
                cpuLogging(),
                costs);
    }

    private CpuLogging cpuLogging() {
        CpuLogging.Kind kind = CpuLogging.Kind.values()[(int) whole(Setting.CPU_LOG)];
        Clearing clearing = Clearing.values()[(int) whole(Setting.CPU_LOG_CLEAR)];
        if (clearing == Clearing.AUTO) {
            clearing = kind.ring() ? Clearing.GET : Clearing.ALL_SET;
        }
        return new CpuLogging(
                kind,
                clearing == Clearing.ALL_SET,
                clearing != Clearing.GET,
                whole(Setting.CPU_LOG_SPLIT) == 0,
                whole(Setting.CPU_LOG_MMU) != 0,
                (int) whole(Setting.VCPUS),
                (int) whole(Setting.CPU_RING_ENTRIES));
    }

    /**
     * Checks what no setting can check alone.
     *
     * @param where what to blame in an error
     * @throws InputException if the CPUs' working set does not fit the RAM, or the log of CPU writes is none that KVM has
     */
    public Settings checked(String where) {
        if (whole(Setting.CPU_WORKING_SET) > whole(Setting.RAM)) {
            throw new InputException(
                    where,
                    "cpu-working-set (" + whole(Setting.CPU_WORKING_SET) + " bytes) is greater than ram ("
                            + whole(Setting.RAM) + " bytes)",
                    "lower the one or raise the other");
        }
        cpuLogging().checked(where);
        return this;
    }

    private long whole(Setting setting) {
        return values.get(setting).longValue();
    }

    private double number(Setting setting) {
        return values.get(setting).doubleValue();
    }
}
