package dirtysim.measure;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Remembers of each page through which IOVA a device wrote it last, and what became of that IOVA, so that a loss can be
 * explained. Kept beside the schemes and never shown to them, as is {@link GroundTruth}.
 */
public final class LossWitness {
    private static final int DEVICE_SHIFT = 52;
    private static final int PAGE_SHIFT = 12;
    private static final long NEVER = -1;

    private final LongConsumer frame = this::wroteFrame;

    /** IOVA pages of all devices. */
    private final LongIndex iovas = new LongIndex();

    private long[] mappedPs = new long[64];
    /** Number of the frame that was written last through each. */
    private int[] writtenFrame = new int[64];

    private final LongIndex frames = new LongIndex();
    private long[] throughKey = new long[64];
    private long[] writtenPs = new long[64];
    private long[] writtenMappedPs = new long[64];
    private long[] tornDownPs = new long[64];
    private long[] reusedPs = new long[64];

    private int known;
    private long writingKey;
    private long nowPs;

    /** A range has been mapped. */
    public void mapped(int device, long iova, int pages, long atPs) {
        for (int page = 0; page < pages; page++) {
            long key = key(device, iova) + page;
            int number = iova(key);
            mappedPs[number] = atPs;
            int written = writtenFrame[number];
            if (written >= 0
                    && throughKey[written] == key
                    && tornDownPs[written] != NEVER
                    && reusedPs[written] == NEVER) {
                reusedPs[written] = atPs;
            }
        }
    }

    /** A range has been unmapped. */
    public void tornDown(int device, long iova, int pages, long atPs) {
        for (int page = 0; page < pages; page++) {
            long key = key(device, iova) + page;
            int written = writtenFrame[iova(key)];
            if (written >= 0 && throughKey[written] == key && tornDownPs[written] == NEVER) {
                tornDownPs[written] = atPs;
            }
        }
    }

    /**
     * A write of a device has landed.
     *
     * @return takes the frames that it wrote
     */
    public LongConsumer wrote(int device, long iova, long atPs) {
        writingKey = key(device, iova);
        nowPs = atPs;
        return frame;
    }

    private void wroteFrame(long gfn) {
        int number = frames.number(gfn);
        if (number == writtenPs.length) {
            int larger = number * 2;
            throughKey = Arrays.copyOf(throughKey, larger);
            writtenPs = Arrays.copyOf(writtenPs, larger);
            writtenMappedPs = Arrays.copyOf(writtenMappedPs, larger);
            tornDownPs = Arrays.copyOf(tornDownPs, larger);
            reusedPs = Arrays.copyOf(reusedPs, larger);
        }
        int iova = iova(writingKey);
        throughKey[number] = writingKey;
        writtenPs[number] = nowPs;
        writtenMappedPs[number] = mappedPs[iova];
        tornDownPs[number] = NEVER;
        reusedPs[number] = NEVER;
        writtenFrame[iova] = number;
    }

    private int iova(long key) {
        int number = iovas.number(key);
        if (number == mappedPs.length) {
            mappedPs = Arrays.copyOf(mappedPs, number * 2);
            writtenFrame = Arrays.copyOf(writtenFrame, number * 2);
        }
        if (number == known) {
            known++;
            mappedPs[number] = NEVER;
            writtenFrame[number] = -1;
        }
        return number;
    }

    /** What is known of a page; nothing if no device has written it. */
    public Optional<LastWrite> of(long gfn) {
        int number = frames.find(gfn);
        if (number < 0) {
            return Optional.empty();
        }
        long key = throughKey[number];
        return Optional.of(new LastWrite(
                gfn,
                (int) (key >>> DEVICE_SHIFT),
                (key & (1L << DEVICE_SHIFT) - 1) << PAGE_SHIFT,
                writtenPs[number],
                writtenMappedPs[number],
                tornDownPs[number],
                reusedPs[number]));
    }

    private static long key(int device, long iova) {
        return (long) device << DEVICE_SHIFT | iova >>> PAGE_SHIFT;
    }
}
