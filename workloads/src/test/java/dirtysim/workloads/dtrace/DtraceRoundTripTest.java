package dirtysim.workloads.dtrace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.guest.Direction;
import dirtysim.host.InputException;
import dirtysim.workloads.RecordsAssert;
import dirtysim.workloads.record.CallKind;
import dirtysim.workloads.record.RecordingSummary;
import dirtysim.workloads.record.TraceRecords;
import dirtysim.workloads.record.TraceRecordsBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DtraceRoundTripTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void whatIsWrittenIsRead(long seed) throws IOException {
        Random random = new Random(seed);
        int size = seed % 3 == 0 ? 3 * Layout.RECORDS_IN_BLOCK + random.nextInt(100) : random.nextInt(2000);
        Recording recording = recording(random, size);
        byte[] file = write(recording);
        Recording again = DtraceReader.read(new ByteArrayInputStream(file), "seed " + seed);
        RecordsAssert.assertSameRecords("seed " + seed, recording.records(), again.records());
        assertEquals(recording.provenance(), again.provenance(), "seed " + seed);
        assertArrayEquals(file, write(again), "seed " + seed);
    }

    @Test
    void anEmptyRecordingAndTheFullBlock() throws IOException {
        for (int size : new int[] {0, 1, Layout.RECORDS_IN_BLOCK, Layout.RECORDS_IN_BLOCK + 1}) {
            Recording recording = recording(new Random(size), size);
            Recording again = DtraceReader.read(new ByteArrayInputStream(write(recording)), "size " + size);
            RecordsAssert.assertSameRecords("size " + size, recording.records(), again.records());
        }
    }

    @Test
    void everyCutIsNoticedAndItsBlockNamed() throws IOException {
        byte[] file = write(recording(new Random(1), 300));
        for (int length = 0; length < indexOffset(file); length++) {
            byte[] cut = Arrays.copyOf(file, length);
            InputException refusal = assertThrows(
                    InputException.class,
                    () -> DtraceReader.read(new ByteArrayInputStream(cut), "cut"),
                    "at " + length);
            String expected = length < Layout.MAGIC.length ? "cut: this is no .dtrace" : "cut, block ";
            assertTrue(refusal.getMessage().startsWith(expected), refusal.getMessage());
        }
    }

    @Test
    void everyFlippedByteIsNoticed() throws IOException {
        byte[] file = write(recording(new Random(2), 300));
        for (int at = 0; at < indexOffset(file); at++) {
            byte[] damaged = file.clone();
            damaged[at] ^= 0x10;
            int where = at;
            InputException refusal = assertThrows(
                    InputException.class,
                    () -> DtraceReader.read(new ByteArrayInputStream(damaged), "x"),
                    () -> "byte " + where);
            assertTrue(refusal.getMessage().contains("; "), refusal.getMessage());
        }
    }

    @Test
    void aFileWithoutItsIndexOrWithADamagedOneIsRead() throws IOException {
        Recording recording = recording(new Random(2), 300);
        byte[] file = write(recording);
        for (int at = indexOffset(file); at < file.length; at++) {
            byte[] damaged = file.clone();
            damaged[at] ^= 0x10;
            for (byte[] one : List.of(damaged, Arrays.copyOf(file, at))) {
                Recording again = DtraceReader.read(new ByteArrayInputStream(one), "x");
                RecordsAssert.assertSameRecords("byte " + at, recording.records(), again.records());
            }
        }
    }

    private static int indexOffset(byte[] file) {
        return (int) ByteBuffer.wrap(file).getLong(file.length - Layout.TAIL_BYTES);
    }

    @Test
    void theDamagedBlockIsNamed() throws IOException {
        byte[] file = write(recording(new Random(3), 2 * Layout.RECORDS_IN_BLOCK));
        file[file.length / 4] ^= 1;
        int first = Layout.FILE_HEAD + Layout.BLOCK_HEAD + ByteBuffer.wrap(file).getInt(Layout.FILE_HEAD + 9);
        String second = "name.dtrace, block 1 at byte " + first + ": ";
        assertRefused(file, second + "its checksum is wrong; keep the good blocks with 'trace repair IN OUT', ");
        file[file.length / 4] ^= 1;
        file[file.length * 3 / 4] ^= 1;
        assertRefused(file, "name.dtrace, block 2 at byte ");
        file[file.length * 3 / 4] ^= 1;
        file[first + 8] = 2;
        assertRefused(file, second + "its checksum is wrong; ");
        file[first + 8] = 1;
        assertRefused(Arrays.copyOf(file, file.length + 1), "name.dtrace, block 3 at byte ");
        file[Layout.MAGIC.length + 1] = 9;
        assertRefused(file, "name.dtrace: version 9 of the .dtrace format, and this program reads 1 and 2; ");
    }

    private static void assertRefused(byte[] file, String message) {
        InputException refusal = assertThrows(
                InputException.class, () -> DtraceReader.read(new ByteArrayInputStream(file), "name.dtrace"));
        assertTrue(refusal.getMessage().startsWith(message), refusal.getMessage());
    }

    private static byte[] write(Recording recording) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DtraceWriter.write(recording, out);
        return out.toByteArray();
    }

    private static Recording recording(Random random, int size) {
        TraceRecordsBuilder builder = new TraceRecordsBuilder();
        Direction[] directions = Direction.values();
        CallKind[] calls = CallKind.values();
        int devices = 1 + random.nextInt(4);
        int callCount = 1 + size / 4;
        int made = 0;
        for (int i = 0; i < size; i++) {
            long time = number(random);
            int cpu = random.nextInt(random.nextBoolean() ? 2 : Short.MAX_VALUE + 1);
            Direction direction = directions[random.nextInt(directions.length)];
            // The last records are the calls that segments were promised.
            int what = size - i <= callCount - made ? 4 : random.nextInt(6);
            switch (what) {
                case 0 ->
                    builder.map(
                            time,
                            cpu,
                            number(random),
                            number(random),
                            number(random),
                            random.nextInt(callCount + 1) - 1);
                case 1 ->
                    builder.unmap(
                            time, cpu, number(random), number(random), random.nextInt(devices + 1) - 1, direction);
                case 2 -> builder.flushRange(time, cpu, number(random), number(random), number(random));
                case 3 -> builder.flushDomain(time, cpu, number(random));
                case 4 -> {
                    CallKind kind = calls[random.nextInt(calls.length)];
                    builder.call(time, cpu, kind, random.nextInt(devices), direction, number(random), number(random));
                    made++;
                }
                default -> builder.mark(time, cpu, number(random), "mark é " + random.nextInt());
            }
        }
        Map<String, Long> events = new LinkedHashMap<>();
        for (String event : List.of("unmap", "map", "dma_alloc")) {
            events.put(event, random.nextLong());
        }
        List<String> names = List.of("0000:00:02.0", "0000:00:03.0", "ü", "").subList(0, devices);
        TraceRecords records = builder.build(
                new RecordingSummary(names, events, random.nextInt(), random.nextInt(), random.nextInt()));
        ObjectNode provenance = JsonNodeFactory.instance.objectNode();
        provenance.put("source", "seeded").putObject("guest").put("kernel", "6.12");
        return new Recording(records, provenance);
    }

    /** Small and large, whole pages and not, of either sign. */
    private static long number(Random random) {
        long value = random.nextLong() >> random.nextInt(64);
        return random.nextBoolean() ? value & ~4095L : value;
    }
}
