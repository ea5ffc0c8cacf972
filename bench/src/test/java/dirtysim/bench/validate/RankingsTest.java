package dirtysim.bench.validate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.CpuLogging.Kind;
import dirtysim.host.DeviceStates;
import dirtysim.host.DeviceStates.Transfer;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.LeafPolicy;
import dirtysim.memory.PageSize;
import dirtysim.reports.Check;
import dirtysim.scenario.RunRecord;
import dirtysim.tracking.Schemes;
import dirtysim.validation.DirtyLogPass;
import dirtysim.validation.OverlappingAccesses;
import dirtysim.validation.PacketLoop;
import dirtysim.validation.TrackedRun;
import dirtysim.validation.UnmapLoop;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who must come out ahead of whom, in simulated results. The table of rankings in this module's README names the sources. */
class RankingsTest {
    private static final CostModel COSTS = CostModel.defaults();
    private static final long IOVA = 0x1000_0000L;
    private static final long GIB = 1L << 30;

    /**
     * Bandwidth: no vIOMMU and lazy with batched maps tie, then lazy and strict with batched maps tie, then strict. Latency:
     * none far below lazy, lazy below strict, and batching maps changes nothing.
     */
    @Test
    void ranking1GuestVisibleOverhead() {
        Map<String, Double> simulated = new TreeMap<>();
        for (Check check : ViommuChecksTest.CHECKS) {
            simulated.put(check.quantity(), check.simulated());
        }
        double none = simulated.get("viommu_bandwidth/none");
        double lazy = simulated.get("viommu_bandwidth/lazy");
        double strict = simulated.get("viommu_bandwidth/strict");
        double tiePoints = 2;
        assertEquals(none, simulated.get("viommu_bandwidth/lazy-batched"), tiePoints);
        assertEquals(lazy, simulated.get("viommu_bandwidth/strict-batched"), tiePoints);
        assertTrue(none > lazy + tiePoints && lazy > strict + tiePoints, none + ", " + lazy + ", " + strict);

        double lazyLatency = simulated.get("viommu_latency/lazy");
        double strictLatency = simulated.get("viommu_latency/strict");
        assertTrue(3 * simulated.get("viommu_latency/none") < lazyLatency, "lazy " + lazyLatency);
        assertTrue(lazyLatency < strictLatency, lazyLatency + ", " + strictLatency);
        assertEquals(lazyLatency, simulated.get("viommu_latency/lazy-batched"), 0.01);
        assertEquals(strictLatency, simulated.get("viommu_latency/strict-batched"), 0.01);
    }

    /** A device that the VMM emulates is far slower than one passed through: 3.8 and 9.6 times were published. */
    @Test
    void ranking1AnEmulatedDeviceIsFarBelowPassthrough() {
        double emulated = RankingGuests.receiving("emulated", 1).guest().slowdown();
        double nested = RankingGuests.receiving("nested-dbit", 1).guest().slowdown();
        double shadow = RankingGuests.receiving("shadow-dbit", 1).guest().slowdown();
        assertTrue(emulated / nested > 3 && emulated / nested < 12, emulated + " and " + nested);
        assertTrue(nested < shadow && shadow < emulated, nested + ", " + shadow + ", " + emulated);
    }

    private static TrackedRun tracked(String scheme, long ramBytes) {
        CostModel costs = RankingGuests.with("device-log-at-unmap", "report");
        return tracked(scheme, ramBytes, costs, PageSize.SIZE_4K);
    }

    private static TrackedRun tracked(String scheme, long ramBytes, CostModel costs, PageSize leaf) {
        LeafPolicy leaves = new LeafPolicy(leaf, false);
        return new TrackedRun(costs, leaves, Schemes.create(scheme), List.of(0), ramBytes, false);
    }

    /** Maps, unmaps and writes of one device, the same for the same seed. */
    private static GfnBitmap reported(String scheme, long seed) {
        return reported(tracked(scheme, GIB / 4), scheme, seed);
    }

