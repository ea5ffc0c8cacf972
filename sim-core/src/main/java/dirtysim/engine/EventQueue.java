package dirtysim.engine;

import java.util.Arrays;

/**
 * Pending events, the earliest first: a ladder queue on primitive arrays. An event is a slot, a small number that the
 * caller chose; the queue knows its time and nothing else.
 *
 * <p>Events far away wait unsorted in <em>top</em>. When they are needed they are spread over the buckets of a
 * {@link Rung}; a bucket with too many events becomes a finer rung below; one with few is sorted into <em>bottom</em>,
 * from where events leave. So an event is moved a few times and compared with few others, however many are pending.
 *
 * <p>The structure is that of W. T. Tang, R. S. M. Goh and I. L.-J. Thng, "Ladder queue: an O(1) priority queue
 * structure for large-scale discrete event simulation", ACM TOMACS 15(3), 2005. Different here: widths are powers of
 * two, and every list is doubly linked, so that an event can be removed at once.
 *
 * <p>Assumptions:
 *
 * <ol>
 *   <li>A time is not negative, and not before that of the last event polled.
 *   <li>A slot is added only while it is not in the queue, and removed only while it is.
 *   <li>Slots are small: the arrays are as long as the largest.
 *   <li>One thread.
 * </ol>
 *
 * <p>Guarantees:
 *
 * <ol>
 *   <li>Events leave in order of time, and those of one instant in the order in which they were added. The order comes
 *       from the lists, which only ever grow at the tail; there is no counter that could wrap.
 *   <li>Removing takes constant time and leaves nothing behind.
 *   <li>Nothing is allocated unless there are more events pending than ever before.
 *   <li>Any time up to {@link Long#MAX_VALUE} works.
 * </ol>
 */
final class EventQueue {
    private static final int NONE = -1;
    private static final int BOTTOM = 0;
    private static final int TOP = 1;
    private static final int FIRST_BUCKET = 2;

    /** Longest bottom worth sorting by insertion. */
    private static final int SORTED_AT_MOST = 32;

    /** Each rung is finer than the one above; deeper than this only if callers look far ahead and then go back. */
    private static final int RUNGS_AT_MOST = 64;

    private long[] timesPs = new long[64];
    private int[] nexts = new int[64];
    private int[] previouses = new int[64];

    private int[] heads = new int[64];
    private int[] tails = new int[64];

    private final Rung[] rungs = new Rung[RUNGS_AT_MOST];
    private int rungCount;

    /** What is due later than this is in top. */
    private long topAfterPs = -1;

    /** Bounds of what was added to top since it was last emptied. */
    private long topFirstPs = Long.MAX_VALUE;

    private long topLastPs = -1;

    private long polledPs;
    private int bottomSize;
    private int size;

    EventQueue() {
        Arrays.fill(heads, NONE);
        Arrays.fill(tails, NONE);
        Arrays.setAll(rungs, i -> new Rung());
    }

    /** How many events are pending. */
    int size() {
        return size;
    }

    /** Adds an event, behind those of the same instant. */
    void add(int slot, long timePs) {
        if (slot >= timesPs.length) {
            growSlots(slot);
        }
        timesPs[slot] = timePs;
        size++;
        int list = listOf(timePs);
        if (list == TOP) {
            topFirstPs = Math.min(topFirstPs, timePs);
            topLastPs = Math.max(topLastPs, timePs);
        }
        if (list != BOTTOM) {
            append(list, slot);
            return;
        }
        insertIntoBottom(slot);
        if (++bottomSize > SORTED_AT_MOST) {
            spreadBottom();
        }
    }

    /** Removes an event that is pending. */
    void remove(int slot) {
        int list = listOf(timesPs[slot]);
        int next = nexts[slot];
        int previous = previouses[slot];
        if (previous == NONE) {
            heads[list] = next;
        } else {
            nexts[previous] = next;
        }
        if (next == NONE) {
            tails[list] = previous;
        } else {
            previouses[next] = previous;
        }
        if (list == BOTTOM) {
            bottomSize--;
        }
        size--;
    }

    /** Where an event is, which its time tells as it did when the event came: so no list is noted for each. */
    private int listOf(long timePs) {
        if (timePs > topAfterPs) {
            return TOP;
        }
        for (int i = 0; i < rungCount; i++) {
            if (timePs > rungs[i].takenPs()) {
                return rungs[i].bucketOf(timePs);
            }
        }
        return BOTTOM;
    }

    /** The time of the earliest event; there must be one. */
    long firstPs() {
        fillBottom();
        return timesPs[heads[BOTTOM]];
    }

    /** Removes the earliest event; there must be one. */
    int poll() {
        if (heads[BOTTOM] == NONE) {
            fillBottom();
        }
        int slot = heads[BOTTOM];
        int next = nexts[slot];
        heads[BOTTOM] = next;
        if (next == NONE) {
            tails[BOTTOM] = NONE;
        } else {
            previouses[next] = NONE;
        }
        bottomSize--;
        size--;
        polledPs = timesPs[slot];
        return slot;
    }

