package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.Simulation;
import dirtysim.engine.SimTime;
import dirtysim.guest.Workload;
import dirtysim.scenario.RoundRecord;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import dirtysim.scenario.ScenarioBuilder;
import dirtysim.workloads.Traces;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs of the scaling suite measure, against the closed forms of scan, bitmap, copy and distinct pages. */
class ScalingFormsTest {
    private static final long GIB = 1L << 30;

    private static final Map<String, Workload> WORKLOADS = new ConcurrentHashMap<>();

    private static RunRecord run(String scheme, String workload, long ramGib) {
        Workload made = WORKLOADS.computeIfAbsent(
                workload, name -> Traces.open(name, false).workload());
        Scenario scenario = new ScenarioBuilder()
                .scheme(scheme)
                .trace(made.name())
                .ramBytes(ramGib * GIB)
                .linkBytesPerSecond(50_000_000_000L)
                .downtimeLimitMs(2)
                .warmupMs(1)
                .maxRounds(4)
                .cpuDirtyPagesPerSecond(0)
                .cpuWorkingSetBytes(0)
                .build();
        return Simulation.run(scenario, made);
    }

    @ParameterizedTest
    @ValueSource(longs = {16, 64})
    void aScanReadsEveryEntryOfTheGuest(long ramGib) {
        RunRecord run = run("nested-dbit", "generated:steady,live=64,dirty=0,churn=0", ramGib);
        double entries = ramGib * GIB / 4096.0;
        double expectedNs = entries * run.scenario().costs().scanPerPteNs();
        // What comes on top, system call and invalidation, does not grow.
        assertEquals(expectedNs, run.costs().flushQuery().p50Ps() / 1000.0, 20_000 + expectedNs / 1000);
    }

    @ParameterizedTest
    @ValueSource(longs = {16, 64})
    void aBitmapHas32KibAGibAndIsCopiedAtItsRate(long ramGib) {
        RunRecord run = run("nested-dbit", "generated:steady,live=64,dirty=0,churn=0", ramGib);
        long bytes = ramGib * 32 * 1024;
        long copies = run.costs().copy().count();
        assertEquals(bytes * copies, run.costs().copyBytes());
        double expectedNs = bytes / run.scenario().costs().copyGbytePerSecond();
        assertEquals(expectedNs, run.costs().copy().p50Ps() / 1000.0, 2_000 + expectedNs / 1000);
    }

    @ParameterizedTest
    @ValueSource(longs = {4096, 65_536})
    void aShadowQueryReadsWhatIsMappedWhateverTheMemory(long live) {
        String workload = "generated:steady,dirty=0,churn=0,over=16GiB,live=" + live;
        RunRecord small = run("shadow-dbit", workload, 16);
        RunRecord large = run("shadow-dbit", workload, 64);
        double expectedNs = live * small.scenario().costs().scanPerPteNs();
        assertEquals(expectedNs, small.costs().flushQuery().p50Ps() / 1000.0, 5_000);
        assertEquals(
                small.costs().flushQuery().p50Ps(), large.costs().flushQuery().p50Ps());
    }

    @Test
    void theBulkPassLeavesAsManyDistinctPagesAsUniformWritesDo() {
        long live = 20_000;
        double rate = 100_000;
        RunRecord run = run("shadow-dbit", "generated:steady,dirty=100000,churn=0,live=" + live, 16);
        List<RoundRecord> rounds = run.rounds();
        double seconds = (rounds.get(1).startPs()
                        + rounds.get(1).syncPs()
                        - rounds.get(0).syncPs())
                / (double) SimTime.PS_PER_S;
        double expected = live * -Math.expm1(-rate * seconds / live);
        assertEquals(expected, rounds.get(1).dmaDirtyPages(), expected / 50);
    }
}
