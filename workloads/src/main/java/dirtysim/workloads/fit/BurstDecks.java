package dirtysim.workloads.fit;

import dirtysim.workloads.fit.FittedQueue.Bursts;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;

/** Draws for the bursts of one kind. */
final class BurstDecks {
    private final Bursts bursts;
    private final List<Deck> level;
    private final List<Deck> wait;
    private final Deck gap;

    BurstDecks(Bursts bursts, RandomGenerator random) {
        this.bursts = bursts;
        level = bursts.level().stream().map(one -> new Deck(one, random)).toList();
        wait = bursts.waitUs().stream().map(one -> new Deck(one, random)).toList();
        gap = new Deck(bursts.gapUs(), random);
    }

    int bin(double live) {
        return bursts.bin(live);
    }

    Deck level(int bin) {
        return level.get(bin);
    }

    Deck wait(int bin) {
        return wait.get(bin);
    }

    Deck gap() {
        return gap;
    }
}
