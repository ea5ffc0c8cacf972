package dirtysim.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.Simulation;
import dirtysim.guest.Workload;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.ScenarioBuilder;
import dirtysim.workloads.record.DomainDevices;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.TraceRecords;
import dirtysim.workloads.shape.DataRate;
import dirtysim.workloads.shape.Shape;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShapedTracesTest {
    private static final long GIB = 1L << 30;

    static List<String> names() {
        return Traces.bundled().stream().map(BundledTrace::name).toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aCycleReplaysAsItsRecordingDoes(String name) {
        Trace trace = Traces.open(name, false);
        Workload recorded = trace.workload();
        Workload shaped = Traces.shape(List.of(trace), Shape.UNCHANGED).workload();
        assertEquals(recorded.bodyPs(), shaped.bodyPs());
        assertEquals(recorded.devices(), shaped.devices());
        assertEquals(recorded.lazy(), shaped.lazy());
        assertEquals(recorded.bodyStart(), shaped.bodyStart());
        // What the builder put into the seam stands in the body now; a flush of each device remains.
        assertEquals(recorded.size(), shaped.seamStart(), recorded.devices().size());
        for (int op = 0; op < recorded.seamStart(); op++) {
            assertEquals(recorded.kind(op), shaped.kind(op), "operation " + op);
            assertEquals(recorded.timePs(op), shaped.timePs(op), "operation " + op);
            assertEquals(recorded.cpu(op), shaped.cpu(op), "operation " + op);
            assertEquals(recorded.device(op), shaped.device(op), "operation " + op);
            assertEquals(recorded.direction(op), shaped.direction(op), "operation " + op);
            assertEquals(recorded.iova(op), shaped.iova(op), "operation " + op);
            assertEquals(recorded.pages(op), shaped.pages(op), "operation " + op);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void threeDevicesOfOneTraceReplay(String name) {
        Trace trace = Traces.open(name, false);
        Trace shaped = Traces.shape(
                List.of(trace), Shape.UNCHANGED.withDevices(3).withTimeScale(50).withRamBytes(8 * GIB));
        TraceRecords records = shaped.records();
        assertEquals(
                3 * trace.records().summary().devices().size(),
                records.summary().devices().size());
        DomainDevices domains = DomainDevices.of(records);
        for (int record = 0; record < records.size(); record++) {
            if (records.kind(record) == RecordKind.FLUSH_DOMAIN) {
                assertFalse(
                        domains.device(records.domain(record)) == DomainDevices.UNKNOWN,
                        "domain " + records.domain(record));
            }
        }
        Workload workload = shaped.workload();
        assertEquals(3 * trace.workload().cpus(), workload.cpus());
        assertTrue(workload.notes().stream().anyMatch(note -> note.contains("stands 3 times")));
        assertTrue(workload.notes().stream().noneMatch(note -> note.contains("left out")));
        for (int op = workload.seamStart(); op < workload.size(); op++) {
            assertEquals(Workload.Kind.FLUSH, workload.kind(op), "nothing is left to restore");
        }
        RunRecord run = Simulation.run(
                new ScenarioBuilder()
                        .suite("test")
                        .name("shaped")
                        .trace(shaped.name())
                        .scheme("nested-dbit")
                        .ramBytes(8 * GIB)
                        .linkBytesPerSecond(1_250_000_000_000L)
                        .build(),
                workload);
        assertEquals(0, run.tracking().lostPages());
    }

    @Test
    void aMergedTraceIsWrittenReadAndShapedAgain(@TempDir Path folder) {
        Trace merged = Traces.shape(
                List.of(Traces.open("e1000e-rx-lazy", false), Traces.open("nvme-randread4k-lazy", false)),
                Shape.UNCHANGED.withRate(1_250_000_000));
        Path file = folder.resolve("merged.dtrace");
        Traces.write(merged, file);
        Trace read = Traces.open(file.toString(), false);
        assertEquals(1_250_000_000, DataRate.of(read.records()), 2e6);
        assertEquals(2, read.records().summary().devices().size());
        assertEquals(4096, read.provenance().get("guest_ram_mib").asInt());
        Trace again = Traces.shape(List.of(read), Shape.UNCHANGED.withLoops(2));
        assertEquals(2 * read.workload().bodyPs(), again.workload().bodyPs());
        assertTrue(again.notes().size() > read.notes().size());
    }
}
