package dirtysim;

import dirtysim.host.CostModel;
import dirtysim.scenario.Scenario;

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
                CostModel.defaults());
    }

    /** The same, with a lazy guest left lazy under a shadow vIOMMU. */
    public static Scenario keepingLazy(Scenario like) {
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
                true,
                like.cpuLogging(),
                like.costs());
    }
}
