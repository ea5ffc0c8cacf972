package dirtysim.workloads.shape;

/**
 * What is to be made of recordings. Immutable; begin with {@link #UNCHANGED} and say what differs.
 *
 * @param timeScale how many times faster, above 0; 1 where {@code bytesPerSecond} says it
 * @param bytesPerSecond what the outcome's drivers shall map for all its devices together, as {@link DataRate} counts it; 0
 *     for what comes of the time scale
 * @param devices how many copies of each device, from 1 on, each with CPUs and an IOVA space of its own
 * @param phase how the copies are shifted against each other
 * @param seed of random phases
 * @param memory whether the copies' pages are the same
 * @param ramBytes RAM of the guest over which the pages are spread, a multiple of 2 MiB; 0 for that of the recorded guests
 * @param loops how many times the workload is repeated, from 1 on
 */
public record Shape(
        double timeScale,
        double bytesPerSecond,
        int devices,
        Phase phase,
        long seed,
        Memory memory,
        long ramBytes,
        int loops) {
    /** How copies of a device are shifted against each other; the first never is. */
    public enum Phase {
        /** By equal parts of the workload's length. */
        EVEN,
        /** By parts that a seed draws. */
        RANDOM
    }

    /** Whose pages the copies use. */
    public enum Memory {
        /** Each has a part of the RAM of its own. */
        DISJOINT,
        /** All copies of a device map the same pages. */
        SHARED
    }

    /** Nothing changes but that the workload becomes a cycle. */
    public static final Shape UNCHANGED = new Shape(1, 0, 1, Phase.EVEN, 1, Memory.DISJOINT, 0, 1);

    private static final int MOST = 1 << 20;
    private static final long CHUNK = 2L << 20;

    /** @throws IllegalArgumentException if a value is out of its range */
    public Shape {
        require(timeScale > 0 && timeScale < Double.POSITIVE_INFINITY, "timeScale: " + timeScale);
        require(bytesPerSecond >= 0 && bytesPerSecond < Double.POSITIVE_INFINITY, "bytesPerSecond: " + bytesPerSecond);
        require(bytesPerSecond == 0 || timeScale == 1, "both a time scale and a rate");
        require(devices >= 1 && devices <= MOST, "devices: " + devices);
        require(ramBytes >= 0 && ramBytes % CHUNK == 0, "ramBytes: " + ramBytes);
        require(loops >= 1 && loops <= MOST, "loops: " + loops);
    }

    private static void require(boolean right, String what) {
        if (!right) {
            throw new IllegalArgumentException(what);
        }
    }

    /** With another time scale. */
    public Shape withTimeScale(double times) {
        return new Shape(times, bytesPerSecond, devices, phase, seed, memory, ramBytes, loops);
    }

    /** With a rate in place of a time scale. */
    public Shape withRate(double wantedBytesPerSecond) {
        return new Shape(timeScale, wantedBytesPerSecond, devices, phase, seed, memory, ramBytes, loops);
    }

    /** With so many copies of each device. */
    public Shape withDevices(int copies) {
        return new Shape(timeScale, bytesPerSecond, copies, phase, seed, memory, ramBytes, loops);
    }

    /** With phases drawn by a seed. */
    public Shape withRandomPhases(long bySeed) {
        return new Shape(timeScale, bytesPerSecond, devices, Phase.RANDOM, bySeed, memory, ramBytes, loops);
    }

    /** With pages disjoint or shared. */
    public Shape withMemory(Memory pages) {
        return new Shape(timeScale, bytesPerSecond, devices, phase, seed, pages, ramBytes, loops);
    }

    /** With pages spread over so much RAM. */
    public Shape withRamBytes(long bytes) {
        return new Shape(timeScale, bytesPerSecond, devices, phase, seed, memory, bytes, loops);
    }

    /** Repeated so many times. */
    public Shape withLoops(int times) {
        return new Shape(timeScale, bytesPerSecond, devices, phase, seed, memory, ramBytes, times);
    }
}