    private static GfnBitmap reported(TrackedRun run, String scheme, long seed) {
        RandomStream random = new RandomStreams(seed).stream("rankings");
        boolean[] live = new boolean[64];
        for (int n = 0; n < 600; n++) {
            int slot = random.nextInt(live.length);
            long iova = IOVA + slot * 16L * 4096;
            long gpa = random.nextLong(GIB / 4 / 4096 - 16) * 4096;
            int page = random.nextInt(16);
            boolean mayWrite = slot % 4 != 0;
            if (!live[slot]) {
                run.map(0, iova, gpa, 16 * 4096, mayWrite);
                live[slot] = true;
            } else if (random.nextBoolean(0.3)) {
                run.unmap(0, iova, 16 * 4096);
                live[slot] = false;
            } else if (mayWrite) {
                run.access(0, iova + page * 4096L, true);
            }
            if (n == 300) {
                run.query();
            }
        }
        assertEquals(0, run.query().missed(), scheme + ", seed " + seed);
        return run.reported();
    }

    private static void assertWithin(GfnBitmap inner, GfnBitmap outer, String what) {
        for (long gfn = inner.next(0); gfn >= 0; gfn = inner.next(gfn + 1)) {
            assertTrue(outer.get(gfn), what + ": GFN " + gfn);
        }
    }

    /** What is reported: a device's log and D bits of 4 KiB the same, within what is mapped for write, within what is pinned. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void ranking2PrecisionBySetInclusion(long seed) {
        GfnBitmap written = reported("nested-dbit", seed);
        GfnBitmap mappedForWrite = reported("map-time", seed);
        GfnBitmap pinned = reported("pinned", seed);
        for (String same : List.of("device-log", "shadow-dbit", "iommufd-dbit")) {
            assertEquals(written.contentHash(), reported(same, seed).contentHash(), same + ", seed " + seed);
        }
        assertWithin(written, mappedForWrite, "seed " + seed);
        assertWithin(mappedForWrite, pinned, "seed " + seed);
        assertTrue(written.count() < mappedForWrite.count() && mappedForWrite.count() < pinned.count(), "seed " + seed);
    }

    /** What is reported by D bits of larger leaves, of the same guest: more, and more than what is mapped for write. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void ranking2LargerLeavesReportMoreThanWhatIsMappedForWrite(long seed) {
        GfnBitmap small = reported("nested-dbit", seed);
        TrackedRun run = tracked("nested-dbit", GIB / 4, COSTS, PageSize.SIZE_2M);
        GfnBitmap large = reported(run, "nested-dbit of 2 MiB", seed);
        assertWithin(small, large, "seed " + seed);
        assertEquals(0, large.count() % PageSize.SIZE_2M.pages(), "whole leaves");
        long mappedForWrite = reported("map-time", seed).count();
        assertTrue(mappedForWrite < large.count(), "seed " + seed + ": " + mappedForWrite + ", " + large.count());
    }

    /** A guest without a vIOMMU has all of its memory pinned: nothing that D bits of whatever leaf report is more than that. */
    @Test
    void ranking2NothingIsLessPreciseThanPinnedMemory() {
        long ram = 2 * GIB;
        long pages = ram / 4096;
        long[] counts = new long[4];
        PageSize[] leaves = {PageSize.SIZE_4K, PageSize.SIZE_2M, PageSize.SIZE_1G};
        for (int n = 0; n < leaves.length; n++) {
            counts[n] = passedThrough(tracked("shadow-dbit", ram, COSTS, leaves[n]), ram);
        }
        counts[3] = passedThrough(tracked("pinned", ram, COSTS, PageSize.SIZE_4K), ram);
        assertArrayEquals(new long[] {2, 2 * 512, 262_144, pages}, counts);
    }

    /** Pages reported once a device that may write to all memory has written two pages in different 2 MiB of one GiB. */
    private static long passedThrough(TrackedRun run, long ramBytes) {
        run.map(0, 0, 0, ramBytes, true);
        run.query();
        run.access(0, 5 * 4096, true);
        run.access(0, 600 * 4096, true);
        return run.query().reported();
    }

    private static double queryUs(String scheme, long ramBytes, int dirtyPages) {
        return queryUs(tracked(scheme, ramBytes), dirtyPages);
    }

    private static double queryUs(TrackedRun run, int dirtyPages) {
        run.map(0, IOVA, 1 << 20, Math.max(dirtyPages, 10_000) * 4096L, true);
        run.query();
        for (int page = 0; page < dirtyPages; page++) {
            run.access(0, IOVA + page * 4096L, true);
        }
        assertEquals(dirtyPages, run.query().reported());
        return run.queryPs() / 1e6;
    }

