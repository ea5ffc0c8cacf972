package dirtysim.iommu;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.host.Capabilities;
import dirtysim.host.CostModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The queue through which software invalidates what is cached: a {@linkplain InvalidationRequest request} is any number of
 * descriptors with one wait descriptor behind them. What happens to one, in order:
 *
 * <ol>
 *   <li>Its CPU waits for the queue's lock, first come first served.
 *   <li>It holds the lock while its descriptors are written, fetched and processed: the part of {@code invalidate-ns} that is
 *       not wait, for each, and {@code queue-lock-waiter-ns} for each CPU that waited when it got the lock, as they all
 *       fight for its cache line (Linux {@code qi_submit_sync} spins on the lock and takes it again at each poll). At the end
 *       of this the entries leave the IOMMU's caches; until then a device writes through them.
 *   <li>If it asks devices to invalidate, {@code device-tlb-round-trip-ns} later they have: their entries leave then.
 *   <li>The wait completes a wait's share of {@code invalidate-ns} later, not before that of any request ahead of it, and not
 *       before the DMA writes that were translated when the last entry left have landed. The handler is called then.
 * </ol>
 *
 * <p>So the waits of several CPUs overlap while their descriptors do not, and what is submitted together waits once (Linux
 * batches in {@code drivers/iommu/intel/cache.c}). The queue itself is never full. Not thread-safe.
 */
public final class InvalidationQueue implements EventHandler {
    private static final int PROCESSED = 0;
    private static final int DEVICES_DONE = 1;
    private static final int COMPLETE = 2;

    private final EventLoop loop;
    private final TranslationCache caches;
    private final PasidTable pasids;
    private final LongSupplier drainedAtPs;
    private final List<TranslationCache> deviceTlbs = new ArrayList<>();
    private final int mostMask;
    private final long descriptorPs;
    private final long waitPs;
    private final long lockWaiterPs;
    private final long roundTripPs;

    /** Requests under way, in the order of the queue: each stage is passed in that order. */
    private InvalidationRequest toComplete;

    private InvalidationRequest toAnswer;
    private InvalidationRequest toProcess;
    private InvalidationRequest last;
    private InvalidationRequest free;

    private int waiters;
    private boolean locked;
    private long devicesDonePs;
    private long completePs;
    private long submitted;
    private long waits;
    private long lastQueuedPs;
    private final int track;
    private long busySincePs;

    /**
     * @param loop the event loop
     * @param costs what descriptors, waits and locks take
     * @param capabilities whether and how large page-selective invalidations are
     * @param caches the IOMMU's own caches of translations
     * @param pasids the cache of PASID-table entries
     * @param drainedAtPs asked when entries have left: the instant at which the DMA writes translated so far have landed
     */
    public InvalidationQueue(
            EventLoop loop,
            CostModel costs,
            Capabilities capabilities,
            TranslationCache caches,
            PasidTable pasids,
            LongSupplier drainedAtPs) {
        this.loop = loop;
        track = loop.timeline().track("invalidation queue");
        this.caches = caches;
        this.pasids = pasids;
        this.drainedAtPs = drainedAtPs;
        mostMask = capabilities.pageSelective() ? capabilities.maxAddressMask() : -1;
        waitPs = costs.invalidateWaitPs();
        descriptorPs = costs.invalidatePs() - waitPs;
        lockWaiterPs = CostModel.ps(costs.queueLockWaiterNs());
        roundTripPs = CostModel.ps(costs.deviceTlbRoundTripNs());
    }

    /**
     * Makes a device's own cache known; without, its device-TLB descriptors are left out.
     *
     * @param device index of the device
     * @param cache its device-TLB
     */
    public void attachDeviceTlb(int device, TranslationCache cache) {
        while (deviceTlbs.size() <= device) {
            deviceTlbs.add(null);
        }
        deviceTlbs.set(device, cache);
    }

    /** Descriptors submitted so far, wait descriptors not counted. */
    public long submitted() {
        return submitted;
    }

    /** Wait descriptors submitted so far, one a request. */
    public long waits() {
        return waits;
    }

    /** For a handler at the completion of its request: how long that waited for the queue's lock. */
    public long lastQueuedPs() {
        return lastQueuedPs;
    }

    /** An empty request, to be filled and submitted now. */
    public InvalidationRequest request() {
        InvalidationRequest request = free == null ? new InvalidationRequest(this) : free;
        free = request.next;
        request.clear();
        return request;
    }

    /**
     * One page-selective descriptor, leaves only, with its wait; see {@link InvalidationRequest#pages}.
     *
     * @param domain domain id
     * @param iova first address, page aligned
     * @param bytes whole pages, more than 0
     * @param handler called with kind and argument when the wait is complete
     */
    public void invalidate(int domain, long iova, long bytes, EventHandler handler, int kind, long argument) {
        request().pages(domain, iova, bytes, true).submit(handler, kind, argument);
    }

    /** One domain-selective descriptor with its wait; the handler is called when the wait is complete. */
    public void invalidateDomain(int domain, EventHandler handler, int kind, long argument) {
        request().domain(domain).submit(handler, kind, argument);
    }

    boolean covers(int mask) {
        return mask <= mostMask;
    }

    boolean hasDeviceTlb(int device) {
        return deviceTlb(device) != null;
    }

    TranslationCache deviceTlb(int device) {
        return device < deviceTlbs.size() ? deviceTlbs.get(device) : null;
    }

    void submit(InvalidationRequest request) {
        submitted += request.size();
        request.submittedPs = loop.nowPs();
        waits++;
        if (toComplete == null) {
            busySincePs = loop.nowPs();
            toComplete = request;
        } else {
            last.next = request;
        }
        last = request;
        if (toAnswer == null) {
            toAnswer = request;
        }
        if (toProcess == null) {
            toProcess = request;
        }
        if (locked) {
            waiters++;
        } else {
            lock();
        }
    }

    void giveBack(InvalidationRequest request) {
        request.next = free;
        free = request;
    }

    @Override
    public void handle(int kind, long argument) {
        switch (kind) {
            case PROCESSED -> processed();
            case DEVICES_DONE -> answered();
            case COMPLETE -> {
                InvalidationRequest done = toComplete;
                toComplete = done.next;
                lastQueuedPs = done.queuedPs;
                if (toComplete == null && loop.watched()) {
                    loop.timeline().span(track, "invalidate", busySincePs, loop.nowPs());
                }
                done.complete();
            }
            default -> throw new IllegalStateException("unknown kind " + kind);
        }
    }

    private void lock() {
        locked = true;
        toProcess.queuedPs = loop.nowPs() - toProcess.submittedPs;
        loop.schedule(toProcess.size() * descriptorPs + waiters * lockWaiterPs, this, PROCESSED, 0);
    }

    private void processed() {
        InvalidationRequest request = toProcess;
        toProcess = request.next;
        request.invalidate(caches, pasids);
        devicesDonePs = Math.max(devicesDonePs, loop.nowPs() + (request.asksDevices() ? roundTripPs : 0));
        if (devicesDonePs > loop.nowPs()) {
            loop.schedule(devicesDonePs - loop.nowPs(), this, DEVICES_DONE, 0);
        } else {
            answered();
        }
        locked = false;
        if (toProcess != null) {
            waiters--;
            lock();
        }
    }

    private void answered() {
        InvalidationRequest request = toAnswer;
        toAnswer = request.next;
        request.invalidateDevices();
        completePs = Math.max(Math.max(completePs, loop.nowPs() + waitPs), drainedAtPs.getAsLong());
        loop.schedule(completePs - loop.nowPs(), this, COMPLETE, 0);
    }
}
