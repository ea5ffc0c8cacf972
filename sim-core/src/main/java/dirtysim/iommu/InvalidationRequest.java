package dirtysim.iommu;

import dirtysim.engine.EventHandler;
import java.util.Arrays;

/**
 * Invalidation descriptors that are submitted together, with one wait descriptor after them. Taken from {@link
 * InvalidationQueue#request}, filled, and {@linkplain #submit submitted} at the same instant; it belongs to the queue from
 * then on.
 */
public final class InvalidationRequest {
    /** What a descriptor invalidates. */
    enum Kind {
        GLOBAL,
        DOMAIN,
        PAGES,
        PASID,
        PASID_PAGES,
        PASID_CACHE,
        DEVICE_TLB,
        DEVICE_TLB_PAGES
    }

    private static final long PAGE = 4096;
    private static final int PAGE_SHIFT = 12;

    private final InvalidationQueue queue;
    private Kind[] kind = new Kind[4];
    private int[] domain = new int[4];
    private int[] pasidOrDevice = new int[4];
    private long[] address = new long[4];
    private long[] bytes = new long[4];
    private boolean[] leavesOnly = new boolean[4];
    private int size;
    private boolean asksDevices;

    /** The next in the order of the queue, or of those free. */
    InvalidationRequest next;

    /** When it was submitted. */
    long submittedPs;
    /** How long it then waited for the queue's lock. */
    long queuedPs;

    private EventHandler handler;
    private int handlerKind;
    private long handlerArgument;

    InvalidationRequest(InvalidationQueue queue) {
        this.queue = queue;
    }

    void clear() {
        size = 0;
        asksDevices = false;
        next = null;
    }

    /** Global: all translations of all domains. */
    public InvalidationRequest everything() {
        return add(Kind.GLOBAL, 0, 0, 0, 0, false);
    }

    /** Domain-selective: all translations of a domain. */
    public InvalidationRequest domain(int ofDomain) {
        return add(Kind.DOMAIN, ofDomain, 0, 0, 0, false);
    }

    /**
     * Page-selective within a domain, by second-stage input address: widened to the smallest naturally aligned power of two of
     * pages that covers the range; the whole domain if there are no page-selective invalidations, or none that large.
     *
     * @param ofDomain domain id
     * @param input first address, page aligned
     * @param length bytes, whole pages, more than 0
     * @param onlyLeaves the invalidation hint: nothing but leaves has changed
     */
    public InvalidationRequest pages(int ofDomain, long input, long length, boolean onlyLeaves) {
        int mask = mask(input, length);
        return queue.covers(mask)
                ? add(Kind.PAGES, ofDomain, 0, start(input, mask), PAGE << mask, onlyLeaves)
                : domain(ofDomain);
    }

    /** PASID-selective: all first-stage and nested translations of a PASID in a domain. */
    public InvalidationRequest pasid(int ofDomain, int pasid) {
        return add(Kind.PASID, ofDomain, pasid, 0, 0, false);
    }

    /**
     * Page-selective within a PASID, by first-stage input address; widened as {@link #pages} is, and the whole PASID in place
     * of the whole domain.
     *
     * @param ofDomain domain id
     * @param pasid PASID
     * @param input first address, page aligned
     * @param length bytes, whole pages, more than 0
     * @param onlyLeaves the invalidation hint: nothing but leaves has changed
     */
    public InvalidationRequest pasidPages(int ofDomain, int pasid, long input, long length, boolean onlyLeaves) {
        int mask = mask(input, length);
        return queue.covers(mask)
                ? add(Kind.PASID_PAGES, ofDomain, pasid, start(input, mask), PAGE << mask, onlyLeaves)
                : pasid(ofDomain, pasid);
    }

    /** PASID-selective within a domain, of the PASID cache: the hardware fetches the domain's PASID-table entries anew. */
    public InvalidationRequest pasidCache(int ofDomain) {
        return add(Kind.PASID_CACHE, ofDomain, 0, 0, 0, false);
    }

    /** All of a device's device-TLB; nothing if it has none. */
    public InvalidationRequest deviceTlb(int device) {
        return queue.hasDeviceTlb(device) ? add(Kind.DEVICE_TLB, 0, device, 0, 0, false) : this;
    }

