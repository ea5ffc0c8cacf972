package dirtysim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.guest.Workload;
import dirtysim.memory.LeafPolicy;
import dirtysim.memory.PageSize;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import dirtysim.tracking.Schemes;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sound schemes lose nothing, whatever leaves the host's tables have and whether they are cut meanwhile. */
class LeafSizeContractTest {
    private static final long GIB = 1L << 30;
    private static final List<LeafPolicy> POLICIES =
            List.of(LeafPolicy.SMALL, new LeafPolicy(PageSize.SIZE_2M, false), new LeafPolicy(PageSize.SIZE_2M, true));

    static List<String> soundSchemes() {
        return SchemeContractTest.soundSchemes().toList();
    }

    @ParameterizedTest
    @MethodSource("soundSchemes")
    void losesNothing(String scheme) {
        for (LeafPolicy leaves : POLICIES) {
            for (long seed = 1; seed <= 2; seed++) {
                for (boolean lazy : new boolean[] {false, true}) {
                    Scenario scenario = Scenarios.of(scheme, seed, 1)
                            .change()
                            .leaves(leaves)
                            .lazyUnderShadow(lazy && seed % 2 == 0)
                            .build();
                    check(scenario, LargeMappings.make(seed, lazy, 1));
                }
            }
        }
    }

    /** The ring is one leaf of 1 GiB, and RAM is two. */
    @ParameterizedTest
    @MethodSource("soundSchemes")
    void losesNothingWithLeavesOf1Gib(String scheme) {
        for (boolean split : new boolean[] {false, true}) {
            Scenario scenario = Scenarios.of(scheme, 1, 1)
                    .change()
                    .ramBytes(2 * GIB)
                    .linkBytesPerSecond(100_000_000_000L)
                    .maxRounds(4)
                    .leaves(new LeafPolicy(PageSize.SIZE_1G, split))
                    .build();
            check(scenario, LargeMappings.make(1, false, PageSize.SIZE_1G.pages()));
        }
    }

    /** Small hardware, where what is cached of a large leaf and what is not meet each other often. */
    @ParameterizedTest
    @MethodSource("soundSchemes")
    void losesNothingOnSmallHardware(String scheme) {
        for (boolean split : new boolean[] {false, true}) {
            Scenario small = Scenarios.changed(
                    Scenarios.of(scheme, 2, 1),
                    "iotlb-entries",
                    "4",
                    "iotlb-ways",
                    "2",
                    "walk-cache-entries",
                    "1",
                    "ats",
                    "on",
                    "device-tlb-entries",
                    "2",
                    "first-stage-ad",
                    "on-update",
                    "posted-write-ns",
                    "2000");
            check(
                    small.change()
                            .leaves(new LeafPolicy(PageSize.SIZE_2M, split))
                            .build(),
                    LargeMappings.make(2, true, 1));
        }
    }

    private static void check(Scenario scenario, Workload workload) {
        RunRecord run = Simulation.run(scenario, workload);
        String which = scenario + ", trace " + workload.name();
        assertEquals(List.of(), run.tracking().lostSample(), which);
        assertEquals(0, run.tracking().lostPages(), which);
        assertEquals(0, run.guest().dmaFaults(), which);
        boolean guestRuns = !scenario.scheme().equals("stop-copy");
        assertTrue(
                !guestRuns || run.guest().dmaWritePages() > 500, run.guest().dmaWritePages() + " writes in " + which);
        boolean readsDirty = Schemes.create(scenario.scheme()).needs().size() > 0;
        boolean cut = readsDirty && scenario.leaves().splits();
        assertEquals(cut, run.leaves().splitPs() > 0, which);
        assertEquals(cut, run.leaves().collapsePs() > 0, which);
        if (!readsDirty || cut || scenario.leaves().largest() == PageSize.SIZE_4K) {
            assertEquals(0, run.leaves().largeDirty(), which);
        } else {
            assertTrue(run.leaves().largeDirty() > 0, "no large leaf was ever dirty in " + which);
        }
    }
}
