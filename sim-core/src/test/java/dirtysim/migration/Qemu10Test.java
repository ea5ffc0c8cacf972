package dirtysim.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.cpu.CpuLoad;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.DeviceStates;
import dirtysim.host.DeviceStates.Transfer;
import dirtysim.host.Parameters;
import dirtysim.host.PreCopyRules;
import dirtysim.host.PreCopyRules.Rule;
import dirtysim.scenario.RoundRecord;
import dirtysim.scenario.RunRecord.Downtime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What QEMU 10's rules add to those of 7.2. */
class Qemu10Test {
    private static final long MIB = 1L << 20;
    private static final long RAM = 256 * MIB;
    private static final long LIMIT = 100 * MIB;
    private static final long LINK = 1_250_000_000L;
    private static final double LIMIT_MS = 300;
    private static final double THRESHOLD = LIMIT * 0.3;
    private static final CpuLogging AT_GET = new CpuLogging(CpuLogging.Kind.PML, false, false, true, false, 1, 4096);
    private static final CostModel COSTS = Parameters.with(
            CostModel.defaults(),
            Map.of("late-wake-ms", "0", "switchover-ms", "0", "vm-stop-us", "0", "state-allocation-ms-per-mib", "10"),
            "test");
    private static final PreCopyRules RULES =
            PreCopyRules.of(Rule.QEMU_10).withMaxBytesPerSecond(LIMIT).withMaxTimeMs(20_000);

    private static MigrationBench run(PreCopyRules rules, DeviceStates devices, double latencyMs, CpuLoad load) {
        MigrationTerms terms = new MigrationTerms(LINK, latencyMs, 0, devices, LIMIT_MS, 1, rules);
        MigrationBench bench = new MigrationBench(COSTS, RAM, terms, load, AT_GET, 0);
        bench.run();
        assertEquals(0, bench.truth.stalePages());
        return bench;
    }

    private static MigrationBench idle(PreCopyRules rules, DeviceStates devices) {
        return run(rules, devices, 0, CpuLoad.uniform(0, 0));
    }

    private static DeviceStates one(long bytes, double aheadShare, boolean ack) {
        return new DeviceStates(1, bytes, Transfer.SERIAL, aheadShare, ack);
    }

    private static long lastLeft(MigrationBench bench) {
        List<RoundRecord> rounds = bench.rounds();
        return rounds.get(rounds.size() - 1).dirtyPages() * 4096;
    }

    @Test
    void withoutDevicesItDoesWhatQemu72Does() {
        CpuLoad load = CpuLoad.uniform(15_000, RAM);
        PreCopyRules before =
                PreCopyRules.of(Rule.QEMU_7_2).withMaxBytesPerSecond(LIMIT).withMaxTimeMs(20_000);
        MigrationBench old = run(before, DeviceStates.NONE, 0, load);
        MigrationBench now = run(RULES, DeviceStates.NONE, 0, load);
        assertTrue(old.rounds().size() > 5);
        assertEquals(old.rounds(), now.rounds());
    }

    @Test
    void whatDevicesHaveToSendCountsAsLeft() {
        long state = 20 * MIB;
        MigrationBench bench = idle(RULES, one(state, 0, false));
        assertTrue(bench.migration.converged());
        assertTrue(lastLeft(bench) + state <= THRESHOLD * 1.001, lastLeft(bench) + " bytes of RAM left");
        assertTrue(bench.rounds().size() > 3, "the first exact answer is too much, so that there is another");
        MigrationBench blind = idle(
                PreCopyRules.of(Rule.QEMU_7_2).withMaxBytesPerSecond(LIMIT).withMaxTimeMs(20_000),
                one(state, 0, false));
        assertTrue(lastLeft(blind) + state > THRESHOLD, "7.2 does not look at devices");
    }

    @Test
    void stateBeyondTheThresholdNeverConverges() {
        MigrationBench bench = idle(RULES, one(40 * MIB, 0, false));
        assertFalse(bench.migration.converged());
        assertEquals(20, bench.migration.totalPs() / 1e12, 3);
    }

    @Test
    void aBandwidthThatIsSetMakesTheThreshold() {
        MigrationBench bench = idle(RULES.withSwitchoverBandwidth(LINK), one(200 * MIB, 0, false));
        assertTrue(bench.migration.converged());
        assertTrue(lastLeft(bench) + 200 * MIB <= LINK * 0.3);
    }

    /** 50 MiB of state, half of it ahead; the destination takes half a second over it. */
    @Test
    void withoutAnAcknowledgementTheDestinationMayNotBeReady() {
        PreCopyRules rules = RULES.withSwitchoverBandwidth(LINK);
        Downtime hasty = idle(rules, one(50 * MIB, 0.5, false)).migration.downtime();
        assertTrue(hasty.allocationPs() > 0.1e12, hasty.toString());
        MigrationBench waiting = idle(rules, one(50 * MIB, 0.5, true));
        Downtime patient = waiting.migration.downtime();
        assertTrue(waiting.migration.converged());
        assertEquals(0, patient.allocationPs());
        assertEquals(hasty.statePs(), patient.statePs(), "the same is left of the state");
        assertEquals(25 * MIB / (212.0 * MIB), patient.statePs() / 1e12, 1e-9);
    }

    /** Nothing limits the thread, so that it asks every millisecond once all is sent. */
    @Test
    void theAcknowledgementTakesItsWayBack() {
        PreCopyRules rules = RULES.withMaxBytesPerSecond(0).withSwitchoverBandwidth(LINK);
        MigrationBench near = run(rules, one(50 * MIB, 0.5, true), 0, CpuLoad.uniform(0, 0));
        MigrationBench far = run(rules, one(50 * MIB, 0.5, true), 40, CpuLoad.uniform(0, 0));
        double laterMs = (far.migration.totalPs() - near.migration.totalPs()) / 1e9;
        assertEquals(3 * 40, laterMs, 3, "there, back, and the last page once more there");
    }

    @Test
    void nothingAheadNeedsNoAcknowledgement() {
        MigrationBench bench = idle(RULES.withSwitchoverBandwidth(LINK), one(50 * MIB, 0, true));
        assertTrue(bench.migration.converged());
        assertEquals(0.5e12, bench.migration.downtime().allocationPs(), 1);
    }
}