    /** Per GiB: bitmap copy 0.007 to 0.02 ms, scan of D bits 0.6 ms, clear of a write-protected log 5 to 20 ms. */
    @Test
    void ranking3CollectionCostPerGib() {
        double scanMs = (queryUs("nested-dbit", 2 * GIB, 0) - queryUs("nested-dbit", GIB, 0)) / 1000;
        CpuLogging logging = new CpuLogging(Kind.WRITE_PROTECT, false, true, true, false, 4, 4096);
        DirtyLogPass pass = new DirtyLogPass(COSTS, GIB, logging);
        double copyMs = pass.readPs() / 1e9;
        double clearMs = pass.clearPs() / 1e9;
        TrackedRun large = tracked("nested-dbit", 2 * GIB, COSTS, PageSize.SIZE_2M);
        TrackedRun half = tracked("nested-dbit", GIB, COSTS, PageSize.SIZE_2M);
        // The first copy finds the bitmap cold.
        for (TrackedRun run : List.of(large, half)) {
            run.query();
            run.query();
        }
        double largeLeavesMs = (large.queryPs() - half.queryPs()) / 1e9 - copyMs;
        assertTrue(largeLeavesMs > 0.0005 && largeLeavesMs < 0.003, "scan of 2 MiB leaves " + largeLeavesMs);
        assertTrue(copyMs > 0.006 && copyMs < 0.02, "copy " + copyMs);
        assertTrue(scanMs > 0.5 && scanMs < 0.75, "scan " + scanMs);
        assertTrue(clearMs > 5 && clearMs < 20, "clear " + clearMs);
    }

    /** A log costs what was written and a scan what there is, so each wins somewhere, along either axis. */
    @Test
    void ranking3LogAndScanCrossInMemorySizeAndInDirtyRate() {
        double perPage = (queryUs("device-log", GIB, 8000) - queryUs("device-log", GIB, 4000)) / 4000;
        assertEquals(queryUs("device-log", GIB, 4000), queryUs("device-log", GIB, 0) + 4000 * perPage, 1);
        assertEquals(queryUs("device-log", GIB / 16, 2000), queryUs("device-log", 4 * GIB, 2000), 1e-6);

        assertTrue(queryUs("nested-dbit", GIB / 16, 2000) < queryUs("device-log", GIB / 16, 2000), "a small guest");
        assertTrue(queryUs("device-log", GIB, 2000) < queryUs("nested-dbit", GIB, 2000), "a large guest");

        assertTrue(queryUs("device-log", GIB / 4, 200) < queryUs("nested-dbit", GIB / 4, 200), "a low dirty rate");
        assertTrue(queryUs("nested-dbit", GIB / 4, 8000) < queryUs("device-log", GIB / 4, 8000), "a high dirty rate");
    }

    /** State and allocation are seconds, a query is milliseconds; sending state ahead saves more than channels do. */
    @Test
    void ranking8DeviceStateDominatesTheDowntime() {
        long bytes = 100L << 20;
        RunRecord serial = RankingGuests.withDevices(new DeviceStates(4, bytes, Transfer.SERIAL, 0, false));
        RunRecord parallel = RankingGuests.withDevices(new DeviceStates(4, bytes, Transfer.PARALLEL, 0, false));
        RunRecord ahead = RankingGuests.withDevices(new DeviceStates(4, bytes, Transfer.SERIAL, 0.711, true));
        double whole = serial.migration().downtimePs();
        double tracking = serial.migration().downtime().syncPs();
        assertTrue(tracking < 0.01 * whole, serial.migration().downtime().toString());
        double byChannels = 1 - parallel.migration().downtimePs() / whole;
        double byPreCopy = 1 - ahead.migration().downtimePs() / whole;
        assertTrue(byPreCopy > byChannels && byChannels > 0.4, byPreCopy + " and " + byChannels);
    }

