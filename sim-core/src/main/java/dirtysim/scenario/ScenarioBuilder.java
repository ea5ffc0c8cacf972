package dirtysim.scenario;

import dirtysim.host.Capabilities;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.DeviceStates;
import dirtysim.host.HandOver;
import dirtysim.host.HostProfile;
import dirtysim.host.PreCopyRules;
import dirtysim.memory.LeafPolicy;
import java.util.List;

/** Makes scenarios, each point by its name. It checks nothing: the simulation does. */
public final class ScenarioBuilder {
    private String suite = "adhoc";
    private String name = "adhoc";
    private String scheme = "";
    private String trace = "";
    private long seed = 1;
    private long ramBytes = 2L << 30;
    private long linkBytesPerSecond = 1_250_000_000L;
    private double linkLatencyMs = 0;
    private int channels = 0;
    private DeviceStates devices = DeviceStates.NONE;
    private double downtimeLimitMs = 300;
    private double timeScale = 1;
    private double warmupMs = 100;
    private WarmUpRule warmUpRule = WarmUpRule.FIXED;
    private double startPhaseMs = 0;
    private int maxRounds = 30;
    private long zeroBytes = 0;
    private long zeroFromBytes = 0;
    private PreCopyRules preCopy = PreCopyRules.ROUNDS;
    private double cpuDirtyPagesPerSecond = 40_000;
    private long cpuWorkingSetBytes = 512L << 20;
    private long cpuWorkingSetAboveBytes = 0;
    private long cpuBusyPages = 0;
    private String cpuPattern = "uniform";
    private boolean cpuOpenLoop = false;
    private boolean lazyUnderShadow = false;
    private CpuLogging cpuLogging = CpuLogging.STANDARD;
    private LeafPolicy leaves = LeafPolicy.SMALL;
    private HandOver handOver = HandOver.COPY;
    private HostProfile profile = new HostProfile("defaults", List.of());
    private CostModel costs = CostModel.defaults();
    private Capabilities capabilities = Capabilities.defaults();

    /** One that holds the documented defaults, without scheme and trace. */
    public ScenarioBuilder() {}

    ScenarioBuilder(Scenario like) {
        suite = like.suite();
        name = like.name();
        scheme = like.scheme();
        trace = like.trace();
        seed = like.seed();
        ramBytes = like.ramBytes();
        linkBytesPerSecond = like.linkBytesPerSecond();
        linkLatencyMs = like.linkLatencyMs();
        channels = like.channels();
        devices = like.devices();
        downtimeLimitMs = like.downtimeLimitMs();
        timeScale = like.timeScale();
        warmupMs = like.warmupMs();
        warmUpRule = like.warmUpRule();
        startPhaseMs = like.startPhaseMs();
        maxRounds = like.maxRounds();
        zeroBytes = like.zeroBytes();
        zeroFromBytes = like.zeroFromBytes();
        preCopy = like.preCopy();
        cpuDirtyPagesPerSecond = like.cpuDirtyPagesPerSecond();
        cpuWorkingSetBytes = like.cpuWorkingSetBytes();
        cpuWorkingSetAboveBytes = like.cpuWorkingSetAboveBytes();
        cpuBusyPages = like.cpuBusyPages();
        cpuPattern = like.cpuPattern();
        cpuOpenLoop = like.cpuOpenLoop();
        lazyUnderShadow = like.lazyUnderShadow();
        cpuLogging = like.cpuLogging();
        leaves = like.leaves();
        handOver = like.handOver();
        profile = like.profile();
        costs = like.costs();
        capabilities = like.capabilities();
    }

    /** Sets {@link Scenario#suite}. */
    public ScenarioBuilder suite(String value) {
        suite = value;
        return this;
    }

    /** Sets {@link Scenario#name}. */
    public ScenarioBuilder name(String value) {
        name = value;
        return this;
    }

    /** Sets {@link Scenario#scheme}. */
    public ScenarioBuilder scheme(String value) {
        scheme = value;
        return this;
    }

    /** Sets {@link Scenario#trace}. */
    public ScenarioBuilder trace(String value) {
        trace = value;
        return this;
    }

