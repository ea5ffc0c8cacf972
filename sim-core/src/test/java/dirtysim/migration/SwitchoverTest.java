package dirtysim.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.cpu.CpuLoad;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.DeviceStates;
import dirtysim.host.DeviceStates.Transfer;
import dirtysim.host.Parameters;
import dirtysim.host.PreCopyRules;
import dirtysim.scenario.RunRecord.Downtime;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Latency, channels and devices' state in closed form, and the downtime as their sum. */
class SwitchoverTest {
    private static final long MIB = 1L << 20;
    private static final long RAM = 64 * MIB;
    private static final long PAGES = RAM >>> 12;
    private static final CostModel COSTS = CostModel.defaults();

    private static MigrationBench run(
            CostModel costs, long link, double latencyMs, int channels, DeviceStates devices, CpuLoad load) {
        MigrationTerms terms = new MigrationTerms(link, latencyMs, channels, devices, 50, 4, PreCopyRules.ROUNDS);
        MigrationBench bench = new MigrationBench(costs, RAM, terms, load, CpuLogging.STANDARD, 0);
        bench.run();
        return bench;
    }

    private static MigrationBench idle(long link, double latencyMs, int channels, DeviceStates devices) {
        return run(COSTS, link, latencyMs, channels, devices, CpuLoad.uniform(0, 0));
    }

    @Test
    void latencyIsAddedOnce() {
        MigrationBench near = idle(1_250_000_000L, 0, 0, DeviceStates.NONE);
        MigrationBench far = idle(1_250_000_000L, 25, 0, DeviceStates.NONE);
        assertEquals(25_000_000_000L, far.migration.downtimePs() - near.migration.downtimePs());
        assertEquals(25_000_000_000L, far.migration.totalPs() - near.migration.totalPs());
        assertEquals(25_000_000_000L, far.migration.downtime().sendPs(), "with the last page");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 8})
    void channelsShareTheWorkUpToTheLink(int channels) {
        long link = 12_000_000_000L;
        double freeNs = idle(link, 0, 0, DeviceStates.NONE).rounds().get(0).durationPs() / 1000.0;
        double bulkNs =
                idle(link, 0, channels, DeviceStates.NONE).rounds().get(0).durationPs() / 1000.0;
        double channelNs = 2220.0 / channels;
        double linkNs = 4104e9 / link;
        assertEquals(PAGES * (Math.max(channelNs, linkNs) - linkNs), bulkNs - freeNs, PAGES * 0.02);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 16})
    void serialStateTakesTimeForEachDeviceAndSoDoesItsAllocation(int devices) {
        DeviceStates states = new DeviceStates(devices, 100 * MIB, Transfer.SERIAL, 0, false);
        Downtime downtime = idle(12_500_000_000L, 0, 0, states).migration.downtime();
        assertEquals(devices * 100 / 212.0, downtime.statePs() / 1e12, 1e-9);
        assertEquals(devices * 0.517, downtime.allocationPs() / 1e12, 1e-9);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 16})
    void parallelStateSharesARateAfterAStart(int devices) {
        DeviceStates states = new DeviceStates(devices, 100 * MIB, Transfer.PARALLEL, 0, false);
        Downtime downtime = idle(12_500_000_000L, 0, 0, states).migration.downtime();
        assertEquals(0.093 + devices * 100 / 411.0, downtime.statePs() / 1e12, 1e-9);
        assertEquals(0.517, downtime.allocationPs() / 1e12, 1e-9, "all at once");
    }

    @Test
    void aSlowLinkLimitsStateToo() {
        long link = 50 * MIB;
        DeviceStates states = new DeviceStates(2, 100 * MIB, Transfer.PARALLEL, 0, false);
        MigrationBench bench = idle(link, 0, 0, states);
        assertEquals(4, bench.migration.downtime().statePs() / 1e12, 1e-6);
        assertEquals(
                PAGES * 4104 + 200 * MIB, bench.migration.sentBytes(), "state is bytes on the link like any other");
    }

    @Test
    void whatWentAheadIsNotSentAgain() {
        DeviceStates states = new DeviceStates(1, 100 * MIB, Transfer.SERIAL, 0.75, false);
        MigrationBench bench = idle(12_500_000_000L, 0, 0, states);
        assertEquals(25 / 212.0, bench.migration.downtime().statePs() / 1e12, 1e-9);
        assertEquals(PAGES * 4104 + 100 * MIB, bench.migration.sentBytes());
        // 75 MiB go in 354 ms; the destination begins then, and has 517 ms of work.
        assertTrue(bench.migration.downtime().allocationPs() > 0.3e12);
    }

    /** Whatever is set, the parts are the whole, to the picosecond. */
    @Test
    void theDowntimeIsTheSumOfItsParts() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int n = 0; n < 40; n++) {
            DeviceStates states = new DeviceStates(
                    random.nextInt(4),
                    random.nextInt(200) * MIB,
                    Transfer.values()[random.nextInt(2)],
                    random.nextInt(3) / 2.0,
                    false);
            CostModel costs = Parameters.with(
                    COSTS,
                    Map.of(
                            "vm-stop-us", Integer.toString(random.nextInt(5000)),
                            "switchover-ms", Integer.toString(random.nextInt(100)),
                            "state-allocation-ms-per-mib", Integer.toString(random.nextInt(5))),
                    "test");
            MigrationBench bench = run(
                    costs,
                    100_000_000L + random.nextInt(1_000_000_000),
                    random.nextInt(20),
                    random.nextInt(5),
                    states,
                    CpuLoad.uniform(random.nextInt(20_000), 16 * MIB));
            Downtime d = bench.migration.downtime();
            long sum = d.stopPs()
                    + d.quiescePs()
                    + d.syncPs()
                    + d.sendPs()
                    + d.statePs()
                    + d.allocationPs()
                    + d.switchoverPs();
            assertEquals(bench.migration.downtimePs(), sum, "seed " + seed + ", case " + n);
            int last = bench.rounds().size() - 1;
            assertEquals(bench.rounds().get(last).syncPs(), d.syncPs(), "seed " + seed + ", case " + n);
            assertEquals(0, bench.truth.stalePages(), "seed " + seed + ", case " + n);
        }
    }
}
