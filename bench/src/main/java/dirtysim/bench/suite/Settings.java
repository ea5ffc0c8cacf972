package dirtysim.bench.suite;

import dirtysim.engine.RandomStreams;
import dirtysim.host.Capabilities;
import dirtysim.host.Capability;
import dirtysim.host.CapabilityKeys;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.DeviceStates;
import dirtysim.host.HandOver;
import dirtysim.host.InputException;
import dirtysim.host.Nearest;
import dirtysim.host.Parameter;
import dirtysim.host.Parameters;
import dirtysim.host.PreCopyRules;
import dirtysim.host.PreCopyRules.Rule;
import dirtysim.memory.LeafPolicy;
import dirtysim.memory.PageSize;
import dirtysim.scenario.Scenario;
import dirtysim.scenario.ScenarioBuilder;
import dirtysim.scenario.WarmUpRule;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/**
 * A value for every {@link Setting}, the parameters of host and hardware, and its capabilities. The parameters are those
 * of a host profile, and over them those that were set one by one. Immutable.
 */
public final class Settings {
    /** The choices of {@link Setting#CPU_LOG_CLEAR}, in their order there. */
    private enum Clearing {
        AUTO,
        ALL_SET,
        CHUNK,
        GET
    }

    /** The choices of {@link Setting#START_PHASE}, in their order there. */
    private enum StartPhase {
        AUTO,
        FIXED,
        RANDOM
    }

    private static final double PS_PER_MS = 1e9;
    private static final double LATEST_START_MS = 1_000;

    private final Map<Setting, Object> values;
    private final Profile profile;
    /** Parameters set one by one, as text by key; each has been checked. */
    private final Map<String, String> assigned;

    private final Capabilities capabilities;

    private Settings(
            Map<Setting, Object> values, Profile profile, Map<String, String> assigned, Capabilities capabilities) {
        this.values = values;
        this.profile = profile;
        this.assigned = assigned;
        this.capabilities = capabilities;
    }

