package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.reports.compare.Comparison;
import dirtysim.reports.compare.Pick;
import dirtysim.reports.compare.Verdict;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.RunRecord.Migration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PickTest {
    private static final long MS = 1_000_000_000L;
    private static final String TRACE = "net-rx-strict";

    private static Pick pick(RunRecord... runs) {
        return Verdict.of(Comparison.of(List.of(runs))).picks().get(0);
    }

    private static RunRecord with(String scheme, boolean converged, long downtimeMs, long totalMs) {
        RunRecord run = SampleResults.run(scheme, TRACE);
        Migration was = run.migration();
        return new RunRecord(
                run.scenario(),
                new Migration(
                        converged, totalMs * MS, downtimeMs * MS, was.downtime(), was.sentBytes(), was.throttleSteps()),
                run.rounds(),
                run.tracking(),
                run.guest(),
                run.costs(),
                run.hardware(),
                run.leaves(),
                run.hostCpuPs(),
                run.events(),
                run.stateHash(),
                run.notes());
    }

    @Test
    void whatConvergesIsTakenBeforeWhatIsFaster() {
        Pick pick = pick(with("nested-dbit", true, 200, 900), with("pinned", false, 100, 500));
        assertEquals(List.of("nested-dbit"), pick.schemes());
        assertTrue(pick.others().contains("pinned downtime 0.500× (pre-copy did not meet the limit of"), pick.others());
    }

    @Test
    void downtimesWithinFivePerCentAreLevelAndTheRestDecides() {
        assertEquals(
                List.of("nested-dbit"),
                pick(with("nested-dbit", true, 1_040, 900), with("dtt", true, 1_000, 1_000))
                        .schemes());
        assertEquals(
                List.of("dtt"),
                pick(with("nested-dbit", true, 1_060, 900), with("dtt", true, 1_000, 1_000))
                        .schemes());
        assertEquals(
                List.of("mine", "dtt"),
                pick(with("mine", true, 1_050, 1_000), with("dtt", true, 1_000, 1_000))
                        .schemes());
    }

    @Test
    void withinTheLimitAShorterDowntimeCountsForNothing() {
        assertEquals(
                List.of("mine"),
                pick(with("mine", true, 20, 900), with("dtt", true, 1, 1_000)).schemes());
    }

    @Test
    void whatLostPagesIsNamedAndNeverTaken() {
        Pick pick = pick(SampleResults.run("iova-log", TRACE), with("mine", true, 1_000, 9_000));
        assertEquals(List.of("mine"), pick.schemes());
        assertTrue(pick.lost().startsWith("iova-log "), pick.lost());
        assertEquals("", pick.others());
        assertEquals(List.of(), pick(SampleResults.run("iova-log", TRACE)).schemes());
    }

    @Test
    void whatASchemeNeedsIsSaid() {
        assertTrue(pick(with("dtt", true, 1, 1)).needs().startsWith("dtt needs a guest that was changed for it"));
        assertEquals("", pick(with("mine", true, 1, 1)).needs());
    }
}
