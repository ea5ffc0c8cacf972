package dirtysim.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.InputException;
import dirtysim.workloads.access.DeviceAccess;
import dirtysim.workloads.access.WindowFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedRunsTest {
    private static final String ACCESSES =
            "guest_us,flush_rank,did,bdf,iova,gpa,op,iotlb\n1,0,4,0000:00:02.0,1000,2000,R,miss\n";
    private static final String MAP = "  a-1  [000] .....  1.000001: map: IOMMU: iova=0x0000000000001000 -"
            + " 0x0000000000002000 paddr=0x0000000000002000 size=4096\n";

    @TempDir
    Path folder;

    /** Figures of the recorder's own script. */
    @Test
    void theBundledRunIsWhole() {
        List<RecordedRun> runs = RecordedRuns.bundled();
        assertEquals(
                List.of("gt-nvme-randrw-strict"),
                runs.stream().map(RecordedRun::name).toList());
        RecordedRun run = runs.get(0);
        assertEquals(15114, run.trace().records().summary().events("map"));
        assertEquals("strict", run.trace().provenance().get("mode").asText());
        assertEquals(
                List.of(
                        new WindowFigures(10, 441, 9.9, 53.2),
                        new WindowFigures(100, 44, 14.6, 55.2),
                        new WindowFigures(1000, 4, 18.8, 56)),
                run.windows());
        List<DeviceAccess> accesses = new ArrayList<>();
        run.forEachAccess(accesses::add);
        assertEquals(93061, accesses.stream().filter(DeviceAccess::hit).count());
        assertEquals(15122, accesses.stream().filter(access -> !access.hit()).count());
        assertEquals(
                30159 + 15089 + 7519,
                accesses.stream().filter(DeviceAccess::write).count());
    }

    @Test
    void takesWhatHasBothFilesInTheOrderOfNames() throws IOException {
        for (String name : List.of("b.trace", "a.trace", "b.devaccess.csv", "a.devaccess.csv", "c.devaccess.csv")) {
            Files.writeString(folder.resolve(name), name.endsWith(".csv") ? ACCESSES : MAP);
        }
        Files.writeString(folder.resolve("d.trace"), "no trace at all");
        List<RecordedRun> runs = RecordedRuns.in(folder);
        assertEquals(List.of("a", "b"), runs.stream().map(RecordedRun::name).toList());
        assertEquals(List.of(), runs.get(0).windows());
        List<DeviceAccess> accesses = new ArrayList<>();
        runs.get(1).forEachAccess(accesses::add);
        assertEquals(List.of(new DeviceAccess(1, 0, 4, "0000:00:02.0", 0x1000, 0x2000, 4096, false, false)), accesses);
    }

    @Test
    void refusesWhatIsNoFolderOfRuns() throws IOException {
        assertComplaint(folder.resolve("nowhere"), "there is no such folder");
        assertComplaint(folder, "there is no recorded run in it");
        Files.writeString(folder.resolve("a.devaccess.csv"), ACCESSES);
        assertComplaint(folder, "there is no recorded run in it");
        Files.createDirectory(folder.resolve("a.trace"));
        assertComplaint(folder, "there is no recorded run in it");
        Files.writeString(folder.resolve("a.trace.gz"), MAP + "CPU:1 [LOST 68 EVENTS]\n");
        assertComplaint(folder, "the recorder lost 68 events");
        Files.writeString(folder.resolve("a.trace.gz"), MAP + "rubbish\n");
        assertComplaint(folder, "a.trace.gz, line 2: ");
        Files.writeString(folder.resolve("a.trace.gz"), MAP);
        Files.writeString(folder.resolve("a.gt.json"), "[");
        assertComplaint(folder, "a.gt.json, line 1: this is no JSON");
    }

    @Test
    void aCutFileOfAccessesIsRefused() throws IOException {
        Files.writeString(folder.resolve("a.trace"), MAP);
        Files.write(folder.resolve("a.devaccess.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0});
        RecordedRun run = RecordedRuns.in(folder).get(0);
        String message = assertThrows(InputException.class, () -> run.forEachAccess(access -> {}))
                .getMessage();
        assertTrue(message.contains("a.devaccess.csv.gz: the gzip stream is cut or damaged"), message);
    }

    private static void assertComplaint(Path where, String what) {
        String message =
                assertThrows(InputException.class, () -> RecordedRuns.in(where)).getMessage();
        assertTrue(message.contains(what), message);
    }
}
