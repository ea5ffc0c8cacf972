package dirtysim.workloads.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dirtysim.guest.Workload;
import dirtysim.guest.Workload.Kind;
import dirtysim.host.InputException;
import dirtysim.workloads.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedTraceTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nic,rx=2Gbit/s,tx=1Gbit/s,queues=2,body=20",
                "nvme,iops=50000,block=32,reads=50,body=20,lazy=yes",
                "virtio,body=10+nic,rx=1Gbit/s",
                "rdma,dirty=0,churn=2000,body=50",
            })
    void aTraceIsReplayedAsTheWorkloadItself(String name) throws IOException {
        Path file = folder.resolve("generated.dtrace");
        Traces.generate("generated:" + name, file);
        Path again = folder.resolve("again.dtrace");
        Traces.generate("generated:" + name, again);
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again), "the same name, the same bytes");
        Path other = folder.resolve("other.dtrace");
        Traces.generate("generated:" + name.replaceFirst("(\\+|$)", ",seed=2$1"), other);
        assertFalse(java.util.Arrays.equals(Files.readAllBytes(file), Files.readAllBytes(other)));

        Workload direct = Traces.open("generated:" + name, false).workload();
        Workload traced = Traces.open(file.toString(), false).workload();
        assertTrue(traced.notes().isEmpty(), traced.notes().toString());
        assertEquals(direct.lazy(), traced.lazy());
        assertEquals(direct.bodyStart(), traced.bodyStart(), "the same is mapped at the start");
        assertEquals(direct.seamStart(), traced.seamStart());
        for (int op = direct.bodyStart(); op < direct.seamStart(); op++) {
            assertEquals(direct.kind(op), traced.kind(op), "operation " + op);
            assertEquals(direct.device(op), traced.device(op), "operation " + op);
            assertEquals(direct.cpu(op), traced.cpu(op), "operation " + op);
            assertEquals(direct.iova(op), traced.iova(op), "operation " + op);
            assertEquals(direct.pages(op), traced.pages(op), "operation " + op);
            if (direct.kind(op) == Kind.MAP) {
                assertEquals(direct.direction(op), traced.direction(op), "operation " + op);
                assertEquals(
                        direct.segmentGpa(direct.segmentStart(op)),
                        traced.segmentGpa(traced.segmentStart(op)),
                        "op " + op);
            }
        }
    }

    @Test
    void itsFiguresAreThoseOfTheCard() {
        Path file = folder.resolve("nic.dtrace");
        Traces.generate("generated:nic,rx=4Gbit/s,packet=1000,queues=1,body=100", file);
        JsonNode stats =
                Traces.open(file.toString(), false).statistics().toJson().get("stats");
        assertEquals(500_000, stats.get("maps_per_s").asDouble(), 10_000);
        assertTrue(stats.get("dma_size").has("dma_map_page:1000"));
        assertEquals(0, stats.get("unattributed_maps").asLong());
    }

    @Test
    void whatNoTraceHoldsIsSaid() {
        for (String name : new String[] {"generated:steady", "generated:rdma"}) {
            String message = assertThrows(
                            InputException.class, () -> Traces.generate(name, folder.resolve("none.dtrace")))
                    .getMessage();
            assertTrue(message.contains("its device writes at a rate of its own, which no trace holds"), message);
        }
        assertFalse(Files.exists(folder.resolve("none.dtrace")));
    }
}
