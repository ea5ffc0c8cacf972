package dirtysim;

import dirtysim.host.Capabilities;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.HostProfile;
import dirtysim.host.Parameters;
import dirtysim.scenario.Scenario;
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
        return new Scenario(
                "test",
                "test",
                scheme,
                "random",
                seed,
                RAM_BYTES,
                1_250_000_000L,
                1,
                timeScale,
                2,
                8,
                2000,
                16L << 20,
                false,
                CpuLogging.STANDARD,
                new HostProfile("test", List.of()),
                CostModel.defaults(),
                Capabilities.defaults());
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
        return new Scenario(
                like.suite(),
                like.name(),
                like.scheme(),
                like.trace(),
                like.seed(),
                like.ramBytes(),
                like.linkBytesPerSecond(),
                like.downtimeLimitMs(),
                like.timeScale(),
                like.warmupMs(),
                like.maxRounds(),
                like.cpuDirtyPagesPerSecond(),
                like.cpuWorkingSetBytes(),
                lazyUnderShadow,
                like.cpuLogging(),
                like.profile(),
                costs,
                capabilities);
    }
}