    /** Hardware that logs keeps the guest faster, and so the migration takes longer; neither is throttled. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ranking4TheFasterGuestMigratesLonger(boolean exclusiveFaults) {
        CpuLogging pml = new CpuLogging(Kind.PML, true, true, true, exclusiveFaults, 4, 4096);
        RunRecord hardware = RankingGuests.writing(pml, 400_000);
        RunRecord faults = RankingGuests.writing(pml.with(Kind.WRITE_PROTECT), 400_000);
        assertTrue(hardware.migration().converged() && faults.migration().converged());
        assertTrue(
                hardware.guest().cpuSlowdown() < faults.guest().cpuSlowdown(),
                hardware.guest() + " and " + faults.guest());
        assertTrue(
                hardware.migration().totalPs() > faults.migration().totalPs(),
                hardware.migration() + " and " + faults.migration());
    }

    /**
     * The same under auto-converge, where a guest writes so much faster than the link sends that the throttle acts. Faults slow the
     * guest from the start, so that it takes fewer or later steps of the throttle to come below the link.
     */
    @ParameterizedTest
    @CsvSource({"false, 800000", "true, 800000", "false, 1600000", "true, 1600000"})
    void ranking4UnderTheSameThrottleTheFasterGuestMigratesLonger(boolean exclusiveFaults, double pagesPerSecond) {
        CpuLogging pml = new CpuLogging(Kind.PML, true, true, true, exclusiveFaults, 4, 4096);
        RunRecord hardware = RankingGuests.throttled(pml, pagesPerSecond);
        RunRecord faults = RankingGuests.throttled(pml.with(Kind.WRITE_PROTECT), pagesPerSecond);
        assertTrue(hardware.migration().converged() && faults.migration().converged());
        assertFalse(hardware.migration().throttleSteps().isEmpty(), "the throttle acts");
        assertTrue(
                hardware.migration().throttleSteps().size()
                        >= faults.migration().throttleSteps().size(),
                hardware.migration().throttleSteps() + " and "
                        + faults.migration().throttleSteps());
        assertTrue(
                hardware.guest().cpuSlowdown() < faults.guest().cpuSlowdown(),
                hardware.guest() + " and " + faults.guest());
        assertTrue(
                hardware.migration().totalPs() > faults.migration().totalPs(),
                hardware.migration() + " and " + faults.migration());
    }

    /** Strict pays one invalidation per unmap, deferred a share of one. */
    @Test
    void ranking5StrictPaysForEachUnmapAndDeferredAmortises() {
        Map<PacketLoop.Mapping, Double> ns = new TreeMap<>();
        for (PacketLoop.Mapping mapping : PacketLoop.Mapping.values()) {
            ns.put(mapping, new PacketLoop(COSTS, mapping, 500, 0).meanIntervalNs(20_000));
        }
        double reused = ns.get(PacketLoop.Mapping.REUSED);
        double deferred = ns.get(PacketLoop.Mapping.DEFERRED);
        double strict = ns.get(PacketLoop.Mapping.STRICT);
        assertTrue(reused < deferred && deferred < strict, ns.toString());
        assertEquals(COSTS.invalidateNs(), strict - deferred, 0.05 * COSTS.invalidateNs());
    }

    /** The bitmap that is fed at each unmap is on the strict side, and pays one more invalidation if it is free of races. */
    @Test
    void ranking5AShadowBitmapIsOnTheStrictSideAndARaceFreeOnePaysTwice() {
        RunRecord nested = RankingGuests.lazy("nested-dbit", COSTS, 64);
        RunRecord shadow = RankingGuests.lazy("shadow-dbit", COSTS, 64);
        RunRecord read = RankingGuests.lazy("iommufd-dbit", COSTS, 64);
        RunRecord raceFree =
                RankingGuests.lazy("iommufd-dbit", RankingGuests.with("unmap-harvest", "write-protect"), 64);
        assertTrue(invalidationsPerUnmap(nested) < 0.1, "nested " + invalidationsPerUnmap(nested));
        assertEquals(1, invalidationsPerUnmap(shadow), 0.05);
        assertEquals(1, invalidationsPerUnmap(read), 0.05);
        assertEquals(2, invalidationsPerUnmap(raceFree), 0.05);
        double addedPs = raceFree.costs().flushUnmap().p50Ps()
                - read.costs().flushUnmap().p50Ps();
        assertTrue(addedPs > COSTS.invalidatePs() / 2.0, "race-free adds " + addedPs);
        assertTrue(nested.guest().slowdown() <= shadow.guest().slowdown());
    }

