package dirtysim.engine;

import java.util.Arrays;

/**
 * Pending events, the earliest first: a ladder queue on primitive arrays. An event is a slot of {@link EventSlots}.
 *
 * <p>Events far away wait unsorted in <em>top</em>. When they are needed they are spread over the buckets of a
 * {@link Rung}; a bucket with too many events becomes a finer rung below; one with few is sorted into <em>bottom</em>,
 * from where events leave. So an event is moved a few times and compared with few others, however many are pending.
 *
 * <p>The structure is that of W. T. Tang, R. S. M. Goh and I. L.-J. Thng, "Ladder queue: an O(1) priority queue
 * structure for large-scale discrete event simulation", ACM TOMACS 15(3), 2005. Different here:
 *
 * <ul>
 *   <li>Widths are powers of two.
 *   <li>Top and buckets are lists with the newest first, so that an event that comes touches its own node and its list's
 *       head, and no node of another. A list is turned round when it is taken.
 *   <li>Bottom is an array. What goes there is sorted by counting, for each pair of events, which of them comes later: more
 *       comparisons than an insertion needs, but no branch that a processor could guess wrong.
 *   <li>An event that is removed keeps its place until its list is taken, or until there are too many such.
 * </ul>
 *
 * <p>Assumptions:
 *
 * <ol>
 *   <li>A time is not negative, and not before that of the last event polled.
 *   <li>A slot is added once after it was taken, and removed only while it is pending.
 *   <li>One thread.
 * </ol>
 *
 * <p>Guarantees:
 *
 * <ol>
 *   <li>Events leave in order of time, and those of one instant in the order in which they were added. The order comes
 *       from the lists, which only ever grow at one end; there is no counter that could wrap.
 *   <li>Removing takes constant time, on average. Of events removed there are never more than of those pending and of
 *       buckets together.
 *   <li>Nothing is allocated unless there are more events than ever before.
 *   <li>Any time up to {@link Long#MAX_VALUE} works.
 * </ol>
 */
final class EventQueue {
    private static final int TOP = 0;
    private static final int FIRST_BUCKET = 1;

    /** Longest list worth sorting by counting. */
    private static final int SORTED_AT_MOST = 32;

    /** Each rung is finer than the one above; deeper than this only if callers look far ahead and then go back. */
    private static final int RUNGS_AT_MOST = 64;

    private final EventSlots slots;

    /** Of each slot in top or on a rung its time, then the next of its list. */
    private long[] nodes = new long[128];

    /** Top and buckets: the newest slot of the list and, in the lower half, how many it has. */
    private long[] lists = new long[64];

    private final Rung[] rungs = new Rung[RUNGS_AT_MOST];
    private int rungCount;

    /** What is due later than this is in top. */
    private long topAfterPs = -1;

    /** Bounds of what was added to top since it was last emptied. */
    private long topFirstPs = Long.MAX_VALUE;

    private long topLastPs = -1;

    /** Bottom, in order. */
    private long[] bottomTimesPs = new long[64];

    private int[] bottomSlots = new int[64];
    private int bottomFirst;
    private int bottomEnd;

    /** A list on its way to bottom or to a rung, the oldest first; its arrays are as long as those of bottom. */
    private long[] takenTimesPs = new long[64];

    private int[] takenSlots = new int[64];
    private int takenCount;
    private boolean takenInOrder;
    private final int[] places = new int[SORTED_AT_MOST];

    private long polledPs;
    private int size;

    /** How many were removed and still have a place. */
    private int removed;

    /** A queue of nothing; slots that leave it without being polled are given back. */
    EventQueue(EventSlots slots) {
        this.slots = slots;
        Arrays.setAll(rungs, i -> new Rung());
    }

    /** How many events are pending. */
    int size() {
        return size;
    }

    /** Adds an event, behind those of the same instant. */
    void add(int slot, long timePs) {
        int node = slot << 1;
        if (node >= nodes.length) {
            nodes = Arrays.copyOf(nodes, Math.max(node + 2, 2 * nodes.length));
        }
        nodes[node] = timePs;
        size++;
        if (timePs > topAfterPs) {
            topFirstPs = Math.min(topFirstPs, timePs);
            topLastPs = Math.max(topLastPs, timePs);
            push(TOP, slot);
            return;
        }
        for (int i = 0; i < rungCount; i++) {
            if (timePs > rungs[i].takenPs()) {
                push(rungs[i].bucketOf(timePs), slot);
                return;
            }
        }
        insertIntoBottom(slot, timePs);
    }

