package dirtysim.workloads.dtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dirtysim.guest.Direction;
import dirtysim.host.InputException;
import dirtysim.workloads.record.RecordCounter;
import dirtysim.workloads.record.RecordingSummary;
import dirtysim.workloads.record.TraceRecordsBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BlocksAheadTest {
    private static final int BLOCKS = 5;

    private static byte[] file() throws IOException {
        TraceRecordsBuilder records = new TraceRecordsBuilder();
        for (int record = 0; record < BLOCKS * Layout.RECORDS_IN_BLOCK; record++) {
            records.unmap(record, 0, record * 4096L, 4096, 0, Direction.FROM_DEVICE);
        }
        RecordingSummary summary = new RecordingSummary(List.of("0000:00:02.0"), Map.of(), 0, 0, 0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DtraceWriter.write(new Recording(records.build(summary), JsonNodeFactory.instance.objectNode()), bytes);
        return bytes.toByteArray();
    }

    /** Notices two readers at once, and a reader of what is closed. */
    private static final class Watched extends FilterInputStream {
        private final AtomicInteger readers = new AtomicInteger();
        private final AtomicBoolean misused = new AtomicBoolean();
        private volatile boolean closed;

        Watched(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (readers.incrementAndGet() > 1 || closed) {
                misused.set(true);
            }
            int read = super.read(into, from, Math.min(length, 100));
            readers.decrementAndGet();
            return read;
        }

        @Override
        public void close() throws IOException {
            if (readers.get() > 0) {
                misused.set(true);
            }
            closed = true;
            super.close();
        }
    }

    @Test
    @Timeout(60)
    void whereNoThreadIsFreeTheReaderReadsItself() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try {
            for (int busy = 0; busy < ForkJoinPool.getCommonPoolParallelism(); busy++) {
                ForkJoinPool.commonPool().execute(() -> await(end));
            }
            InputStream in = new ByteArrayInputStream(file());
            assertEquals(
                    BLOCKS * Layout.RECORDS_IN_BLOCK,
                    DtraceReader.read(in, "busy").records().size());
        } finally {
            end.countDown();
        }
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void theStreamHasOneReaderAtATimeAndNoneOnceClosed() throws IOException {
        byte[] file = file();
        for (int blocks = 0; blocks < BLOCKS; blocks++) {
            Watched in = new Watched(file);
            try (DtraceBlocks reading = DtraceBlocks.open(in, "watched")) {
                for (int block = 0; block < blocks; block++) {
                    assertTrue(reading.next(new RecordCounter()));
                }
            }
            assertTrue(in.closed);
            assertFalse(in.misused.get(), "after " + blocks + " blocks");
        }
    }

    @Test
    void damageAheadIsSaidWhenItsTurnComes() throws IOException {
        byte[] file = file();
        try (DtraceBlocks whole = DtraceBlocks.open(new ByteArrayInputStream(file), "whole")) {
            whole.next(new RecordCounter());
            long second = whole.place().offset();
            file[(int) second + Layout.BLOCK_HEAD + 1] ^= 1;
            try (DtraceBlocks damaged = DtraceBlocks.open(new ByteArrayInputStream(file), "damaged")) {
                assertTrue(damaged.next(new RecordCounter()));
                assertEquals(Layout.RECORDS_IN_BLOCK, damaged.records());
                InputException refusal = assertThrows(InputException.class, () -> damaged.next(new RecordCounter()));
                assertTrue(
                        refusal.getMessage().contains("block 2 at byte " + second + ": its checksum is wrong"),
                        refusal.getMessage());
            }
        }
    }
}
