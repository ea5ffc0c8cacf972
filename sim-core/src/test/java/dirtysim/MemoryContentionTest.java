package dirtysim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.contract.RandomWorkloads;
import dirtysim.guest.Workload;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.RunRecord.Spent;
import dirtysim.scenario.Scenario;
import org.junit.jupiter.api.Test;

/** Where the bandwidth of memory matters, and where it does not. */
class MemoryContentionTest {
    private static final Workload WORKLOAD = RandomWorkloads.make(1, false, Scenarios.RAM_BYTES, 600);

    @Test
    void oneThreadThatScansAndDevicesOfAnOrdinaryHostHardlyMeet() {
        RunRecord run = run("scan-threads", "1");
        assertTrue(waitedPs(run) < elapsedQueryPs(run) / 1000, waitedPs(run) + " of " + elapsedQueryPs(run) + " ps");
    }

    @Test
    void manyThreadsThatScanWaitForMemory() {
        RunRecord one = run("scan-threads", "1");
        RunRecord many = run("scan-threads", "128");
        // 8 bytes at 95 GB/s are 84 ps, of 2400.
        double bound = 8 / 95.0 / 2.4;
        // A run that scans faster may need fewer rounds.
        double ratio = perQuery(many, elapsedPs(many, "scan") + elapsedPs(many, "clear") + waitedPs(many))
                / perQuery(one, elapsedPs(one, "scan"));
        assertTrue(
                ratio > 0.999 * bound && ratio < 1.1 * bound, ratio + " of the time of one thread, at least " + bound);
        assertTrue(waitedPs(many) > 0);
    }

    @Test
    void devicesAtLineRateAndSlowMemoryHoldUpAScan() {
        String[] busy = {"pcie-gbit-per-s", "504", "memory-gbyte-per-s", "20", "scan-threads", "8"};
        String[] roomy = {"pcie-gbit-per-s", "504", "memory-gbyte-per-s", "400", "scan-threads", "8"};
        assertTrue(waitedPs(run(busy)) > 10 * waitedPs(run(roomy)));
    }

    private static RunRecord run(String... changes) {
        Scenario scenario = Scenarios.changed(Scenarios.of("nested-dbit", 1, 7), changes);
        RunRecord run = Simulation.run(scenario, WORKLOAD);
        assertEquals(0, run.tracking().lostPages());
        return run;
    }

    private static long waitedPs(RunRecord run) {
        return elapsedPs(run, "memory wait");
    }

    private static double perQuery(RunRecord run, long ps) {
        return (double) ps / run.costs().flushQuery().count();
    }

    private static long elapsedPs(RunRecord run, String on) {
        return run.costs().breakdown().stream()
                .filter(spent -> spent.on().equals(on))
                .mapToLong(spent -> spent.elapsed().queryPs())
                .sum();
    }

    private static long elapsedQueryPs(RunRecord run) {
        return run.costs().breakdown().stream()
                .map(Spent::elapsed)
                .mapToLong(RunRecord.Elapsed::queryPs)
                .sum();
    }
}
