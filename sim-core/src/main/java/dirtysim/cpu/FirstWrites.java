package dirtysim.cpu;

import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;

/**
 * What a first write to a protected page costs the vCPU that makes it.
 *
 * <p>Write protection: a fault. Under a shared MMU lock faults of several vCPUs go on at once but for a part that they cannot
 * share; under an exclusive one they come one after the other. PML: an entry in the vCPU's buffer, and an exit that empties it
 * when it holds 512. A page of a huge mapping that is still to be split takes a fault under the exclusive lock first. The host's
 * own work on the tables holds the lock too.
 */
public final class FirstWrites {
    private final CpuLogging logging;
    private final Vcpus vcpus;
    private final long faultPs;
    private final long sharedFaultLockPs;
    private final long exclusiveFaultPs;
    private final long exitPs;
    private final long markPs;
    private final int[] buffered;
    private long lockFreePs;
    private long busyPs;

    /**
     * @param costs every parameter
     * @param logging how writes are logged
     * @param vcpus who is stalled
     */
    public FirstWrites(CostModel costs, CpuLogging logging, Vcpus vcpus) {
        this.logging = logging;
        this.vcpus = vcpus;
        faultPs = CostModel.ps(costs.cpuLog().wpFaultNs());
        sharedFaultLockPs = CostModel.ps(costs.cpuLog().wpFaultLockNs());
        exclusiveFaultPs = CostModel.ps(costs.cpuLog().wpFaultExclusiveNs());
        exitPs = costs.vmExitPs();
        markPs = CostModel.ps(costs.markPageNs());
        buffered = new int[vcpus.count()];
    }

    /**
     * A vCPU writes a protected page.
     *
     * @param vcpu which
     * @param nowPs when
     * @param unsplit whether the page is still part of a huge mapping
     */
    public void happened(int vcpu, long nowPs, boolean unsplit) {
        if (unsplit || !logging.kind().pml() && logging.exclusiveFaults()) {
            fault(vcpu, nowPs, exclusiveFaultPs, exclusiveFaultPs);
        } else if (!logging.kind().pml()) {
            fault(vcpu, nowPs, sharedFaultLockPs, Math.max(faultPs, sharedFaultLockPs));
        }
        if (logging.kind().pml() && ++buffered[vcpu] == CpuLogging.PML_ENTRIES) {
            empty(vcpu, nowPs);
        }
    }

    /** Makes every vCPU leave the guest and empty its buffer, as a sync does; without PML there is nothing to empty. */
    public void emptyAll(long nowPs) {
        if (logging.kind().pml()) {
            for (int vcpu = 0; vcpu < buffered.length; vcpu++) {
                empty(vcpu, nowPs);
            }
        }
    }

    /** The host works on the tables, and faults wait. */
    public void holdLock(long nowPs, long ps) {
        lockFreePs = Math.max(nowPs, lockFreePs) + ps;
    }

    /** Host CPU time spent in faults and exits. */
    public long busyPs() {
        return busyPs;
    }

    private void fault(int vcpu, long nowPs, long lockedPs, long allPs) {
        lockFreePs = Math.max(nowPs, lockFreePs) + lockedPs;
        busyPs += allPs;
        vcpus.stallUntil(vcpu, nowPs, lockFreePs + allPs - lockedPs);
    }

    private void empty(int vcpu, long nowPs) {
        long ps = exitPs + buffered[vcpu] * markPs;
        buffered[vcpu] = 0;
        busyPs += ps;
        vcpus.delay(vcpu, nowPs, ps);
    }
}