    /** Sets {@link Scenario#seed}. */
    public ScenarioBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** Sets {@link Scenario#ramBytes}. */
    public ScenarioBuilder ramBytes(long value) {
        ramBytes = value;
        return this;
    }

    /** Sets {@link Scenario#linkBytesPerSecond}. */
    public ScenarioBuilder linkBytesPerSecond(long value) {
        linkBytesPerSecond = value;
        return this;
    }

    /** Sets {@link Scenario#linkLatencyMs}. */
    public ScenarioBuilder linkLatencyMs(double value) {
        linkLatencyMs = value;
        return this;
    }

    /** Sets {@link Scenario#channels}. */
    public ScenarioBuilder channels(int value) {
        channels = value;
        return this;
    }

    /** Sets {@link Scenario#devices}. */
    public ScenarioBuilder devices(DeviceStates value) {
        devices = value;
        return this;
    }

    /** Sets {@link Scenario#downtimeLimitMs}. */
    public ScenarioBuilder downtimeLimitMs(double value) {
        downtimeLimitMs = value;
        return this;
    }

    /** Sets {@link Scenario#timeScale}. */
    public ScenarioBuilder timeScale(double value) {
        timeScale = value;
        return this;
    }

    /** Sets {@link Scenario#warmupMs}. */
    public ScenarioBuilder warmupMs(double value) {
        warmupMs = value;
        return this;
    }

    /** Sets {@link Scenario#warmUpRule}. */
    public ScenarioBuilder warmUpRule(WarmUpRule value) {
        warmUpRule = value;
        return this;
    }

    /** Sets {@link Scenario#startPhaseMs}. */
    public ScenarioBuilder startPhaseMs(double value) {
        startPhaseMs = value;
        return this;
    }

    /** Sets {@link Scenario#maxRounds}. */
    public ScenarioBuilder maxRounds(int value) {
        maxRounds = value;
        return this;
    }

    /** Sets {@link Scenario#cpuDirtyPagesPerSecond}. */
    public ScenarioBuilder cpuDirtyPagesPerSecond(double value) {
        cpuDirtyPagesPerSecond = value;
        return this;
    }

    /** Sets {@link Scenario#cpuWorkingSetBytes}. */
    public ScenarioBuilder cpuWorkingSetBytes(long value) {
        cpuWorkingSetBytes = value;
        return this;
    }

    /** Sets {@link Scenario#zeroBytes}. */
    public ScenarioBuilder zeroBytes(long value) {
        zeroBytes = value;
        return this;
    }

    /** Sets {@link Scenario#zeroFromBytes}. */
    public ScenarioBuilder zeroFromBytes(long value) {
        zeroFromBytes = value;
        return this;
    }

    /** Sets {@link Scenario#preCopy}. */
    public ScenarioBuilder preCopy(PreCopyRules value) {
        preCopy = value;
        return this;
    }

    /** Sets {@link Scenario#cpuWorkingSetAboveBytes}. */
    public ScenarioBuilder cpuWorkingSetAboveBytes(long value) {
        cpuWorkingSetAboveBytes = value;
        return this;
    }

    /** Sets {@link Scenario#cpuBusyPages}. */
    public ScenarioBuilder cpuBusyPages(long value) {
        cpuBusyPages = value;
        return this;
    }

    /** Sets {@link Scenario#cpuPattern}. */
    public ScenarioBuilder cpuPattern(String value) {
        cpuPattern = value;
        return this;
    }

    /** Sets {@link Scenario#cpuOpenLoop}. */
    public ScenarioBuilder cpuOpenLoop(boolean value) {
        cpuOpenLoop = value;
        return this;
    }

    /** Sets {@link Scenario#lazyUnderShadow}. */
    public ScenarioBuilder lazyUnderShadow(boolean value) {
        lazyUnderShadow = value;
        return this;
    }

    /** Sets {@link Scenario#cpuLogging}. */
    public ScenarioBuilder cpuLogging(CpuLogging value) {
        cpuLogging = value;
        return this;
    }

    /** Sets {@link Scenario#leaves}. */
    public ScenarioBuilder leaves(LeafPolicy value) {
        leaves = value;
        return this;
    }

    /** Sets {@link Scenario#handOver}. */
    public ScenarioBuilder handOver(HandOver value) {
        handOver = value;
        return this;
    }

    /** Sets {@link Scenario#profile}. */
    public ScenarioBuilder profile(HostProfile value) {
        profile = value;
        return this;
    }

    /** Sets {@link Scenario#costs}. */
    public ScenarioBuilder costs(CostModel value) {
        costs = value;
        return this;
    }

    /** Sets {@link Scenario#capabilities}. */
    public ScenarioBuilder capabilities(Capabilities value) {
        capabilities = value;
        return this;
    }

    /** The scenario. The builder may be used on. */
    public Scenario build() {
        return new Scenario(
                suite,
                name,
                scheme,
                trace,
                seed,
                ramBytes,
                linkBytesPerSecond,
                linkLatencyMs,
                channels,
                devices,
                downtimeLimitMs,
                timeScale,
                warmupMs,
                warmUpRule,
                startPhaseMs,
                maxRounds,
                zeroBytes,
                zeroFromBytes,
                preCopy,
                cpuDirtyPagesPerSecond,
                cpuWorkingSetBytes,
                cpuWorkingSetAboveBytes,
                cpuBusyPages,
                cpuPattern,
                cpuOpenLoop,
                lazyUnderShadow,
                cpuLogging,
                leaves,
                handOver,
                profile,
                costs,
                capabilities);
    }
}
