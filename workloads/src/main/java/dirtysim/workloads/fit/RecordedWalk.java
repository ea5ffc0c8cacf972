package dirtysim.workloads.fit;

import org.apache.commons.math3.random.RandomGenerator;

/**
 * The level of live mappings as it was recorded, of a queue that shall have fewer. Its waits pace the real walk: there a burst of
 * less than one mapping is one all the same, and with a burst's wait for each of them the rate would not stay.
 */
final class RecordedWalk {
    private static final int BURSTS = 2_000;

    private final BurstDecks maps;
    private final BurstDecks unmaps;
    private final double meanBurst;
    private double level;
    private boolean rises;
    private double waitUs;
    private double gapUs;

    RecordedWalk(FittedQueue queue, RandomGenerator random) {
        maps = new BurstDecks(queue.maps(), random);
        unmaps = new BurstDecks(queue.unmaps(), random);
        level = queue.firstLive();
        rises = level > 0;
        double operations = 0;
        for (int burst = 0; burst < BURSTS; burst++) {
            operations += Math.abs(next());
        }
        meanBurst = operations / BURSTS;
    }

    /** Wait before a burst of so many operations, in microseconds: their share of the time of a recorded burst, without their gaps. */
    double waitUs(long operations) {
        double recorded = Math.abs(next());
        double all = (waitUs + gapUs * Math.max(0, recorded - 1)) * operations / meanBurst;
        return Math.max(0, all - gapUs * (operations - 1));
    }

    /** Walks on; by how much the level rises. */
    private double next() {
        rises = level <= 0 || !rises;
        BurstDecks decks = rises ? maps : unmaps;
        int bin = decks.bin(level);
        double before = level;
        double drawn = decks.level(bin).draw();
        level = rises ? Math.max(drawn, level + 1) : Math.max(0, Math.min(drawn, level - 1));
        waitUs = decks.wait(bin).draw();
        gapUs = decks.gap().draw();
        return level - before;
    }
}
