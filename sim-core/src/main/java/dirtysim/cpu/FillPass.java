package dirtysim.cpu;

/**
 * One pass of a program that dirties all memory: each vCPU writes every page of a share of the working set, in ascending
 * order, and goes on when the log lets it (as KVM's {@code dirty_log_perf_test} does). For a writer without writes of its own
 * and a log that is a bitmap.
 */
public final class FillPass {
    private final CpuWriter writer;
    private final Vcpus vcpus;
    private final long[] next;
    private final long[] end;
    private final long pagePs;

    /**
     * @param writer whose working set and vCPUs
     * @param pagePs time that a vCPU takes for each page besides what the log costs it, 1 or more
     */
    public FillPass(CpuWriter writer, long pagePs) {
        this.writer = writer;
        this.pagePs = pagePs;
        vcpus = writer.vcpus();
        next = new long[vcpus.count()];
        end = new long[vcpus.count()];
        for (int vcpu = 0; vcpu < vcpus.count(); vcpu++) {
            next[vcpu] = writer.pages() * vcpu / vcpus.count();
            end[vcpu] = writer.pages() * (vcpu + 1) / vcpus.count();
        }
    }

    /**
     * Makes the pass.
     *
     * @param fromPs when it begins
     * @return when the last vCPU is done
     */
    public long run(long fromPs) {
        for (int vcpu = 0; vcpu < vcpus.count(); vcpu++) {
            vcpus.stallUntil(vcpu, fromPs, fromPs + pagePs);
        }
        long atPs = fromPs;
        while (vcpus.firstReleasePs() < Vcpus.INDEFINITELY) {
            int vcpu = vcpus.firstReleased();
            atPs = vcpus.firstReleasePs();
            if (next[vcpu] == end[vcpu]) {
                vcpus.stallUntil(vcpu, atPs, Vcpus.INDEFINITELY);
            } else {
                writer.write(next[vcpu]++, vcpu, atPs);
                vcpus.delay(vcpu, atPs, pagePs);
            }
        }
        for (int vcpu = 0; vcpu < vcpus.count(); vcpu++) {
            vcpus.stallUntil(vcpu, atPs, atPs);
        }
        vcpus.releaseUpTo(atPs);
        return atPs;
    }
}
