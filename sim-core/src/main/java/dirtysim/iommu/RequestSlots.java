package dirtysim.iommu;

import dirtysim.engine.EventHandler;
import java.util.Arrays;

/** DMA requests under way, in arrays that grow to as many as there ever are at once, so that a request allocates nothing. */
final class RequestSlots {
    private static final int FIRST = 64;

    int[] device = new int[FIRST];
    long[] iova = new long[FIRST];
    boolean[] write = new boolean[FIRST];
    /** Where a write that has been translated will land. */
    long[] hpa = new long[FIRST];
    /** First-stage level at which the walk began. */
    int[] firstRead = new int[FIRST];

    private EventHandler[] handler = new EventHandler[FIRST];
    private int[] kind = new int[FIRST];
    private long[] argument = new long[FIRST];
    private int[] freeSlots = new int[FIRST];
    private int free;
    private int used;

    int take(int byDevice, long atIova, boolean isWrite, EventHandler whenDone, int doneKind, long doneArgument) {
        int slot = free > 0 ? freeSlots[--free] : next();
        device[slot] = byDevice;
        iova[slot] = atIova;
        write[slot] = isWrite;
        handler[slot] = whenDone;
        kind[slot] = doneKind;
        argument[slot] = doneArgument;
        return slot;
    }

    /** Gives the slot back and calls whoever waits for the request. */
    void finish(int slot) {
        EventHandler whenDone = handler[slot];
        handler[slot] = null;
        freeSlots[free++] = slot;
        whenDone.handle(kind[slot], argument[slot]);
    }

    private int next() {
        if (used == device.length) {
            int larger = used * 2;
            device = Arrays.copyOf(device, larger);
            iova = Arrays.copyOf(iova, larger);
            write = Arrays.copyOf(write, larger);
            hpa = Arrays.copyOf(hpa, larger);
            firstRead = Arrays.copyOf(firstRead, larger);
            handler = Arrays.copyOf(handler, larger);
            kind = Arrays.copyOf(kind, larger);
            argument = Arrays.copyOf(argument, larger);
            freeSlots = Arrays.copyOf(freeSlots, larger);
        }
        return used++;
    }
}
