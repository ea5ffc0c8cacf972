package dirtysim.contract;

import dirtysim.Simulation;
import dirtysim.guest.Workload;
import dirtysim.host.CostModel;
import dirtysim.host.HandOver;
import dirtysim.host.InputException;
import dirtysim.host.Parameters;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import dirtysim.scenario.ScenarioBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs a scheme on one random guest after the other, each under many conditions: strict, lazy, and lazy under a shadow vIOMMU
 * as well; slower and faster than drawn; every path of handing a bitmap over; {@linkplain #HARDWARE other hardware}; and each
 * order in which locks are granted and a sync asks. The guest is small, with 64 MiB of RAM, and its migration takes several
 * rounds. A pure function of scheme and seed.
 */
public final class SchemeContract {
    /** Hardware that differs from the default, as parameters; with caches that are small enough for everything in them to happen. */
    public static final List<String> HARDWARE = List.of(
            "first-stage-ad=on-update",
            "first-stage-ad=every-walk",
            "first-stage-ad=every-walk,nested-cache-entries=1,walk-cache-entries=1,iotlb-entries=2,ats=on",
            "ats=on",
            "ats=on,device-tlb-entries=2,posted-write-ns=2000,first-stage-ad=on-update",
            "posted-write-ns=2000,invalidate-ns=100",
            "iotlb-replacement=random,iotlb-entries=8",
            "iotlb-replacement=empty-when-full,walk-cache-entries=0,first-stage-levels=5,second-stage-levels=3");

    private static final List<String> ORDERS = List.of(
            "lock-order=fifo,sync-order=cpus-first",
            "lock-order=lifo,sync-order=devices-first",
            "lock-order=lifo,sync-order=cpus-first",
            "lock-order=random,sync-order=devices-first",
            "lock-order=random,sync-order=cpus-first");

    private static final long RAM_BYTES = 64L << 20;
    private static final int OPERATIONS = 600;
    private static final double[] TIME_SCALES = {0.3, 1, 7};
    /** A chunk of the migration region is then 2 MiB of guest memory, so that a hand-over has 32. */
    private static final String SMALL_CHUNKS = "region-chunk-bytes=64";

    private final List<Breach> breaches = new ArrayList<>();
    private final String scheme;
    private final long seed;
    private int runs;

    private SchemeContract(String scheme, long seed) {
        this.scheme = scheme;
        this.seed = seed;
    }

    /**
     * What came out of one guest or several.
     *
     * @param runs runs that were made
     * @param breaches those in which the contract was broken, in the order in which they were made
     */
    public record Outcome(int runs, List<Breach> breaches) {
        /** Defensive copy. */
        public Outcome {
            breaches = List.copyOf(breaches);
        }
    }

    /**
     * Runs a scheme on the guests of the seeds 1 to {@code guests}.
     *
     * @param scheme id of a scheme on the class path
     * @param guests how many, 0 or more
     * @throws InputException if there is no such scheme, it needs what the default hardware lacks, or it is not a bundled one
     *     and fails
     */
    public static Outcome run(String scheme, int guests) {
        int runs = 0;
        List<Breach> breaches = new ArrayList<>();
        for (long seed = 1; seed <= guests; seed++) {
            SchemeContract contract = new SchemeContract(scheme, seed);
            contract.perform();
            runs += contract.runs;
            breaches.addAll(contract.breaches);
        }
        return new Outcome(runs, breaches);
    }

    private void perform() {
        Workload strict = RandomWorkloads.make(seed, false, RAM_BYTES, OPERATIONS);
        Workload lazy = RandomWorkloads.make(seed, true, RAM_BYTES, OPERATIONS);
        for (double timeScale : TIME_SCALES) {
            Scenario scenario = scenario(timeScale, "");
            String words = "time scale " + timeScale;
            run(strict, scenario, "strict, " + words);
            run(lazy, scenario, "lazy, " + words);
            run(lazy, keepingLazy(scenario), "lazy even under shadow, " + words);
        }
        for (HandOver path : HandOver.values()) {
            if (path != HandOver.COPY) {
                Scenario scenario =
                        scenario(1, SMALL_CHUNKS).change().handOver(path).build();
                run(strict, scenario, "strict, hand-over " + path.id());
                run(lazy, keepingLazy(scenario), "lazy even under shadow, hand-over " + path.id());
            }
        }
        // Every guest meets all of it, half of them being lazy.
        Workload either = seed % 2 == 0 ? lazy : strict;
        String kind = seed % 2 == 0 ? "lazy, " : "strict, ";
        HARDWARE.forEach(hardware -> run(either, scenario(1, hardware), kind + hardware));
        ORDERS.forEach(orders -> run(either, scenario(7, orders), kind + "time scale 7.0, " + orders));
    }

    private void run(Workload workload, Scenario scenario, String conditions) {
        RunRecord run = Simulation.run(scenario, workload);
        runs++;
        RunRecord.Tracking tracking = run.tracking();
        if (tracking.lostPages() > 0 || run.guest().dmaFaults() > 0) {
            String reason = tracking.lostReasons().isEmpty()
                    ? ""
                    : tracking.lostReasons().get(0);
            breaches.add(new Breach(
                    workload.name(),
                    conditions,
                    tracking.lostPages(),
                    run.guest().dmaFaults(),
                    reason));
        }
    }

    /** @param parameters {@code key=value,...}, or nothing */
    private Scenario scenario(double timeScale, String parameters) {
        Map<String, String> values = new TreeMap<>();
        if (!parameters.isEmpty()) {
            for (String parameter : parameters.split(",")) {
                int equals = parameter.indexOf('=');
                values.put(parameter.substring(0, equals), parameter.substring(equals + 1));
            }
        }
        return new ScenarioBuilder()
                .suite("contract")
                .name("contract")
                .scheme(scheme)
                .trace("random-" + seed)
                .seed(seed)
                .ramBytes(RAM_BYTES)
                .linkBytesPerSecond(1_250_000_000L)
                .downtimeLimitMs(1)
                .timeScale(timeScale)
                .warmupMs(2)
                .maxRounds(8)
                .cpuDirtyPagesPerSecond(2000)
                .cpuWorkingSetBytes(16L << 20)
                .costs(Parameters.with(CostModel.defaults(), values, "contract"))
                .build();
    }

    private static Scenario keepingLazy(Scenario scenario) {
        return scenario.change().lazyUnderShadow(true).build();
    }
}
