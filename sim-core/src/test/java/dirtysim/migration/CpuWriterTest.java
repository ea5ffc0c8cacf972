package dirtysim.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.EventLoop;
import dirtysim.engine.RandomStreams;
import dirtysim.memory.MemorySlots;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuWriterTest {
    private static final long MIB = 1L << 20;
    private static final long MS_PS = 1_000_000_000L;

    @ParameterizedTest
    @CsvSource({"1000,4", "333.3,16", "123456,64", "0.5,4", "0,4", "1000,0"})
    void writesAtItsRateIntoItsWorkingSetAlone(double pagesPerSecond, long workingSetMib) {
        EventLoop loop = new EventLoop();
        MemorySlots slots = MemorySlots.q35(64 * MIB);
        long[] writes = new long[1];
        TreeSet<Long> written = new TreeSet<>();
        CpuWriter writer = new CpuWriter(
                loop, slots, new RandomStreams(1).stream("cpu"), pagesPerSecond, workingSetMib * MIB, gfn -> {
                    writes[0]++;
                    written.add(gfn);
                });
        writer.start();
        loop.runUntil(4000 * MS_PS);
        double expected = workingSetMib == 0 ? 0 : 4 * pagesPerSecond;
        assertEquals(expected, writes[0], 1.01, "seed 1");
        assertEquals(written.size(), writer.log().count());
        assertTrue(written.stream().allMatch(writer.log()::get));
        assertTrue(written.isEmpty() || written.first() >= (64 - workingSetMib) * MIB / 4096);
        writer.stop();
        loop.run();
        assertEquals(expected, writes[0], 1.01, "nothing after the stop");
    }
}
