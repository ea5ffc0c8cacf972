package dirtysim.cpu;

/**
 * The vCPUs: which of them write, and until when the others are stalled. Stalled ones stand in a heap by the time at which
 * they go on.
 */
public final class Vcpus {
    /** The time of a vCPU that waits for somebody. */
    public static final long INDEFINITELY = Long.MAX_VALUE;

    /** The stalled ones as a heap, the first to go on at 0; after them those that write. */
    private final int[] order;

    private final int[] place;
    private final long[] untilPs;
    private final long[] sincePs;
    private int stalled;
    private long stalledPs;

    /** @param count how many there are, 1 or more; all of them write */
    public Vcpus(int count) {
        order = new int[count];
        place = new int[count];
        untilPs = new long[count];
        sincePs = new long[count];
        for (int vcpu = 0; vcpu < count; vcpu++) {
            order[vcpu] = vcpu;
            place[vcpu] = vcpu;
        }
    }

    /** How many there are. */
    public int count() {
        return order.length;
    }

    /** How many write. */
    public int writing() {
        return order.length - stalled;
    }

    /** One of those that write, by a number from 0 to {@code writing() - 1}. */
    public int writer(int number) {
        return order[stalled + number];
    }

    /** When the first stalled one goes on; {@link #INDEFINITELY} if none does. */
    public long firstReleasePs() {
        return stalled == 0 ? INDEFINITELY : untilPs[order[0]];
    }

    /** The stalled one that goes on first. */
    public int firstReleased() {
        return order[0];
    }

    /** Lets those write again whose time has come. */
    public void releaseUpTo(long nowPs) {
        while (stalled > 0 && untilPs[order[0]] <= nowPs) {
            int vcpu = order[0];
            stalledPs += untilPs[vcpu] - sincePs[vcpu];
            swap(0, --stalled);
            siftDown(0);
        }
    }

    /**
     * Stalls a vCPU up to a time.
     *
     * @param vcpu which
     * @param nowPs the present
     * @param until when it goes on, earlier or later than planned so far
     */
    public void stallUntil(int vcpu, long nowPs, long until) {
        if (place[vcpu] >= stalled) {
            sincePs[vcpu] = nowPs;
            swap(place[vcpu], stalled++);
        }
        untilPs[vcpu] = until;
        siftUp(place[vcpu]);
        siftDown(place[vcpu]);
    }

    /** Stalls a vCPU for longer: from now, or from when it would go on. One that waits for somebody waits on. */
    public void delay(int vcpu, long nowPs, long ps) {
        long from = place[vcpu] < stalled ? untilPs[vcpu] : nowPs;
        stallUntil(vcpu, nowPs, from == INDEFINITELY ? INDEFINITELY : from + ps);
    }

    /** Whether it waits for somebody. */
    public boolean waits(int vcpu) {
        return place[vcpu] < stalled && untilPs[vcpu] == INDEFINITELY;
    }

    /** Time that vCPUs were stalled up to now, summed over them. */
    public long stalledPs(long nowPs) {
        long sum = stalledPs;
        for (int i = 0; i < stalled; i++) {
            sum += Math.min(nowPs, untilPs[order[i]]) - sincePs[order[i]];
        }
        return sum;
    }

    private void siftUp(int from) {
        int at = from;
        while (at > 0 && before(at, at - 1 >>> 1)) {
            swap(at, at - 1 >>> 1);
            at = at - 1 >>> 1;
        }
    }

    private void siftDown(int from) {
        int at = from;
        while (true) {
            int least = at;
            for (int child = 2 * at + 1; child <= 2 * at + 2 && child < stalled; child++) {
                if (before(child, least)) {
                    least = child;
                }
            }
            if (least == at) {
                return;
            }
            swap(at, least);
            at = least;
        }
    }

    private boolean before(int a, int b) {
        return untilPs[order[a]] < untilPs[order[b]];
    }

    private void swap(int a, int b) {
        int vcpu = order[a];
        order[a] = order[b];
        order[b] = vcpu;
        place[order[a]] = a;
        place[order[b]] = b;
    }
}
