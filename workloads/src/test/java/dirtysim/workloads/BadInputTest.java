package dirtysim.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user gets for a file that is not what it should be: one line with the file, the place and the mend. */
class BadInputTest {
    private static final String HEAD = """
            # tracer: nop
            #
                      ip-164     [000] .....     9.437616: map: IOMMU: iova=0x00000000ffffb000 - 0x00000000ffffc000 paddr=0x0000000004d84000 size=4096
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    hello world | begins this line
                    ip-164 [000] ..... 9.4376: map: IOMMU: iova=0x1000 | SECONDS.MICROS
                    ip-164 [000] ..... 9437616123: map: IOMMU: iova=0x1000 | SECONDS.MICROS
                    ip-164 [000] ..... 9.437616: | EVENT
                    ip-164 [000] ..... | before its time
                    ip-164 [000] ..... 9.437616: map: IOMMU: iova=0x1000 - 0x2000 size=4096 | 'paddr' is missing
                    ip-164 [000] ..... 9.437616: map: IOMMU: iova=zz - 0x2000 paddr=0x1 size=4096 | 'iova' is no hexadecimal
                    ip-164 [000] ..... 9.437616: unmap: IOMMU: iova=0x1000 - 0x2000 size=x | 'size' is no decimal
                    ip-164 [000] ..... 9.437616: unmap: IOMMU: iova=0x1000 - 0x2000 size=99999999999999 | more than 64 GiB
                    ip-164 [000] ..... 9.437616: dma_map_page: 0:0 dir=UP dma_addr=1000 size=1 | no DMA direction
                    ip-164 [000] ..... 9.437616: dma_map_sg: 0:0 dir=TO_DEVICE dma_addrs={0x1000,0x2 | 'dma_addrs' is cut
                    ip-164 [000] ..... 9.437616: dma_map_sg: d dir=TO_DEVICE dma_addrs={0x1} sizes={} phys_addrs={0x1} | 1 dma_addrs
                    ip-164 [000] ..... 9.437616: cache_tag_flush_all: dmar0/dmar0 type iotlb did x | no domain number
                    """)
    void aBrokenLineIsNamed(String line, String what) throws IOException {
        assertRefused(
                write("broken.trace", HEAD + line + "\n"), "broken.trace, line 4: ", what, "; give the unchanged text");
    }

    @Test
    void aMissingFileGivesTheBundledNames() {
        InputException refusal = assertThrows(InputException.class, () -> Traces.open("no-such.trace", false));
        assertTrue(refusal.getMessage().startsWith("no-such.trace: there is no such file"), refusal.getMessage());
        for (BundledTrace bundled : Traces.bundled()) {
            assertTrue(refusal.getMessage().contains(bundled.name()), refusal.getMessage());
        }
    }

    @Test
    void anEmptyFileAFolderAndOneWithoutEvents() throws IOException {
        assertRefused(write("empty.trace", ""), "empty.trace: the file is empty", "record again");
        assertRefused(
                write("head.trace", "# tracer: nop\n#\n"),
                "head.trace: there is no event in 2 lines",
                "enable events/");
        assertRefused(folder, "this is a folder", "give a trace file");
    }

    @Test
    void whatIsNoTraceAtAll() throws IOException {
        Path binary = folder.resolve("trace.dat");
        Files.write(binary, new byte[] {0x17, 0x08, 0x44, 't', 'r', 'a', 'c', 'i', 'n', 'g', '7', 0, 0, 0, 0, 0, 0, 0});
        assertRefused(binary, "trace.dat: this is the binary trace.dat", "trace-cmd report");
        Files.writeString(binary, "PERFILE2 and more than that");
        assertRefused(binary, "trace.dat: this is the binary perf.data", "perf script");
        Files.write(binary, new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0});
        assertRefused(binary, "trace.dat: this is neither text nor a .dtrace", "give the text of tracefs");
        assertRefused(
                write("pt", "     0.000 fio/12 iommu:map(iova: 4294963200, paddr: 0x10b41d000, size: 4096)\n"),
                "pt, line 1: this is the output of perf trace",
                "perf script");
        assertRefused(
                write("x.json", "{\"a\": 1}\n"), "x.json, line 1: ", "begins this line", "give the unchanged text");
        assertRefused(
                write("long", "x".repeat(1 << 21)), "long, line 1: the line is longer", "give the unchanged text");
    }

    @Test
    void lostEventsAreCountedAndRefusedUnlessAllowed() throws IOException {
        Path overwritten = write("t", "# entries-in-buffer/entries-written: 8808/25872   #P:2\n" + HEAD);
        assertRefused(overwritten, "t: the recorder lost 17064 events", "--allow-lost");
        Path pipe = write("p", HEAD + "CPU:1 [LOST 68 EVENTS]\nCPU:0 [LOST 2 EVENTS]\nCPU:0 [LOST EVENTS]\n");
        assertRefused(pipe, "p: the recorder lost 71 events in 3 gaps", "--allow-lost");
        Trace read = Traces.open(pipe.toString(), true);
        assertEquals(71, read.statistics().toJson().get("lost_events").asLong());
        assertTrue(read.notes().get(0).contains("lost 71 events"), read.notes().toString());

        Path converted = folder.resolve("p.dtrace");
        Traces.convert(pipe.toString(), converted, true);
        assertRefused(converted, "p.dtrace: the recorder lost 71 events in 3 gaps", "--allow-lost");
        assertEquals(
                71, Traces.open(converted.toString(), true).records().summary().lostEvents());
    }

    @Test
    void aCutOrDamagedGzip() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(HEAD.repeat(2000).getBytes(StandardCharsets.US_ASCII));
        }
        byte[] whole = packed.toByteArray();
        Path file = folder.resolve("any.name");
        Files.write(file, whole);
        assertEquals(2000, Traces.open(file.toString(), false).records().size());
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertRefused(file, "any.name: the gzip stream is cut or damaged", "copy the file again");
        byte[] damaged = whole.clone();
        damaged[damaged.length - 5] ^= 0x55;
        Files.write(file, damaged);
        assertRefused(file, "any.name: the gzip stream is cut or damaged", "copy the file again");
        Files.write(file, Arrays.copyOf(whole, 5));
        assertRefused(file, "any.name: the gzip stream is cut or damaged", "copy the file again");
    }

    @Test
    void convertOverwritesNothingAndLeavesNothingBehind() throws IOException {
        Path in = write("in.trace", HEAD);
        Path out = write("out.dtrace", "mine");
        InputException refusal = assertThrows(InputException.class, () -> Traces.convert(in.toString(), out, false));
        assertTrue(refusal.getMessage().endsWith("out.dtrace: the file exists; give another name, or remove it first"));
        assertEquals("mine", Files.readString(out));
        Path nowhere = folder.resolve("missing").resolve("out.dtrace");
        refusal = assertThrows(InputException.class, () -> Traces.convert(in.toString(), nowhere, false));
        assertTrue(refusal.getMessage().contains("cannot be written"), refusal.getMessage());
        Path broken = write("broken.trace", "x\n");
        assertThrows(InputException.class, () -> Traces.convert(broken.toString(), folder.resolve("b.dtrace"), false));
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            assertEquals(List.of("broken.trace", "in.trace", "out.dtrace"), names);
        }
    }

    @Test
    void aBrokenDescriptionBesideTheRecordingIsNamed() throws IOException {
        Path in = write("in.trace", HEAD);
        write("in.meta.json", "{\n\"name\": \n");
        assertRefused(in, "in.meta.json, line ", "this is no JSON", "move it away");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void assertRefused(Path file, String... parts) {
        InputException refusal = assertThrows(InputException.class, () -> Traces.open(file.toString(), false));
        assertTrue(refusal.getMessage().startsWith(file.getParent().toString()), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("\n"), refusal.getMessage());
        for (String part : parts) {
            assertTrue(refusal.getMessage().contains(part), refusal.getMessage() + " lacks " + part);
        }
    }
}
