package dirtysim.workloads.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.guest.Direction;
import dirtysim.guest.Operation;
import dirtysim.guest.Workload.Kind;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations that wait in memory or in a file come out as they went in. */
class OperationQueueTest {
    private static final int OPERATIONS = 60_000;

    @ParameterizedTest
    @ValueSource(longs = {0, 100_000, Long.MAX_VALUE})
    void firstInFirstOut(long memoryBytes) {
        Random in = new Random(1);
        Random out = new Random(1);
        Operation op = new Operation();
        try (SpillFile spill = new SpillFile(memoryBytes)) {
            OperationQueue queue = new OperationQueue(spill);
            for (int pass = 0; pass < 2; pass++) {
                int written = 0;
                int read = 0;
                Random pace = new Random(pass);
                int most = 0;
                while (read < OPERATIONS) {
                    for (int n = pace.nextInt(9000); n > 0 && written < OPERATIONS; n--) {
                        queue.add(random(in, written++, op));
                    }
                    most = Math.max(most, spill.spilled());
                    for (int n = pace.nextInt(8000); n > 0 && read < written; n--) {
                        assertTrue(queue.poll(op));
                        String what = line(op);
                        assertEquals(line(random(out, read++, op)), what);
                    }
                }
                assertFalse(queue.poll(op));
                assertEquals(memoryBytes < Long.MAX_VALUE, most > 0, "spilled");
                assertEquals(0, spill.spilled());
                queue.add(random(new Random(2), 0, op));
                queue.clear();
                assertFalse(queue.poll(op));
            }
        }
    }

    private static Operation random(Random random, int number, Operation op) {
        Kind kind = Kind.values()[random.nextInt(3)];
        op.set(
                number * 3L + random.nextInt(3),
                kind,
                number * 1_000_000L + random.nextInt(1_000_000),
                random.nextInt(70),
                random.nextInt(4) - 1,
                Direction.values()[random.nextInt(5)]);
        op.range((long) random.nextInt() << 12, random.nextInt(1 << 20));
        for (int s = random.nextInt(4); s > 0; s--) {
            op.segment((random.nextLong() >>> 12) << 12, random.nextInt(1000));
        }
        for (int p = random.nextInt(4); p > 0; p--) {
            op.after(random.nextInt(number + 1), random.nextInt(70), random.nextBoolean());
        }
        return op;
    }

    private static String line(Operation op) {
        return StreamedWorkloadTest.line(op);
    }
}