    private static double invalidationsPerUnmap(RunRecord run) {
        return (double) run.hardware().invalidations() / run.guest().unmapOps();
    }

    /** Share of the throughput over a small window that is lost over one of 64 MiB, by one device that reads at random. */
    private static double lostShare(int bytes, PageSize leaf) {
        double busNs = bytes * 8 / (bytes == 64 ? 27.6 : 55.0);
        var device = new OverlappingAccesses.Requester(bytes, false, 35, true, CostModel.ps(busNs), CostModel.ps(613));
        double[] gbit = new double[2];
        long[] windows = {PageSize.SIZE_2M.bytes() / 8, 64L << 20};
        for (int n = 0; n < 2; n++) {
            long window = leaf == PageSize.SIZE_4K ? windows[n] : Math.max(windows[n], leaf.bytes());
            RandomStream random = new RandomStreams(1).stream("rankings");
            gbit[n] = bytes * 8 / new OverlappingAccesses(COSTS, device, window, leaf, random).meanIntervalNs(40_000);
        }
        return 1 - gbit[1] / gbit[0];
    }

    /** Superpages take the cliff away; without them random DMA of 64 bytes loses half or more, and of 512 bytes next to nothing. */
    @Test
    void ranking6Granularity() {
        double small = lostShare(64, PageSize.SIZE_4K);
        assertTrue(small > 0.5 && small < 0.75, "64 bytes: " + small);
        assertEquals(0, lostShare(512, PageSize.SIZE_4K), 0.03);
        assertEquals(0, lostShare(64, PageSize.SIZE_2M), 0.01);
    }

    /** 52 times from 1 to 96 CPUs were published. */
    @Test
    void ranking7AnUnmapCostsManyTimesMoreWithManyCpus() {
        double alone = new UnmapLoop(COSTS, 1, 0).meanNs(1000);
        double crowded = new UnmapLoop(COSTS, 96, 0).meanNs(20_000);
        assertTrue(crowded / alone > 96.0 / 2, crowded + " and " + alone);
    }

    /** A shadowed device passed through beats an emulated one on one CPU, and loses to it on many that share the VMM's lock. */
    @Test
    void ranking7TheOrderOfTwoSchemesChangesWithTheNumberOfCpus() {
        assertTrue(slowdown("shadow-dbit", 1) < slowdown("emulated", 1) / 2);
        assertTrue(slowdown("shadow-dbit", 32) > slowdown("emulated", 32) * 1.5);
        assertFalse(slowdown("nested-dbit", 32) > slowdown("shadow-dbit", 32), "not every pair changes");
    }

    private static double slowdown(String scheme, int cpus) {
        return RankingGuests.receiving(scheme, cpus).guest().slowdown();
    }

    /**
     * Of three schemes the one that scans most is last with one thread and second with 32, at 64 GiB and 100,000 dirty
     * pages. It does not overtake the one that scans less, for that gains too; nor does it at 1 TiB.
     */
    @Test
    void ranking10ParallelScansChangeTheOrder() {
        long ram = 64 * GIB;
        assertTrue(parallelUs("shadow-dbit", ram, "1") < parallelUs("nested-dbit", ram, "1") / 4);
        assertTrue(parallelUs("device-log", ram, "1") < parallelUs("nested-dbit", ram, "1") / 4);

        assertTrue(parallelUs("nested-dbit", ram, "32") < parallelUs("device-log", ram, "32") / 2);
        assertTrue(parallelUs("shadow-dbit", ram, "32") < parallelUs("nested-dbit", ram, "32"));

        double large = parallelUs("nested-dbit", 1024 * GIB, "32");
        assertTrue(large > parallelUs("shadow-dbit", 1024 * GIB, "32"), "1 TiB: " + large);
        assertTrue(large < 10 * parallelUs("shadow-dbit", 1024 * GIB, "32"), "1 TiB: " + large);
    }

    private static double parallelUs(String scheme, long ramBytes, String threads) {
        return queryUs(
                tracked(scheme, ramBytes, RankingGuests.with("scan-threads", threads), PageSize.SIZE_4K), 100_000);
    }
}
