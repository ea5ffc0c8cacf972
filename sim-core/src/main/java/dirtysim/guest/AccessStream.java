package dirtysim.guest;

import java.util.Arrays;

/**
 * The DMA accesses that one device made while the body of a workload was recorded, in their order. They take the place of
 * what {@link DmaEngine} supposes of a device: which buffer it moves when, and where its completions go. Each lies within
 * one page of 4 KiB. Immutable, and so shared by runs on several threads. Made by {@link WorkloadBuilder#access}.
 */
public final class AccessStream {
    /** The mapping that an access goes to is there when the body begins. */
    public static final long SETUP = -1;

    private final long[] timePs;
    private final long[] iova;
    private final short[] bytes;
    private final boolean[] write;
    private final int[] mappedBy;
    private final int[] mappedOn;

    AccessStream(AccessStreamBuilder from) {
        timePs = Arrays.copyOf(from.timePs, from.size);
        iova = Arrays.copyOf(from.iova, from.size);
        bytes = Arrays.copyOf(from.bytes, from.size);
        write = Arrays.copyOf(from.write, from.size);
        mappedBy = Arrays.copyOf(from.mappedBy, from.size);
        mappedOn = Arrays.copyOf(from.mappedOn, from.size);
    }

    /** Number of accesses. */
    public int size() {
        return timePs.length;
    }

    /** When an access was made, since the start of the body; those of a device never descend. */
    public long timePs(int access) {
        return timePs[access];
    }

    /** Its address, to the byte. */
    public long iova(int access) {
        return iova[access];
    }

    /** How many bytes it moved, 1 to 4,096. */
    public int bytes(int access) {
        return bytes[access];
    }

    /** Whether the device wrote. */
    public boolean write(int access) {
        return write[access];
    }

    /** {@link Operation#number} of the operation of the body that made its mapping, or {@link #SETUP}. */
    public long mappedBy(int access) {
        return mappedBy[access];
    }

    /** The CPU that performs that operation. */
    public int mappedOn(int access) {
        return mappedOn[access];
    }
}