    /** The time of an event that is pending or was the last to leave from its slot. */
    long timePs(int slot) {
        return timesPs[slot];
    }

    private void fillBottom() {
        while (heads[BOTTOM] == NONE) {
            if (rungCount == 0) {
                takeTop();
            } else {
                takeBucket(rungs[rungCount - 1]);
            }
        }
    }

    private void takeTop() {
        long firstPs = topFirstPs;
        topAfterPs = topLastPs;
        topFirstPs = Long.MAX_VALUE;
        topLastPs = -1;
        sortOrSpread(TOP, firstPs, topAfterPs);
    }

    private void takeBucket(Rung rung) {
        int bucket = rung.nextBucket();
        while (bucket < rung.endBucket() && heads[bucket] == NONE) {
            bucket++;
        }
        if (bucket == rung.endBucket()) {
            rungCount--;
            return;
        }
        rung.takeUpTo(bucket);
        sortOrSpread(bucket, rung.startPs(bucket), rung.takenPs());
    }

    /** Moves a list to the empty bottom or, if that would take long to sort, to a new rung. */
    private void sortOrSpread(int list, long startPs, long lastPs) {
        int only = heads[list];
        if (only == tails[list]) {
            clear(list);
            heads[BOTTOM] = only;
            tails[BOTTOM] = only;
            bottomSize = 1;
            return;
        }
        int count = 0;
        boolean sorted = true;
        long latestPs = 0;
        for (int slot = heads[list]; slot != NONE; slot = nexts[slot]) {
            sorted &= timesPs[slot] >= latestPs;
            latestPs = timesPs[slot];
            count++;
        }
        if (count > SORTED_AT_MOST && !sorted && rungCount < RUNGS_AT_MOST) {
            spread(list, startPs, lastPs, count);
        } else {
            bottomSize = count;
            int slot = clear(list);
            while (slot != NONE) {
                int next = nexts[slot];
                insertIntoBottom(slot);
                slot = next;
            }
        }
    }

    private void spreadBottom() {
        boolean oneInstant = timesPs[heads[BOTTOM]] == timesPs[tails[BOTTOM]];
        if (oneInstant || rungCount == RUNGS_AT_MOST) {
            return;
        }
        long lastPs = rungCount == 0 ? topAfterPs : rungs[rungCount - 1].takenPs();
        int count = bottomSize;
        bottomSize = 0;
        spread(BOTTOM, polledPs, lastPs, count);
    }

    private void spread(int list, long startPs, long lastPs, int count) {
        int firstBucket = rungCount == 0 ? FIRST_BUCKET : rungs[rungCount - 1].endBucket();
        Rung rung = rungs[rungCount++];
        rung.lay(firstBucket, startPs, lastPs, count);
        if (rung.endBucket() > heads.length) {
            growBuckets(rung.endBucket());
        }
        int slot = clear(list);
        while (slot != NONE) {
            int next = nexts[slot];
            append(rung.bucketOf(timesPs[slot]), slot);
            slot = next;
        }
    }

    /** Empties a list and returns what was its head. */
    private int clear(int list) {
        int head = heads[list];
        heads[list] = NONE;
        tails[list] = NONE;
        return head;
    }

    private void append(int list, int slot) {
        int tail = tails[list];
        tails[list] = slot;
        if (tail == NONE) {
            heads[list] = slot;
        } else {
            nexts[tail] = slot;
        }
        nexts[slot] = NONE;
        previouses[slot] = tail;
    }

    /** From the tail, so that an event comes behind those of its instant, and after few steps. */
    private void insertIntoBottom(int slot) {
        int previous = tails[BOTTOM];
        while (previous != NONE && timesPs[previous] > timesPs[slot]) {
            previous = previouses[previous];
        }
        int next;
        if (previous == NONE) {
            next = heads[BOTTOM];
            heads[BOTTOM] = slot;
        } else {
            next = nexts[previous];
            nexts[previous] = slot;
        }
        if (next == NONE) {
            tails[BOTTOM] = slot;
        } else {
            previouses[next] = slot;
        }
        nexts[slot] = next;
        previouses[slot] = previous;
    }

    private void growSlots(int slot) {
        int length = Math.max(slot + 1, 2 * timesPs.length);
        timesPs = Arrays.copyOf(timesPs, length);
        nexts = Arrays.copyOf(nexts, length);
        previouses = Arrays.copyOf(previouses, length);
    }

    private void growBuckets(int needed) {
        int from = heads.length;
        int length = Math.max(needed, 2 * from);
        heads = Arrays.copyOf(heads, length);
        tails = Arrays.copyOf(tails, length);
        Arrays.fill(heads, from, length, NONE);
        Arrays.fill(tails, from, length, NONE);
    }
}