    /** Every setting and every parameter at its default. */
    public static Settings standard() {
        Map<Setting, Object> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            values.put(setting, setting.parse(setting.standard(), setting.key()));
        }
        return new Settings(values, Profiles.standard(), Map.of(), Capabilities.defaults());
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
        Map<Setting, Object> changed = new EnumMap<>(values);
        changed.put(setting, setting.parse(text, where));
        return new Settings(changed, profile, assigned, capabilities);
    }

    /** The same on another host. What was set one by one stays as it was set. */
    public Settings with(Profile other) {
        return new Settings(values, other, assigned, capabilities);
    }

    /** The host profile. */
    public Profile profile() {
        return profile;
    }

    /**
     * The same with one parameter or capability of the model set, whatever the host profile says of it.
     *
     * @param key its key, as in {@code list parameters} or {@code list capabilities}
     * @param text its value
     * @param where what to blame in an error
     * @throws InputException at an unknown key, a value that is no number, or one outside its range; for a capability, at
     *     what is neither yes nor no
     */
    public Settings withParameter(String key, String text, String where) {
        if (CapabilityKeys.isKey(key)) {
            return new Settings(values, profile, assigned, CapabilityKeys.with(capabilities, key, text, where));
        }
        if (Parameters.declared().stream().noneMatch(known -> known.key().equals(key))) {
            throw noParameter(key, modelKeys(), "'list parameters' and 'list capabilities' name them all", where);
        }
        Parameters.with(CostModel.defaults(), Map.of(key, text), where);
        Map<String, String> changed = new TreeMap<>(assigned);
        changed.put(key, text);
        return new Settings(values, profile, changed, capabilities);
    }

    private static List<String> modelKeys() {
        return Stream.concat(
                        Parameters.declared().stream().map(Parameter::key),
                        CapabilityKeys.declared().stream().map(Capability::key))
                .toList();
    }

    /** What to say of a key that is none of those known. */
    static InputException noParameter(String key, List<String> known, String lists, String where) {
        return new InputException(
                where,
                "no parameter is called '" + key + "'",
                Nearest.to(key, known)
                        .map(near -> "did you mean '" + near + "'? " + lists)
                        .orElse(lists));
    }

    /** Every parameter: what the profile gives, and what was assigned on top. */
    CostModel costs() {
        return Parameters.with(profile.costs(), assigned, "--set");
    }

    /** Which second-level leaves the host uses. */
    LeafPolicy leaves() {
        return new LeafPolicy(PageSize.values()[(int) whole(Setting.LEAF_SIZE)], whole(Setting.LEAF_SPLIT) != 0);
    }

    /** What the IOMMU can do. */
    Capabilities capabilities() {
        return capabilities;
    }

    /**
     * The scenario that these settings make. A warm-up that a rule is to find is no number yet.
     *
     * @param suite name of the suite
     * @param name name of the scenario
     * @param trace name of the trace
     * @param scheme id of the scheme
     */
    public Scenario scenario(String suite, String name, String trace, String scheme) {
        boolean ruled = number(Setting.WARM_UP) == Setting.AUTO;
        return new ScenarioBuilder()
                .suite(suite)
                .name(name)
                .scheme(scheme)
                .trace(trace)
                .seed(whole(Setting.SEED))
                .ramBytes(whole(Setting.RAM))
                .linkBytesPerSecond(whole(Setting.LINK))
                .downtimeLimitMs(number(Setting.DOWNTIME_LIMIT))
                .timeScale(number(Setting.TIME_SCALE))
                .warmupMs(ruled ? Double.NaN : number(Setting.WARM_UP))
                .warmUpRule(ruled ? WarmUpRule.AUTO : WarmUpRule.FIXED)
                .maxRounds((int) whole(Setting.MAX_ROUNDS))
                .cpuDirtyPagesPerSecond(number(Setting.CPU_DIRTY))
                .cpuWorkingSetBytes(whole(Setting.CPU_WORKING_SET))
                .cpuWorkingSetAboveBytes(whole(Setting.CPU_WORKING_SET_ABOVE))
                .cpuBusyPages(whole(Setting.CPU_BUSY_PAGES))
                .zeroBytes(whole(Setting.ZERO_MEMORY))
                .zeroFromBytes(whole(Setting.ZERO_MEMORY_FROM))
                .linkLatencyMs(number(Setting.LINK_LATENCY))
                .channels((int) whole(Setting.CHANNELS))
                .devices(devices())
                .preCopy(preCopy())
                .cpuPattern((String) values.get(Setting.CPU_PATTERN))
                .cpuOpenLoop(whole(Setting.CPU_LOOP) != 0)
                .lazyUnderShadow(whole(Setting.KEEP_LAZY) != 0)
                .cpuLogging(cpuLogging())
                .leaves(leaves())
                .handOver(HandOver.values()[(int) whole(Setting.HAND_OVER)])
                .profile(profile.host())
                .costs(Parameters.with(profile.costs(), assigned, name))
                .capabilities(capabilities)
                .build();
    }

    /**
     * One of the replications of a scenario that these settings made: with a seed of its own and, where the settings say
     * so, a start that this seed draws. It is a point of a pass of the trace, for a trace is a cycle; of a long pass only
     * the beginning counts, or runs would be long.
     *
     * @param scenario the first
     * @param replication which, from 0 on
     * @param bodyPs how long the trace was recorded
     */
    Scenario replication(Scenario scenario, int replication, long bodyPs) {
        long seed = scenario.seed() + replication;
        StartPhase phase = StartPhase.values()[(int) whole(Setting.START_PHASE)];
        boolean random = phase == StartPhase.RANDOM || phase == StartPhase.AUTO && replications() > 1;
        double passMs = bodyPs / PS_PER_MS / scenario.timeScale();
        return scenario.change()
                .seed(seed)
                .startPhaseMs(scenario.startPhaseMs()
                        + (random
                                ? new RandomStreams(seed).stream("phase").nextDouble()
                                        * Math.min(passMs, LATEST_START_MS)
                                : 0))
                .build();
    }

    /** Whether the time scale follows from a rate. */
    boolean rated() {
        return whole(Setting.RATE) > 0;
    }

    /**
     * How many times faster than recorded a trace is replayed, so that its drivers map as much as the settings ask for. It has
     * six significant digits, so that the results, which show it, can be had again by giving it.
     *
     * @param trace name of the trace
     * @param rate gives the bytes a second that its drivers mapped when it was recorded; asked for only if that counts
     * @throws InputException if it is out of the range of {@link Setting#TIME_SCALE}
     */
    double timeScale(String trace, DoubleSupplier rate) {
        if (!rated()) {
            return number(Setting.TIME_SCALE);
        }
        double bytesPerSecond = rate.getAsDouble();
        if (!(bytesPerSecond > 0)) {
            throw new InputException(
                    trace, "its drivers map no data in its body, so no time scale gives a rate", "give time-scale");
        }
        String scale = new BigDecimal(whole(Setting.RATE) / bytesPerSecond)
                .round(new MathContext(6, RoundingMode.HALF_UP))
                .toPlainString();
        return (double) Setting.TIME_SCALE.parse(scale, "rate, trace " + trace + ", time scale " + scale);
    }

    /** The accesses that devices make: {@code auto}, {@code modelled}, or a file. */
    String deviceAccesses() {
        return (String) values.get(Setting.DEVICE_ACCESSES);
    }

    /** How many seeds are run. */
    public int replications() {
        return (int) whole(Setting.REPLICATIONS);
    }

    private PreCopyRules preCopy() {
        return new PreCopyRules(
                rule(),
                whole(Setting.MAX_BANDWIDTH),
                number(Setting.MAX_TIME),
                whole(Setting.AUTO_CONVERGE) != 0,
                whole(Setting.DIRTY_LIMIT),
                whole(Setting.SWITCHOVER_BANDWIDTH));
    }

    /** Whose rules the migration follows. */
    Rule rule() {
        return Rule.values()[(int) whole(Setting.PRE_COPY)];
    }

    private DeviceStates devices() {
        return new DeviceStates(
                (int) whole(Setting.STATE_DEVICES),
                whole(Setting.STATE_SIZE),
                DeviceStates.Transfer.values()[(int) whole(Setting.STATE_TRANSFER)],
                number(Setting.STATE_AHEAD) / 100,
                whole(Setting.SWITCHOVER_ACK) != 0);
    }

    /** How CPU writes are logged. */
    CpuLogging cpuLogging() {
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
     * @throws InputException if settings contradict each other, or one has no effect beside the others
     */
    public Settings checked(String where) {
        new SettingsCheck(this, where).run();
        return this;
    }

    /** Whether a setting has its standard value. */
    boolean isStandard(Setting setting) {
        return values.get(setting).equals(setting.parse(setting.standard(), setting.key()));
    }

    /** A setting that is a whole number, or the place of a choice. */
    long whole(Setting setting) {
        return ((Number) values.get(setting)).longValue();
    }

    /** A setting that is a number. */
    double number(Setting setting) {
        return ((Number) values.get(setting)).doubleValue();
    }
}
