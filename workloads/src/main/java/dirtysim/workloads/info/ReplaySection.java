package dirtysim.workloads.info;

import com.fasterxml.jackson.databind.JsonNode;
import dirtysim.guest.Workload;
import dirtysim.host.InputException;
import dirtysim.workloads.Trace;
import dirtysim.workloads.record.Marks;
import java.util.List;

/** Whether and how a recording is replayed, and at which time scale it reaches a rate. */
final class ReplaySection {
    private static final double PS_PER_US = 1e6;
    private static final double PS_PER_S = 1e12;

    private ReplaySection() {}

    static Section of(Trace trace, List<Double> bytesPerSecond) {
        Section.Writer page = new Section.Writer("Replay");
        try {
            Workload workload = trace.workload();
            long[] ops = new long[Workload.Kind.values().length];
            for (int op = workload.bodyStart(); op < workload.seamStart(); op++) {
                ops[workload.kind(op).ordinal()]++;
            }
            boolean marked = Marks.workloadBegin(trace.records()) >= 0;
            page.row(
                    "what",
                    NumberText.time(Math.round(workload.bodyPs() / PS_PER_US)) + ", "
                            + (marked ? "what its marks call the workload" : "all of it, for it has no marks")
                            + ", over and over: "
                            + NumberText.count(ops[Workload.Kind.MAP.ordinal()]) + " maps and "
                            + NumberText.count(ops[Workload.Kind.UNMAP.ordinal()]) + " unmaps on " + workload.cpus()
                            + (workload.cpus() == 1 ? " CPU" : " CPUs"));
            page.row("mapped before it", NumberText.count(workload.bodyStart()) + " mappings");
            page.row(
                    "to begin again",
                    NumberText.count(workload.size() - workload.seamStart())
                            + " operations restore what was mapped at its beginning");
            page.row("RAM", "at least " + ram(trace, workload));
            workload.notes().stream()
                    .filter(note -> !trace.notes().contains(note))
                    .forEach(note -> page.row("mended", note));
            rates(page, trace, ops, workload.bodyPs(), bytesPerSecond);
        } catch (InputException e) {
            page.row("what", "nothing: " + e.getMessage());
        }
        return page.section();
    }

    private static String ram(Trace trace, Workload workload) {
        JsonNode said = trace.provenance().path("guest_ram_mib");
        if (said.isNumber()) {
            return NumberText.size(said.asLong() << 20) + ", which the guest had";
        }
        long highest = 0;
        for (int segment = 0; workload.size() > 0 && segment < workload.segmentEnd(workload.size() - 1); segment++) {
            highest = Math.max(highest, workload.segmentGpa(segment) + ((long) workload.segmentPages(segment) << 12));
        }
        return "what its guest had; the highest page lies at " + NumberText.size(highest);
    }

    private static void rates(Section.Writer page, Trace trace, long[] ops, long bodyPs, List<Double> bytesPerSecond) {
        double rate = trace.bytesPerSecond();
        // Over the part that is replayed, as the figures above; those of TraceStatistics are between the marks.
        String counts = bodyPs == 0
                ? ""
                : aSecond(ops, Workload.Kind.MAP, bodyPs) + " maps and " + aSecond(ops, Workload.Kind.UNMAP, bodyPs)
                        + " unmaps a second, ";
        page.row("as recorded", counts + NumberText.bits(rate) + " mapped for devices");
        for (double wanted : bytesPerSecond) {
            page.row(
                    "for " + NumberText.bits(wanted),
                    rate > 0 ? "--time-scale " + scale(wanted / rate) : "no time scale: it maps no data");
        }
    }

    private static String aSecond(long[] ops, Workload.Kind kind, long bodyPs) {
        return NumberText.count(Math.round(ops[kind.ordinal()] * PS_PER_S / bodyPs));
    }

    private static String scale(double times) {
        return NumberText.number(times).replace(",", "");
    }
}
