package dirtysim.workloads.dtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.InputException;
import dirtysim.workloads.RecordsAssert;
import dirtysim.workloads.Trace;
import dirtysim.workloads.Traces;
import dirtysim.workloads.record.TraceRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged file is refused where the damage is; what is left of it is kept, and says what it lacks. */
class DtraceRepairTest {
    private static final String NAME = "nvme-randread4k-strict";

    @TempDir
    Path folder;

    private Path whole;
    private byte[] bytes;
    private DtraceIndex index;
    private TraceRecords records;

    @BeforeEach
    void convert() throws IOException {
        whole = folder.resolve("whole.dtrace");
        Traces.convert(NAME, whole, false);
        bytes = Files.readAllBytes(whole);
        index = DtraceIndex.read(whole).orElseThrow();
        records = Traces.open(NAME, false).records();
    }

    @Test
    void theIndexSaysWhereTheBlocksStand() throws IOException {
        assertEquals(records.size(), index.records());
        assertEquals(records.size() / Layout.RECORDS_IN_BLOCK + 1, index.blocks());
        for (int block = 0; block < index.blocks(); block++) {
            assertEquals((long) block * Layout.RECORDS_IN_BLOCK, index.firstRecord(block));
            assertEquals(records.timeUs((int) index.firstRecord(block)), index.firstUs(block));
            assertEquals(Layout.RECORDS, bytes[(int) index.offset(block) + Integer.BYTES]);
        }
        bytes[bytes.length - Layout.TAIL_BYTES - 3] ^= 1;
        Files.write(whole, bytes);
        assertTrue(DtraceIndex.read(whole).isEmpty());
        assertEquals(
                records.size(), Traces.open(whole.toString(), false).records().size());
    }

    @Test
    void oneDamagedBlockIsDroppedAndItsRecordsCountAsLost() throws IOException {
        int at = (int) index.offset(2);
        bytes[at + 1000] ^= 4;
        Path damaged = write(bytes);
        InputException refusal = assertThrows(InputException.class, () -> Traces.open(damaged.toString(), false));
        assertTrue(refusal.getMessage().contains("block 3 at byte " + at), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("trace repair"), refusal.getMessage());

        Path repaired = folder.resolve("repaired.dtrace");
        Damage damage = Traces.repair(damaged, repaired);
        assertEquals(1, damage.droppedBlocks());
        assertEquals(Layout.RECORDS_IN_BLOCK, damage.droppedRecords());
        assertTrue(damage.allKnown());
        assertThrows(InputException.class, () -> Traces.open(repaired.toString(), false));
        Trace trace = Traces.open(repaired.toString(), true);
        assertEquals(records.size() - Layout.RECORDS_IN_BLOCK, trace.records().size());
        assertEquals(Layout.RECORDS_IN_BLOCK, trace.records().summary().lostEvents());
        assertTrue(
                trace.workload().notes().contains("repaired: " + damage.summary()),
                trace.notes().toString());
        assertEquals(NAME, trace.provenance().get("name").asText());
        // Behind the gap segments still belong to their calls.
        int behind = 2 * Layout.RECORDS_IN_BLOCK;
        for (int record = behind; record < trace.records().size(); record += 97) {
            int before = record + Layout.RECORDS_IN_BLOCK;
            assertEquals(records.timeUs(before), trace.records().timeUs(record));
            assertEquals(records.address(before), trace.records().address(record));
            if (record > behind + 100) {
                assertEquals(records.direction(before), trace.records().direction(record));
            }
        }
    }

    @Test
    void aCutFileLosesWhatTheHeaderCounted() throws IOException {
        Path damaged = write(Arrays.copyOf(bytes, (int) index.offset(4) + 100));
        Path repaired = folder.resolve("repaired.dtrace");
        Damage damage = Traces.repair(damaged, repaired);
        assertTrue(damage.allKnown());
        assertEquals(records.size() - 4L * Layout.RECORDS_IN_BLOCK, damage.droppedRecords());
        assertEquals(4L * Layout.RECORDS_IN_BLOCK, damage.keptRecords());
        Trace trace = Traces.open(repaired.toString(), true);
        assertEquals(records.summary().devices(), trace.records().summary().devices());
        assertTrue(
                trace.notes().toString().contains("the end of the file was missing"),
                trace.notes().toString());
        assertEquals(damage.droppedRecords(), trace.records().summary().lostEvents());
        InputException refusal = assertThrows(InputException.class, () -> Traces.open(repaired.toString(), false));
        assertTrue(refusal.getMessage().contains("the end of the file was missing"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("--allow-lost"), refusal.getMessage());
    }

    @Test
    void withoutHeaderAndFooterTheNumberIsUnknown() throws IOException {
        byte[] cut = Arrays.copyOf(bytes, (int) index.offset(4) + 100);
        cut[Layout.FILE_HEAD + Layout.BLOCK_HEAD] ^= 1;
        Damage damage = Traces.repair(write(cut), folder.resolve("repaired.dtrace"));
        assertFalse(damage.allKnown());
        assertEquals(4L * Layout.RECORDS_IN_BLOCK, damage.keptRecords());
    }

    @Test
    void blocksThatAreSwappedOrThereTwiceArePutRight() throws IOException {
        int first = (int) index.offset(1);
        int second = (int) index.offset(2);
        int third = (int) index.offset(3);
        byte[] swapped = bytes.clone();
        System.arraycopy(bytes, second, swapped, first, third - second);
        System.arraycopy(bytes, first, swapped, first + third - second, second - first);
        assertAllKept(swapped, "block 2 at byte " + first);
        byte[] twice = new byte[bytes.length + second - first];
        System.arraycopy(bytes, 0, twice, 0, second);
        System.arraycopy(bytes, first, twice, second, bytes.length - first);
        assertAllKept(twice, "block 3 at byte " + second);
    }

    private void assertAllKept(byte[] damagedBytes, String where) throws IOException {
        Path damaged = write(damagedBytes);
        InputException refusal = assertThrows(InputException.class, () -> Traces.open(damaged.toString(), false));
        assertTrue(refusal.getMessage().contains(where), refusal.getMessage());
        Path repaired = folder.resolve("repaired.dtrace");
        Files.deleteIfExists(repaired);
        assertFalse(Traces.repair(damaged, repaired).any());
        RecordsAssert.assertSameRecords(
                where, records, Traces.open(repaired.toString(), false).records());
    }

    @Test
    void whatCannotBeRepairedIsSaid() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "no trace");
        assertRefused(text, "this is no .dtrace file");
        assertRefused(write(Arrays.copyOf(bytes, 200)), "none of its blocks of records is whole");
        assertRefused(folder.resolve("nothing"), "there is no such file");
    }

    private void assertRefused(Path in, String what) {
        InputException refusal =
                assertThrows(InputException.class, () -> Traces.repair(in, folder.resolve("r.dtrace")));
        assertTrue(refusal.getMessage().contains(what), refusal.getMessage());
        assertFalse(Files.exists(folder.resolve("r.dtrace")));
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(folder.resolve("damaged.dtrace"), content);
    }
}
