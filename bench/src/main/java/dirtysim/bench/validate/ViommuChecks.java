package dirtysim.bench.validate;

import dirtysim.host.CostModel;
import dirtysim.reports.Check;
import dirtysim.validation.NvmeLoop;
import dirtysim.validation.NvmeLoop.Inputs;
import dirtysim.validation.NvmeLoop.Job;
import dirtysim.validation.NvmeLoop.Mapping;
import dirtysim.validation.NvmeLoop.Result;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Target V6: an NVMe drive behind a virtio-iommu, bandwidth within 8 points and latency within 30 % of what was published,
 * latencies in the published order and the published tie of two bandwidths a tie.
 *
 * <p>Four inputs are published by nobody and fitted, each to one published figure: {@link #CPU_NS} to the latency without a
 * vIOMMU, {@link #REQUEST_NS} to that of the lazy guest, {@link #PAGE_NS} to the bandwidth of the strict one, and {@link
 * #SEGMENTS} to that of the strict one with batched maps. The other six figures rest on them and on the defaults, above all
 * on those of an exit to the VMM.
 */
final class ViommuChecks {
    private static final String TARGET = "V6";
    private static final double PERCENT = 100;
    private static final double BANDWIDTH_TOLERANCE_POINTS = 8;
    private static final double LATENCY_TOLERANCE = 0.3;

    /** 2.5 GiB/s, as published, for small I/Os too. */
    static final double DRIVE_PAGE_NS = 4096 / (2.5 * (1L << 30)) * 1e9;

    /** Fitted: what an I/O costs a CPU of the guest, on a host whose CPUs do not limit the drive. */
    static final double CPU_NS = 1.23 * DRIVE_PAGE_NS;

    /** Fitted: the VMM's own work for a request of the virtio queue. */
    static final double REQUEST_NS = 1950;

    /** Fitted: what each page adds in guest, VMM and VFIO. Far more than pinning costs elsewhere. */
    static final double PAGE_NS = 800;

    /** Fitted: runs of guest memory that a buffer of 64 KiB consists of. */
    static final int SEGMENTS = 2;

    private static final int LARGE_PAGES = 16;
    private static final long SMALL_IOS = 20_000;
    private static final long LARGE_IOS = 16_000;

    private final CostModel costs;
    private final double hostIntervalNs;
    private final double hostLatencyNs;

    /** @param costs every parameter */
    ViommuChecks(CostModel costs) {
        this.costs = costs;
        hostIntervalNs = large(Mapping.NONE, 0).intervalNs();
        hostLatencyNs = small(Mapping.NONE, 0).latencyNs();
    }

    /** Runs them. */
    static List<Check> run() {
        ViommuChecks guest = new ViommuChecks(CostModel.defaults());
        List<Check> checks = new ArrayList<>();
        Map<Mapping, Double> bandwidth = new EnumMap<>(Mapping.class);
        Map<Mapping, Double> latency = new EnumMap<>(Mapping.class);
        for (List<String> cells : PublishedTable.rows("viommu-nvme.tsv")) {
            String name = cells.get(0);
            Mapping mapping = Mapping.valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
            bandwidth.put(mapping, guest.bandwidthPercent(mapping));
            latency.put(mapping, guest.latencyRatio(mapping));
            double percent = Double.parseDouble(cells.get(1));
            double ratio = Double.parseDouble(cells.get(2));
            checks.add(new Check(
                    TARGET,
                    "viommu_bandwidth/" + name,
                    "%",
                    percent,
                    bandwidth.get(mapping),
                    BANDWIDTH_TOLERANCE_POINTS));
            checks.add(new Check(
                    TARGET, "viommu_latency/" + name, "times", ratio, latency.get(mapping), ratio * LATENCY_TOLERANCE));
        }
        int upward = (latency.get(Mapping.NONE) < latency.get(Mapping.LAZY) ? 1 : 0)
                + (latency.get(Mapping.LAZY) < latency.get(Mapping.STRICT) ? 1 : 0);
        checks.add(new Check(TARGET, "viommu_latency_steps_upward/none to lazy to strict", "steps", 2, upward, 0));
        checks.add(new Check(
                TARGET,
                "viommu_bandwidth_tie/strict-batched over lazy",
                "points",
                0,
                bandwidth.get(Mapping.STRICT_BATCHED) - bandwidth.get(Mapping.LAZY),
                BANDWIDTH_TOLERANCE_POINTS));
        return checks;
    }

    /** Bandwidth of many jobs, in percent of the host's. */
    double bandwidthPercent(Mapping mapping) {
        return PERCENT * hostIntervalNs / large(mapping, CPU_NS).intervalNs();
    }

    /** Latency of one job over the host's. */
    double latencyRatio(Mapping mapping) {
        return small(mapping, CPU_NS).latencyNs() / hostLatencyNs;
    }

    private Result small(Mapping mapping, double cpuNs) {
        return new NvmeLoop(costs, mapping, new Job(1, 128, 1, 1, true), inputs(DRIVE_PAGE_NS, cpuNs)).run(SMALL_IOS);
    }

    private Result large(Mapping mapping, double cpuNs) {
        Job job = new Job(16, 16, LARGE_PAGES, SEGMENTS, false);
        return new NvmeLoop(costs, mapping, job, inputs(LARGE_PAGES * DRIVE_PAGE_NS, cpuNs)).run(LARGE_IOS);
    }

    private static Inputs inputs(double driveNs, double cpuNs) {
        return new Inputs(driveNs, cpuNs, REQUEST_NS, PAGE_NS);
    }
}
