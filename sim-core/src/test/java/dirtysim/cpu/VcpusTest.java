package dirtysim.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import java.util.Arrays;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class VcpusTest {
    /** Against an array that is searched from end to end. */
    @Test
    void thoseWriteWhoseTimeHasCome() {
        for (int seed = 1; seed <= 20; seed++) {
            RandomStream random = new RandomStreams(seed).stream("vcpus");
            Vcpus vcpus = new Vcpus(1 + random.nextInt(40));
            long[] untilPs = new long[vcpus.count()];
            long nowPs = 0;
            long stalledPs = 0;
            for (int step = 0; step < 2000; step++) {
                long before = nowPs;
                nowPs += random.nextInt(50);
                for (long until : untilPs) {
                    stalledPs += Math.max(0, Math.min(until, nowPs) - before);
                }
                vcpus.releaseUpTo(nowPs);
                long now = nowPs;
                assertEquals(
                        Arrays.stream(untilPs).filter(until -> until <= now).count(), vcpus.writing(), "seed " + seed);
                assertEquals(stalledPs, vcpus.stalledPs(nowPs), "seed " + seed);
                assertEquals(
                        Arrays.stream(untilPs)
                                .filter(until -> until > now)
                                .min()
                                .orElse(Vcpus.INDEFINITELY),
                        vcpus.firstReleasePs(),
                        "seed " + seed);
                TreeSet<Integer> writers = new TreeSet<>();
                for (int n = 0; n < vcpus.writing(); n++) {
                    int vcpu = vcpus.writer(n);
                    assertTrue(untilPs[vcpu] <= nowPs && writers.add(vcpu), "seed " + seed);
                }
                int vcpu = random.nextInt(vcpus.count());
                long ps = 1 + random.nextInt(300);
                if (random.nextBoolean(0.5)) {
                    vcpus.delay(vcpu, nowPs, ps);
                    untilPs[vcpu] = Math.max(untilPs[vcpu], nowPs) + ps;
                } else {
                    vcpus.stallUntil(vcpu, nowPs, nowPs + ps);
                    untilPs[vcpu] = nowPs + ps;
                }
            }
        }
    }

    @Test
    void whoWaitsForSomebodyWaitsOn() {
        Vcpus vcpus = new Vcpus(2);
        vcpus.stallUntil(1, 10, Vcpus.INDEFINITELY);
        vcpus.delay(1, 20, 5);
        vcpus.releaseUpTo(1_000_000);
        assertTrue(vcpus.waits(1));
        assertEquals(1, vcpus.writing());
        assertEquals(90, vcpus.stalledPs(100));
        vcpus.stallUntil(1, 200, 200);
        vcpus.releaseUpTo(200);
        assertEquals(2, vcpus.writing());
        assertEquals(190, vcpus.stalledPs(1000));
    }
}