    /** Removes an event that is pending; its slot is given back some time. */
    void remove(int slot) {
        slots.cancel(slot);
        size--;
        removed++;
        if (removed > size + endOfLists()) {
            forgetRemoved();
        }
    }

    /** The time of the earliest event; there must be one. */
    long firstPs() {
        bringFirst();
        return bottomTimesPs[bottomFirst];
    }

    /** Removes the earliest event; there must be one. Its slot is to be given back. */
    int poll() {
        bringFirst();
        polledPs = bottomTimesPs[bottomFirst];
        size--;
        return bottomSlots[bottomFirst++];
    }

    /** The time of the event polled last. */
    long polledPs() {
        return polledPs;
    }

    /** Sees to it that the first of bottom is the first of all. */
    private void bringFirst() {
        while (true) {
            if (bottomFirst == bottomEnd) {
                fillBottom();
            }
            int slot = bottomSlots[bottomFirst];
            if (slots.pending(slot)) {
                return;
            }
            forget(slot);
            bottomFirst++;
        }
    }

    private void fillBottom() {
        while (bottomFirst == bottomEnd) {
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
        take(TOP);
        sortOrSpread(firstPs, topAfterPs);
    }

    private void takeBucket(Rung rung) {
        int bucket = rung.nextBucket();
        int end = rung.endBucket();
        while (bucket < end && lists[bucket] == 0) {
            bucket++;
        }
        if (bucket == end) {
            rungCount--;
            return;
        }
        rung.takeUpTo(bucket);
        take(bucket);
        sortOrSpread(rung.startPs(bucket), rung.takenPs());
    }

    /** Empties a list, without those that were removed. */
    private void take(int list) {
        int count = (int) lists[list];
        if (count > takenSlots.length) {
            growBottom(count);
        }
        int slot = (int) (lists[list] >>> Integer.SIZE);
        lists[list] = 0;
        boolean inOrder = true;
        long laterPs = Long.MAX_VALUE;
        for (int i = count - 1; i >= 0; i--) {
            int node = slot << 1;
            long timePs = nodes[node];
            takenTimesPs[i] = timePs;
            takenSlots[i] = slot;
            inOrder &= timePs <= laterPs;
            laterPs = timePs;
            slot = (int) nodes[node + 1];
        }
        takenCount = count;
        takenInOrder = inOrder;
        // Not in the loop above, where one cache miss has to wait for the other: here they overlap.
        boolean pending = true;
        for (int i = 0; i < count; i++) {
            pending &= slots.pendingAndNear(takenSlots[i]);
        }
        if (!pending) {
            takenCount = keepPending(takenTimesPs, takenSlots, 0, count);
        }
    }

    /** Moves those of a stretch of slots that are pending to the start, and returns how many they are. */
    private int keepPending(long[] timesPs, int[] ofSlots, int from, int to) {
        int kept = 0;
        for (int i = from; i < to; i++) {
            if (slots.pending(ofSlots[i])) {
                timesPs[kept] = timesPs[i];
                ofSlots[kept++] = ofSlots[i];
            } else {
                forget(ofSlots[i]);
            }
        }
        return kept;
    }

    private void forget(int slot) {
        slots.giveBack(slot);
        removed--;
    }

    private void forgetRemoved() {
        for (int list = 0; list < endOfLists(); list++) {
            take(list);
            for (int i = 0; i < takenCount; i++) {
                push(list, takenSlots[i]);
            }
        }
        bottomEnd = keepPending(bottomTimesPs, bottomSlots, bottomFirst, bottomEnd);
        bottomFirst = 0;
    }

    /** Moves what was taken to the empty bottom or, if that would take long to sort, to a new rung. */
    private void sortOrSpread(long startPs, long lastPs) {
        if (takenInOrder) {
            swapTakenAndBottom();
        } else if (takenCount <= SORTED_AT_MOST) {
            sortIntoBottom();
        } else if (rungCount < RUNGS_AT_MOST) {
            spread(takenTimesPs, takenSlots, 0, takenCount, startPs, lastPs);
        } else {
            bottomFirst = 0;
            bottomEnd = 0;
            for (int i = 0; i < takenCount; i++) {
                insertIntoBottom(takenSlots[i], takenTimesPs[i]);
            }
        }
    }

    private void swapTakenAndBottom() {
        long[] timesPs = bottomTimesPs;
        int[] ofSlots = bottomSlots;
        bottomTimesPs = takenTimesPs;
        bottomSlots = takenSlots;
        takenTimesPs = timesPs;
        takenSlots = ofSlots;
        bottomFirst = 0;
        bottomEnd = takenCount;
    }

    private void sortIntoBottom() {
        int count = takenCount;
        for (int newer = 0; newer < count; newer++) {
            long timePs = takenTimesPs[newer];
            int place = newer;
            for (int older = 0; older < newer; older++) {
                // 1 if the newer is due before the older. Times are not negative, so the difference does not overflow.
                int before = (int) (timePs - takenTimesPs[older] >>> Long.SIZE - 1);
                places[older] += before;
                place -= before;
            }
            places[newer] = place;
        }
        for (int i = 0; i < count; i++) {
            bottomTimesPs[places[i]] = takenTimesPs[i];
            bottomSlots[places[i]] = takenSlots[i];
        }
        bottomFirst = 0;
        bottomEnd = count;
    }

    /** Moves a stretch of slots, oldest first, to a new rung below all others. */
    private void spread(long[] timesPs, int[] ofSlots, int from, int to, long startPs, long lastPs) {
        int firstBucket = endOfLists();
        Rung rung = rungs[rungCount++];
        rung.lay(firstBucket, startPs, lastPs, to - from);
        if (rung.endBucket() > lists.length) {
            lists = Arrays.copyOf(lists, Math.max(rung.endBucket(), 2 * lists.length));
        }
        for (int i = from; i < to; i++) {
            push(rung.bucketOf(timesPs[i]), ofSlots[i]);
        }
    }

    private int endOfLists() {
        return rungCount == 0 ? FIRST_BUCKET : rungs[rungCount - 1].endBucket();
    }

    private void push(int list, int slot) {
        long old = lists[list];
        nodes[(slot << 1) + 1] = old >>> Integer.SIZE;
        lists[list] = (long) slot << Integer.SIZE | (int) old + 1;
    }

    /** From the end, so that an event comes behind those of its instant, and after few steps. */
    private void insertIntoBottom(int slot, long timePs) {
        if (bottomEnd == bottomSlots.length) {
            makeRoomInBottom();
        }
        int place = bottomEnd++;
        while (place > bottomFirst && bottomTimesPs[place - 1] > timePs) {
            bottomTimesPs[place] = bottomTimesPs[place - 1];
            bottomSlots[place] = bottomSlots[place - 1];
            place--;
        }
        bottomTimesPs[place] = timePs;
        bottomSlots[place] = slot;
        boolean oneInstant = bottomTimesPs[bottomFirst] == bottomTimesPs[bottomEnd - 1];
        if (bottomEnd - bottomFirst > SORTED_AT_MOST && !oneInstant && rungCount < RUNGS_AT_MOST) {
            long lastPs = rungCount == 0 ? topAfterPs : rungs[rungCount - 1].takenPs();
            spread(bottomTimesPs, bottomSlots, bottomFirst, bottomEnd, polledPs, lastPs);
            bottomFirst = 0;
            bottomEnd = 0;
        }
    }

    private void makeRoomInBottom() {
        if (bottomFirst < bottomSlots.length / 2) {
            growBottom(2 * bottomSlots.length);
        }
        int count = bottomEnd - bottomFirst;
        System.arraycopy(bottomTimesPs, bottomFirst, bottomTimesPs, 0, count);
        System.arraycopy(bottomSlots, bottomFirst, bottomSlots, 0, count);
        bottomFirst = 0;
        bottomEnd = count;
    }

    private void growBottom(int needed) {
        int length = Math.max(needed, 2 * bottomSlots.length);
        bottomTimesPs = Arrays.copyOf(bottomTimesPs, length);
        bottomSlots = Arrays.copyOf(bottomSlots, length);
        takenTimesPs = new long[length];
        takenSlots = new int[length];
    }
}
