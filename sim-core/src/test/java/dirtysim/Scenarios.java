package dirtysim;

import dirtysim.host.Capabilities;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.HostProfile;
import dirtysim.host.Parameters;
import dirtysim.scenario.Scenario;
import dirtysim.scenario.ScenarioBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Scenarios for tests: a small guest behind a link that makes for several rounds. */
public final class Scenarios {
    /** RAM of every test guest. */
    public static final long RAM_BYTES = 64L << 20;

    private Scenarios() {}

    /** A scenario of so many rounds at the most. */
    public static Scenario of(String scheme, long seed, double timeScale) {
        return new ScenarioBuilder()
                .suite("test")
                .name("test")
                .scheme(scheme)
                .trace("random")
                .seed(seed)
                .ramBytes(RAM_BYTES)
                .linkBytesPerSecond(1_250_000_000L)
                .downtimeLimitMs(1)
                .timeScale(timeScale)
                .warmupMs(2)
                .maxRounds(8)
                .cpuDirtyPagesPerSecond(2000)
                .cpuWorkingSetBytes(16L << 20)
                .lazyUnderShadow(false)
                .cpuLogging(CpuLogging.STANDARD)
                .profile(new HostProfile("test", List.of()))
                .costs(CostModel.defaults())
                .capabilities(Capabilities.defaults())
                .build();
    }

    /** The same, with some parameters changed: key, value, key, value … */
    public static Scenario changed(Scenario like, String... changes) {
        Map<String, String> values = new TreeMap<>();
        for (int n = 0; n < changes.length; n += 2) {
            values.put(changes[n], changes[n + 1]);
        }
        return with(like, like.lazyUnderShadow(), Parameters.with(like.costs(), values, "test"), like.capabilities());
    }

    /** The same, with a lazy guest left lazy under a shadow vIOMMU. */
    public static Scenario keepingLazy(Scenario like) {
        return with(like, true, like.costs(), like.capabilities());
    }

    /** The same, on other hardware. */
    public static Scenario on(Scenario like, Capabilities capabilities) {
        return with(like, like.lazyUnderShadow(), like.costs(), capabilities);
    }

    private static Scenario with(Scenario like, boolean lazyUnderShadow, CostModel costs, Capabilities capabilities) {
        return like.change()
                .lazyUnderShadow(lazyUnderShadow)
                .costs(costs)
                .capabilities(capabilities)
                .build();
    }
}
