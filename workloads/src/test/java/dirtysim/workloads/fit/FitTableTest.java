package dirtysim.workloads.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dirtysim.guest.Direction;
import dirtysim.guest.Workload;
import dirtysim.guest.WorkloadBuilder;
import dirtysim.workloads.Traces;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FitTableTest {
    private static final long PS_PER_US = 1_000_000;

    private static FitFigure figure(List<FitFigure> table, String name) {
        return table.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void aRecordingIsWithinAllTolerancesOfItself() {
        Workload workload = Traces.open("ahci-seqread128k-strict", false).workload();
        List<FitFigure> table = FitTable.compare(workload, workload);
        assertTrue(table.stream().allMatch(FitFigure::met), FitTable.toText(table));
        assertTrue(table.stream().noneMatch(one -> one.difference() > 1), FitTable.toText(table));
    }

    @Test
    void recordingsOfOtherDevicesAreNot() {
        List<FitFigure> table = FitTable.compare(
                Traces.open("e1000e-rx-strict", false).workload(),
                Traces.open("nvme-randread4k-strict", false).workload());
        for (String name : List.of("map rate", "size mix", "live, mean", "lifetime KS", "shared pages")) {
            assertFalse(figure(table, name).met(), name);
        }
    }

    @Test
    void figuresOfAHandMadeWorkload() {
        WorkloadBuilder builder = new WorkloadBuilder("by hand", false);
        int device = builder.device("device");
        long iova = 0xfffff000L;
        builder.beginBody(0);
        builder.map(0, 0, device, Direction.FROM_DEVICE, iova, new long[] {4096}, new int[] {1});
        builder.map(0, 0, device, Direction.FROM_DEVICE, iova - 8192, new long[] {4096}, new int[] {2});
        builder.unmap(10 * PS_PER_US, 0, device, iova, 1);
        builder.map(
                10 * PS_PER_US, 0, device, Direction.FROM_DEVICE, iova - 4096 * 9, new long[] {1 << 20}, new int[] {1});
        builder.map(10 * PS_PER_US, 0, device, Direction.FROM_DEVICE, iova, new long[] {1 << 21}, new int[] {1});
        TraceFigures figures = new TraceFigures(builder.build(20 * PS_PER_US));
        assertEquals(200_000, figures.mapsPerSecond, 1e-6);
        // Two for 10 us, three for 10 us.
        assertEquals(2.5, figures.meanLive, 1e-9);
        assertEquals(3, figures.maxLive);
        assertEquals(0.25, figures.sharedShare, 1e-9, "the second map shares the page of the first");
        assertEquals(4, figures.guestPages);
        assertEquals(10, figures.lifetimeUs.values()[0], 1e-9);
        assertEquals(1, figures.lifetimeUs.size());
        // Two maps before the unmap, the reuse is the fourth.
        assertEquals(2, figures.reuseDistance.values()[0], 1e-9);
        assertEquals(1, figures.reuseDistance.size());
        assertEquals(1.25, figures.meanPages(), 1e-9);
    }

    /** What the body has of the whole recording, which trace info counts, is nearly all. */
    @ParameterizedTest
    @ValueSource(strings = {"e1000e-rx-strict", "nvme-randread4k-strict", "vblk-seqread128k-strict"})
    void figuresAreThoseOfTraceInfo(String name) {
        TraceFigures figures = new TraceFigures(Traces.open(name, false).workload());
        JsonNode stats = Traces.open(name, false).statistics().toJson().get("stats");
        JsonNode distance = stats.get("iova_reuse_distance_mapevents");
        double[] distances = figures.reuseDistance.values();
        java.util.Arrays.sort(distances);
        assertEquals(distance.get("p50").asDouble(), distances[distances.length / 2], 2);
        double[] lifetimes = figures.lifetimeUs.values();
        java.util.Arrays.sort(lifetimes);
        double lifetime = stats.get("lifetime_us").get("p50").asDouble();
        assertEquals(lifetime, lifetimes[lifetimes.length / 2], lifetime / 20);
        assertTrue(stats.get("max_live_mappings").asLong() >= figures.maxLive);
        double maps = stats.get("events").get("map").asDouble();
        assertEquals(stats.get("pa_alias_map_events").asDouble() / maps, figures.sharedShare, 0.01);
    }
}
