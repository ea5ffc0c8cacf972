package dirtysim.workloads.dtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dirtysim.host.InputException;
import dirtysim.workloads.BundledTrace;
import dirtysim.workloads.Traces;
import dirtysim.workloads.record.RecordingSummary;
import dirtysim.workloads.record.TraceRecords;
import dirtysim.workloads.record.TraceRecordsBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand damaged files: each is read as what it was, or refused with one line; and repair keeps only what was in it. */
class MutatedDtraceTest {
    private static final long SEED = 20_260_801;
    private static final int FILES = 10_000;
    private static final int REPAIRED_EVERY = 10;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);

    /** A file, and where its blocks begin; the last entry is where the tail does. */
    private record Whole(byte[] bytes, List<Integer> blocks, TraceRecords records) {}

    @Test
    void eachIsReadRightOrRefusedWithOneLine() throws IOException {
        List<Whole> whole = files();
        int read = 0;
        int refused = 0;
        for (int n = 0; n < FILES; n++) {
            Whole file = whole.get(n % 20 == 0 ? 2 : random.nextInt(2));
            byte[] mutated = mutate(file);
            String what = "seed " + SEED + ", file " + n;
            try {
                Recording recording = DtraceReader.read(new ByteArrayInputStream(mutated), "m.dtrace");
                assertSame(what, file.records(), recording.records());
                read++;
            } catch (InputException e) {
                assertOneLine(what, e);
                refused++;
            } catch (IOException | RuntimeException | Error e) {
                fail(what, e);
            }
            if (n % REPAIRED_EVERY == 0) {
                repair(what, file, mutated);
            }
        }
        assertTrue(read > FILES / 100, read + " read");
        assertTrue(refused > FILES / 2, refused + " refused");
    }

    private void repair(String what, Whole file, byte[] mutated) throws IOException {
        Path in = folder.resolve("in.dtrace");
        Files.write(in, mutated);
        try (DtraceRepair repair = new DtraceRepair(in)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            repair.write(out);
            Recording repaired = DtraceReader.read(new ByteArrayInputStream(out.toByteArray()), what);
            assertEquals(repair.damage().keptRecords(), repaired.records().size(), what);
            int dropped = file.records().size() - repaired.records().size();
            assertTrue(dropped >= 0, what);
            if (dropped == 0) {
                assertEquals(times(file.records()), times(repaired.records()), what);
            } else {
                long lost = repaired.records().summary().lostEvents()
                        - file.records().summary().lostEvents();
                assertTrue(repair.damage().any(), what);
                // Without a footer nobody knows what was behind the last good block.
                assertTrue(repair.damage().allKnown() ? lost == dropped : lost >= 1, what + ": " + lost);
            }
        } catch (InputException e) {
            assertOneLine(what, e);
        } catch (RuntimeException | Error e) {
            fail(what, e);
        }
    }

    private static List<Long> times(TraceRecords records) {
        List<Long> times = new ArrayList<>();
        for (int record = 0; record < records.size(); record++) {
            times.add(records.timeUs(record));
        }
        return times;
    }

    private static void assertOneLine(String what, InputException e) {
        assertEquals(1, e.getMessage().lines().count(), what);
        assertTrue(e.getMessage().contains(": ") && e.getMessage().contains("; "), what + ": " + e.getMessage());
    }

    private static void assertSame(String what, TraceRecords expected, TraceRecords actual) {
        assertEquals(expected.summary(), actual.summary(), what);
        assertEquals(times(expected), times(actual), what);
    }

    private byte[] mutate(Whole file) {
        byte[] bytes = file.bytes().clone();
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            bytes = mutateOnce(bytes, file.blocks());
        }
        return bytes;
    }

    private byte[] mutateOnce(byte[] bytes, List<Integer> blocks) {
        if (bytes.length <= Layout.FILE_HEAD) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        int one = random.nextInt(blocks.size() - 1);
        int other = random.nextInt(blocks.size() - 1);
        switch (random.nextInt(9)) {
            case 0, 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + random.nextInt(64)), (byte) random.nextInt());
            case 3 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            case 4 -> {
                return Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(100));
            }
            case 5 -> {
                return join(bytes, 0, blocks.get(one + 1), blocks.get(one), bytes.length);
            }
            case 6 -> {
                int from = Math.min(blocks.get(one), blocks.get(other));
                return join(bytes, 0, from, Math.max(blocks.get(one), blocks.get(other)), bytes.length);
            }
            case 7 -> hugeNumber(bytes, blocks.get(one));
            default -> bytes[random.nextInt(Layout.FILE_HEAD)] = (byte) random.nextInt();
        }
        return bytes;
    }

    /** In the fields of a block's head, wherever they are in this version. */
    private void hugeNumber(byte[] bytes, int block) {
        int field = block + 1 + random.nextInt(20);
        if (field + 4 <= bytes.length) {
            int[] huge = {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, Layout.LARGEST_BLOCK, Layout.LARGEST_BLOCK + 1};
            ByteBuffer.wrap(bytes).putInt(field, huge[random.nextInt(huge.length)]);
        }
    }

    private static byte[] join(byte[] bytes, int from, int to, int nextFrom, int nextTo) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(bytes, from, Math.max(0, Math.min(bytes.length, to) - from));
        joined.write(bytes, Math.min(bytes.length, nextFrom), Math.max(0, nextTo - nextFrom));
        return joined.toByteArray();
    }

    /** Two recordings in version 2, one without a call in it, and one in version 1 as it is bundled. */
    private static List<Whole> files() throws IOException {
        List<Whole> files = new ArrayList<>();
        for (BundledTrace bundled : Traces.bundled().subList(0, 1)) {
            TraceRecords all = Traces.open(bundled.name(), false).records();
            files.add(written(all, 700));
        }
        TraceRecordsBuilder builder = new TraceRecordsBuilder();
        for (int n = 0; n < 600; n++) {
            builder.flushDomain(n, n % 3, 7);
        }
        files.add(written(builder.build(new RecordingSummary(List.of("d"), Map.of(), 0, 0, 0)), -1));
        try (var in = Traces.class.getResourceAsStream("traces/ahci-seqread128k-strict.dtrace")) {
            byte[] old = in.readAllBytes();
            Recording recording = DtraceReader.read(new ByteArrayInputStream(old), "old");
            files.add(new Whole(old, blocks(old, 1), recording.records()));
        }
        return files;
    }

    private static Whole written(TraceRecords records, int size) throws IOException {
        TraceRecords kept = records;
        if (size >= 0) {
            TraceRecordsBuilder builder = new TraceRecordsBuilder();
            records.show(0, size, builder);
            // The call of the last segments may be cut off.
            for (int more = size; more < size + 50; more++) {
                records.show(more, more + 1, builder);
            }
            kept = builder.build(records.summary());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> devices = kept.summary().devices();
        try (DtraceWriter writer =
                new DtraceWriter(out, JsonNodeFactory.instance.objectNode(), devices, kept.size(), 200)) {
            kept.show(0, kept.size(), writer);
            writer.finish(kept.summary());
        }
        return new Whole(out.toByteArray(), blocks(out.toByteArray(), 2), kept);
    }

    private static List<Integer> blocks(byte[] bytes, int version) {
        List<Integer> blocks = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int head = version == 1 ? Layout.OLD_BLOCK_HEAD : Layout.BLOCK_HEAD;
        int lengthAt = version == 1 ? 1 : 9;
        int end = bytes.length - (version == 1 ? 0 : Layout.TAIL_BYTES);
        int at = Layout.FILE_HEAD;
        while (at < end) {
            blocks.add(at);
            at += head + buffer.getInt(at + lengthAt);
        }
        blocks.add(at);
        return blocks;
    }
}