    /**
     * A range of a device's device-TLB, by the address that the device uses, widened to a power of two; nothing if the device
     * has none.
     *
     * @param device index of the device
     * @param ofDomain domain id of what translates it
     * @param input first address, page aligned
     * @param length bytes, whole pages, more than 0
     */
    public InvalidationRequest deviceTlbPages(int device, int ofDomain, long input, long length) {
        if (!queue.hasDeviceTlb(device)) {
            return this;
        }
        int mask = mask(input, length);
        return add(Kind.DEVICE_TLB_PAGES, ofDomain, device, start(input, mask), PAGE << mask, true);
    }

    /**
     * Submits the descriptors and a wait descriptor.
     *
     * @param whenDone called when the wait is complete
     * @param doneKind passed to it
     * @param doneArgument passed to it
     * @throws IllegalStateException if there is no descriptor to wait for
     */
    public void submit(EventHandler whenDone, int doneKind, long doneArgument) {
        if (size == 0) {
            throw new IllegalStateException("an invalidation request without a descriptor");
        }
        handler = whenDone;
        handlerKind = doneKind;
        handlerArgument = doneArgument;
        queue.submit(this);
    }

    int size() {
        return size;
    }

    boolean asksDevices() {
        return asksDevices;
    }

    /** Does what the descriptors say to the IOMMU's own caches. */
    void invalidate(TranslationCache caches, PasidTable pasids) {
        for (int i = 0; i < size; i++) {
            switch (kind[i]) {
                case GLOBAL -> caches.invalidateAll();
                case DOMAIN -> caches.invalidateDomain(domain[i]);
                case PAGES -> caches.invalidatePages(domain[i], address[i], bytes[i], leavesOnly[i]);
                case PASID -> caches.invalidatePasid(domain[i], pasidOrDevice[i]);
                case PASID_PAGES ->
                    caches.invalidatePasidPages(domain[i], pasidOrDevice[i], address[i], bytes[i], leavesOnly[i]);
                case PASID_CACHE -> pasids.invalidate(domain[i]);
                case DEVICE_TLB, DEVICE_TLB_PAGES -> {}
            }
        }
    }

    /** Does what the descriptors say to the devices' caches. */
    void invalidateDevices() {
        for (int i = 0; i < size; i++) {
            if (kind[i] == Kind.DEVICE_TLB) {
                queue.deviceTlb(pasidOrDevice[i]).invalidateAll();
            } else if (kind[i] == Kind.DEVICE_TLB_PAGES) {
                queue.deviceTlb(pasidOrDevice[i])
                        .invalidatePasidPages(domain[i], Iommu.RID_PASID, address[i], bytes[i], true);
            }
        }
    }

    /** Gives itself back to the queue, and then calls the handler. */
    void complete() {
        EventHandler whenDone = handler;
        handler = null;
        queue.giveBack(this);
        whenDone.handle(handlerKind, handlerArgument);
    }

    /** Binary logarithm of the pages of the smallest naturally aligned power of two that covers a range. */
    static int mask(long input, long length) {
        if (length <= 0 || (input & (PAGE - 1)) != 0 || (length & (PAGE - 1)) != 0) {
            throw new IllegalArgumentException(
                    "not a range of whole pages: 0x" + Long.toHexString(input) + ", " + length + " bytes");
        }
        long differing = (input ^ (input + length - 1)) >>> PAGE_SHIFT;
        return Long.SIZE - Long.numberOfLeadingZeros(differing);
    }

    private static long start(long input, int mask) {
        return input & -(PAGE << mask);
    }

    private InvalidationRequest add(
            Kind what, int ofDomain, int ofPasidOrDevice, long start, long length, boolean onlyLeaves) {
        if (size == kind.length) {
            int larger = 2 * size;
            kind = Arrays.copyOf(kind, larger);
            domain = Arrays.copyOf(domain, larger);
            pasidOrDevice = Arrays.copyOf(pasidOrDevice, larger);
            address = Arrays.copyOf(address, larger);
            bytes = Arrays.copyOf(bytes, larger);
            leavesOnly = Arrays.copyOf(leavesOnly, larger);
        }
        kind[size] = what;
        domain[size] = ofDomain;
        pasidOrDevice[size] = ofPasidOrDevice;
        address[size] = start;
        bytes[size] = length;
        leavesOnly[size++] = onlyLeaves;
        asksDevices |= what == Kind.DEVICE_TLB || what == Kind.DEVICE_TLB_PAGES;
        return this;
    }
}
