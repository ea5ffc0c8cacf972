package dirtysim.workloads.stream;

import dirtysim.guest.Extent;
import dirtysim.guest.Operation;
import dirtysim.guest.OperationMaker;
import dirtysim.guest.Workload;
import dirtysim.guest.WorkloadBuilder;
import dirtysim.workloads.dtrace.DtraceBlocks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes all operations of a file once, to see which addresses they use, what had to be mended, and what the setup is. */
final class FirstPass {
    private final Extent extent = new Extent();
    private final CallJoiner joiner;
    private final Workload setup;
    private final int cpus;
    private final long bodyPs;
    private final List<String> notes = new ArrayList<>();

    FirstPass(StreamedTrace trace, long endPs) {
        boolean lazy = trace.facts().lazy();
        WorkloadBuilder atBegin = new WorkloadBuilder(trace.name(), lazy);
        OperationMaker[] maker = new OperationMaker[1];
        maker[0] = new OperationMaker(lazy, op -> {
            extent.add(op);
            if (maker[0].makesSetup()) {
                atBegin.map(0, 0, op.device(), op.direction(), op.iova(), gpas(op), segmentPages(op));
            }
        });
        for (String device : trace.facts().summary().devices()) {
            atBegin.device(device);
            maker[0].device();
        }
        joiner = new CallJoiner(trace.name(), trace.facts(), maker[0]);
        try (DtraceBlocks blocks = trace.open()) {
            boolean more = true;
            while (more && !joiner.done()) {
                more = blocks.next(joiner);
                // No CPU waits for another in this pass.
                maker[0].forget(maker[0].size());
            }
        } catch (IOException e) {
            throw trace.unreadable(e);
        }
        maker[0].end(endPs);
        cpus = maker[0].cpus();
        bodyPs = maker[0].bodyPs();
        setup = atBegin.beginBody(0).build(0);
        if (joiner.ownerless() > 0) {
            notes.add(joiner.ownerless() + " maps and unmaps that no dma event gives a device were left out");
        }
        if (joiner.unknownDomains() > 0) {
            notes.add(joiner.unknownDomains() + " flushes of a domain whose device is not known flush all devices");
        }
        notes.addAll(maker[0].notes());
    }

    /** What an operation maps, a copy. */
    static long[] gpas(Operation op) {
        long[] gpas = new long[op.segments()];
        for (int s = 0; s < gpas.length; s++) {
            gpas[s] = op.segmentGpa(s);
        }
        return gpas;
    }

    /** The pages of that, a copy. */
    static int[] segmentPages(Operation op) {
        int[] pages = new int[op.segments()];
        for (int s = 0; s < pages.length; s++) {
            pages[s] = op.segmentPages(s);
        }
        return pages;
    }

    Extent extent() {
        return extent;
    }

    CallJoiner joiner() {
        return joiner;
    }

    /** What is mapped when the body begins, as a setup. */
    Workload setup() {
        return setup;
    }

    int cpus() {
        return cpus;
    }

    long bodyPs() {
        return bodyPs;
    }

    List<String> notes() {
        return notes;
    }
}
