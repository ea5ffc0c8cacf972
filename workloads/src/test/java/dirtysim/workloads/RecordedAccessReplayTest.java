package dirtysim.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.EventLoop;
import dirtysim.guest.GuestReplay;
import dirtysim.guest.ReplaySource;
import dirtysim.host.CostModel;
import dirtysim.host.InputException;
import dirtysim.memory.MemorySlots;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.Schemes;
import dirtysim.tracking.TrackedVm;
import dirtysim.tracking.VirtualIommu;
import dirtysim.workloads.access.WindowFigures;
import dirtysim.workloads.record.Marks;
import dirtysim.workloads.record.TraceRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real runs are replayed with the accesses of their devices, and written is what those wrote. */
class RecordedAccessReplayTest {
    private static final long PS_PER_US = 1_000_000;

    /** One page that a device wrote. */
    private record Write(long us, long gfn) {}

    @TempDir
    Path folder;

    static Stream<RecordedRun> runs() {
        Path shared = Path.of(System.getProperty("dirtysim.shared", "missing"), "traces");
        List<RecordedRun> runs = new ArrayList<>(RecordedRuns.bundled());
        if (Files.isDirectory(shared)) {
            runs.addAll(RecordedRuns.in(shared));
        }
        return runs.stream();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void whatIsWrittenIsWhatTheDevicesWrote(RecordedRun run) {
        TraceRecords records = run.trace().records();
        long beginUs = records.timeUs(Marks.workloadBegin(records));
        long endUs = records.timeUs(Marks.workloadEnd(records));
        List<Write> recorded = new ArrayList<>();
        run.forEachAccess(access -> {
            if (access.write() && access.guestUs() >= beginUs && access.guestUs() < endUs) {
                recorded.add(new Write(access.guestUs(), access.gpa() >>> 12));
            }
        });
        ReplaySource source = run.source();
        assertTrue(source.notes().stream().noneMatch(note -> note.contains("left out")), source.notes()::toString);
        List<Long> frames = firstPass(source, run.trace().source());
        List<Write> replayed = new ArrayList<>();
        assertEquals(recorded.size(), frames.size(), "writes");
        for (int n = 0; n < frames.size(); n++) {
            replayed.add(new Write(recorded.get(n).us(), frames.get(n)));
        }
        for (WindowFigures figures : run.windows()) {
            List<TreeSet<Long>> written = windows(recorded, beginUs, figures);
            assertEquals(written, windows(replayed, beginUs, figures), "replayed, " + figures);
            assertEquals(
                    figures.writtenPages(),
                    written.stream().mapToInt(TreeSet::size).average().orElseThrow(),
                    0.05 + 1e-9,
                    "the recording's own count, " + figures);
        }
    }

    /** The pages of each window. */
    private static List<TreeSet<Long>> windows(List<Write> writes, long beginUs, WindowFigures figures) {
        List<TreeSet<Long>> windows = new ArrayList<>();
        for (long n = 0; n < figures.windows(); n++) {
            windows.add(new TreeSet<>());
        }
        for (Write write : writes) {
            long window = (write.us() - beginUs) / (figures.lengthMs() * 1000);
            if (window < windows.size()) {
                windows.get((int) window).add(write.gfn());
            }
        }
        return windows;
    }

    /**
     * The frames that devices write until the second pass begins, in order. The device couples the CPUs, so that the guest may be a
     * little slower than with modelled accesses, where it is not the host's doing.
     */
    private static List<Long> firstPass(ReplaySource source, ReplaySource modelled) {
        List<Long> frames = new ArrayList<>();
        assertEquals(replay(modelled, new ArrayList<>()), replay(source, frames), 0.01, "slowdown");
        return frames;
    }

    private static double replay(ReplaySource source, List<Long> frames) {
        EventLoop loop = new EventLoop();
        MemorySlots slots = MemorySlots.q35(2L << 30);
        DirtyTracker tracker = Schemes.create("nested-dbit");
        TrackedVm vm = new TrackedVm(
                loop,
                CostModel.defaults(),
                slots,
                tracker.platform(),
                source.devices().size(),
                (device, iova, hpa) -> slots.gfnsOfHpa(hpa, frames::add));
        tracker.attach(vm);
        VirtualIommu viommu = new VirtualIommu(loop, vm, tracker, source.cpus());
        GuestReplay guest = new GuestReplay(loop, source, vm, viommu, 1, source.lazy());
        guest.start();
        guest.measureFromNow();
        while (guest.passes() == 1) {
            loop.runUntil(loop.nowPs() + PS_PER_US);
        }
        assertEquals(0, vm.iommu().faults());
        double slowdown = guest.slowdown();
        guest.stop();
        guest.close();
        return slowdown;
    }

    @Test
    void accessesOfAnotherTraceAreRefused() throws IOException {
        String head = "guest_us,flush_rank,did,bdf,iova,gpa,op,iotlb\n";
        refused(head + "1,0,4,0000:00:02.0,1000,2000,W,miss\n", "no access in it goes to what the trace maps there");
        refused(head + "1,0,4,0000:00:09.0,1000,2000,W,miss\n", "there are accesses of device 0000:00:09.0");
    }

    private void refused(String text, String complaint) throws IOException {
        Path file = folder.resolve("x.devaccess.csv");
        Files.writeString(file, text);
        RecordedRun run = RecordedRuns.of(RecordedRuns.bundled().get(0).trace(), file);
        String message = assertThrows(InputException.class, run::source).getMessage();
        assertTrue(message.startsWith(file + ": " + complaint), message);
    }

    /** Each access with the wrong rank, clock or page: it goes where its translation is, or is left out and counted. */
    @Test
    void whatTheClockPutsBesideItsMappingFindsIt() throws IOException {
        String trace = """
                 nvme-1 [000] .....     1.000100: map: IOMMU: iova=0x0000000000001000 - 0x0000000000002000 paddr=0x0000000000005000 size=4096
                 nvme-1 [000] .....     1.000101: dma_map_page: d dir=FROM_DEVICE dma_addr=1000 size=4096 phys_addr=5000 attrs=
                 nvme-1 [000] .....     1.000200: unmap: IOMMU: iova=0x0000000000001000 - 0x0000000000002000 size=4096 unmapped_size=4096
                 nvme-1 [000] .....     1.000201: dma_unmap_page: d dir=FROM_DEVICE dma_addr=1000 size=4096 attrs=
                 nvme-1 [000] .....     1.000300: map: IOMMU: iova=0x0000000000001000 - 0x0000000000002000 paddr=0x0000000000006000 size=4096
                 nvme-1 [000] .....     1.000301: dma_map_page: d dir=FROM_DEVICE dma_addr=1000 size=4096 phys_addr=6000 attrs=
                 nvme-1 [000] .....     1.009000: unmap: IOMMU: iova=0x0000000000001000 - 0x0000000000002000 size=4096 unmapped_size=4096
                 nvme-1 [000] .....     1.009001: dma_unmap_page: d dir=FROM_DEVICE dma_addr=1000 size=4096 attrs=
                """;
        Path file = folder.resolve("t.trace");
        Files.writeString(file, trace);
        Consumer<String> accesses = lines -> {
            try {
                Files.writeString(
                        folder.resolve("t.devaccess.csv"),
                        "guest_us,flush_rank,did,bdf,iova,gpa,len,op,iotlb\n" + lines);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        };
        accesses.accept("""
                1000090,,4,d,1010,5010,16,W,miss
                1000250,,4,d,1020,5020,16,W,miss
                1000260,,4,d,1030,6030,,W,miss
                1000400,,4,d,1040,6040,16,R,miss
                1000500,,4,d,1050,7050,16,W,miss
                """);
        ReplaySource source = RecordedRuns.of(file).orElseThrow().source();
        assertEquals(4, source.accesses(0).size());
        List<String> seen = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            seen.add((source.accesses(0).write(n) ? "W" : "R")
                    + Long.toHexString(source.accesses(0).iova(n)) + "+"
                    + source.accesses(0).bytes(n) + " at "
                    + source.accesses(0).timePs(n) / PS_PER_US + " after op "
                    + source.accesses(0).mappedBy(n));
        }
        assertEquals(
                List.of(
                        "W1010+16 at 0 after op 0",
                        "W1020+16 at 100 after op 0",
                        "W1030+4048 at 200 after op 2",
                        "R1040+16 at 300 after op 2"),
                seen);
        assertEquals(
                List.of(
                        "device accesses are those recorded in " + folder.resolve("t.devaccess.csv")
                                + ": 4 in the body",
                        "1 recorded accesses to what the trace does not map then were left out"),
                source.notes().stream().filter(note -> note.contains("access")).toList());
    }
}
