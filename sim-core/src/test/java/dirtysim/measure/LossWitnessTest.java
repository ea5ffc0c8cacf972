package dirtysim.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LossWitnessTest {
    private static final long IOVA = 0xffff_0000L;

    private final LossWitness witness = new LossWitness();

    private void write(int device, long iova, long gfn, long atPs) {
        witness.wrote(device, iova, atPs).accept(gfn);
    }

    @Test
    void whatNobodyWroteIsUnknown() {
        write(0, IOVA, 7, 1);
        assertEquals(Optional.empty(), witness.of(8));
    }

    @Test
    void aMappingThatStays() {
        witness.mapped(1, IOVA, 2, 5);
        write(1, IOVA + 4096 + 17, 7, 6);
        assertEquals(
                new LastWrite(7, 1, IOVA + 4096, 6, 5, -1, -1), witness.of(7).orElseThrow());
    }

    @Test
    void theFirstTearingDownAndTheFirstReuseAfterTheWriteCount() {
        witness.mapped(0, IOVA, 1, 1);
        write(0, IOVA, 7, 2);
        witness.tornDown(0, IOVA, 1, 3);
        witness.mapped(0, IOVA, 1, 4);
        witness.tornDown(0, IOVA, 1, 5);
        witness.mapped(0, IOVA, 1, 6);
        assertEquals(new LastWrite(7, 0, IOVA, 2, 1, 3, 4), witness.of(7).orElseThrow());
    }

    @Test
    void anotherDeviceHasIovasOfItsOwn() {
        write(0, IOVA, 7, 2);
        witness.tornDown(1, IOVA, 1, 3);
        assertEquals(-1, witness.of(7).orElseThrow().tornDownPs());
    }

    @Test
    void aLaterWriteThroughTheSameIovaLeavesTheStoryOfTheFormerAlone() {
        witness.mapped(0, IOVA, 1, 1);
        write(0, IOVA, 7, 2);
        witness.tornDown(0, IOVA, 1, 3);
        witness.mapped(0, IOVA, 1, 4);
        write(0, IOVA, 8, 5);
        witness.tornDown(0, IOVA, 1, 6);
        assertEquals(new LastWrite(7, 0, IOVA, 2, 1, 3, 4), witness.of(7).orElseThrow());
        assertEquals(new LastWrite(8, 0, IOVA, 5, 4, 6, -1), witness.of(8).orElseThrow());
    }

    @Test
    void aPageWrittenAgainThroughAnotherIovaBelongsToThat() {
        write(0, IOVA, 7, 2);
        write(0, IOVA + 4096, 7, 3);
        witness.tornDown(0, IOVA, 1, 4);
        assertEquals(-1, witness.of(7).orElseThrow().tornDownPs());
    }

    @Test
    void theIndexNumbersAsAMapWould() {
        for (long seed = 1; seed <= 20; seed++) {
            RandomStream random = new RandomStreams(seed).stream("keys");
            LongIndex index = new LongIndex();
            TreeMap<Long, Integer> oracle = new TreeMap<>();
            for (int n = 0; n < 2000; n++) {
                long key = random.nextLong(700) << random.nextInt(3) * 20;
                assertEquals(oracle.getOrDefault(key, -1), index.find(key), "seed " + seed);
                oracle.putIfAbsent(key, oracle.size());
                assertEquals(oracle.get(key), index.number(key), "seed " + seed);
            }
        }
    }
}
