package dirtysim.workloads;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dirtysim.host.InputException;
import dirtysim.workloads.dtrace.Recording;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.TraceRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten thousand damaged texts of each kind: each is read and can be replayed, or is refused with one line. */
class MutatedTextTest {
    private static final long SEED = 20_261_123;
    private static final int TEXTS = 10_000;
    private static final int LINES = 24;
    /** Statistics take memory by the page; a damaged size of some gigabytes may be true, and is not what is tested. */
    private static final long FEW_BYTES = 1L << 28;

    private static final Pattern EVENT = Pattern.compile("(?:^|[ :])(un)?map:");
    private static final Pattern NUMBER = Pattern.compile("(?:0x)?([0-9a-fA-F]{1,16})(?:[^0-9a-zA-Z].*)?");

    private final Random random = new Random(SEED);

    @ParameterizedTest
    @ValueSource(strings = {"ftrace", "trace-cmd", "trace-cmd-R", "perf-ns", "perf-F", "csv", "qemu"})
    void eachIsReadOrRefusedWithOneLine(String kind) throws IOException {
        List<byte[]> lines = lines(kind);
        int[] read = new int[1];
        // No limit on time that a slow machine could miss: only against a reader that never ends.
        Assertions.assertTimeoutPreemptively(Duration.ofMinutes(10), () -> {
            for (int n = 0; n < TEXTS; n++) {
                read[0] += isRead(mutate(lines), kind, "seed " + SEED + ", text " + n + " of " + kind) ? 1 : 0;
            }
        });
        assertTrue(read[0] > TEXTS / 50 && read[0] < TEXTS, read[0] + " were read");
    }

    private static boolean isRead(byte[] text, String kind, String what) {
        try {
            Samples.Read imported = Samples.read(text, true);
            TraceRecords records = imported.records();
            // A line gives no more records than it has bytes, whatever its numbers say.
            assertTrue(records.size() <= text.length, what);
            if (!kind.equals("csv") && !kind.equals("qemu")) {
                everyMappingStandsOnALine(records, new String(text, StandardCharsets.ISO_8859_1), what);
            }
            replay(new Trace("mutated", new Recording(records, JsonNodeFactory.instance.objectNode())));
            return true;
        } catch (InputException e) {
            assertFalse(e.getMessage().contains("\n"), what + ": " + e.getMessage());
            assertTrue(e.getMessage().startsWith("sample"), what + ": " + e.getMessage());
            return false;
        } catch (IOException | RuntimeException | Error e) {
            return fail(what + "\n" + new String(text, StandardCharsets.ISO_8859_1), e);
        }
    }

    /** What was read is what an undamaged event says; half a number would be an address too. */
    private static void everyMappingStandsOnALine(TraceRecords records, String text, String what) {
        Map<String, Integer> events = new TreeMap<>();
        for (String line : text.split("\n")) {
            Matcher event = EVENT.matcher(line);
            while (event.find()) {
                RecordKind kind = event.group(1) == null ? RecordKind.MAP : RecordKind.UNMAP;
                String details = line.substring(event.end());
                long paddr = kind == RecordKind.MAP ? field(details, "paddr") : 0;
                events.merge(said(kind, field(details, "iova"), field(details, "size"), paddr), 1, Integer::sum);
            }
        }
        for (int record = 0; record < records.size(); record++) {
            RecordKind kind = records.kind(record);
            if (kind == RecordKind.MAP || kind == RecordKind.UNMAP) {
                long paddr = kind == RecordKind.MAP ? records.physical(record) : 0;
                String said = said(kind, records.address(record), records.length(record), paddr);
                int left = events.merge(said, -1, Integer::sum);
                assertTrue(left >= 0, what + ": no line says " + said + " once more, in\n" + text);
            }
        }
    }

    /** The number that follows a key; one that no record has if there is none, or if letters hang on it. */
    private static long field(String details, String key) {
        int at = (" " + details).indexOf(" " + key + "=");
        Matcher number = NUMBER.matcher(at < 0 ? "" : details.substring(at + key.length() + 1));
        if (!number.matches()) {
            return -1;
        }
        boolean decimal = number.start(1) == 0;
        try {
            return Long.parseUnsignedLong(number.group(1), decimal ? 10 : 16);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static String said(RecordKind kind, long iova, long bytes, long paddr) {
        return String.format(Locale.ROOT, "%s of %d at %x to %x", kind, bytes, iova, paddr);
    }

    private static void replay(Trace trace) {
        TraceRecords records = trace.records();
        long bytes = 0;
        for (int record = 0; record < records.size(); record++) {
            bytes += Math.min(records.length(record), FEW_BYTES);
        }
        if (bytes < FEW_BYTES) {
            trace.statistics().toJson();
            try {
                trace.workload();
            } catch (InputException e) {
                assertFalse(e.getMessage().contains("\n"), e.getMessage());
            }
        }
    }

    private byte[] mutate(List<byte[]> original) {
        List<byte[]> lines = new ArrayList<>(original);
        for (int change = random.nextInt(3); change >= 0; change--) {
            int line = random.nextInt(lines.size());
            switch (random.nextInt(7)) {
                case 0 -> lines.set(line, flip(lines.get(line)));
                case 1 -> lines.add(line, lines.get(random.nextInt(lines.size())));
                case 2 -> lines.set(line, lines.set(random.nextInt(lines.size()), lines.get(line)));
                case 3 -> lines.set(line, number(lines.get(line)));
                case 4 -> lines.set(line, Arrays.copyOf(lines.get(line), random.nextInt(lines.get(line).length + 1)));
                case 5 -> lines.set(line, encoded(lines.get(line)));
                default -> lines.remove(line);
            }
        }
        return join(lines);
    }

    private byte[] flip(byte[] line) {
        byte[] flipped = line.clone();
        if (line.length > 0) {
            flipped[random.nextInt(line.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    /** Another number in the place of one, or more digits in it. */
    private byte[] number(byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        int at = line.length == 0 ? 0 : random.nextInt(line.length);
        while (at < line.length && !Character.isDigit(text.charAt(at))) {
            at++;
        }
        int end = at;
        while (random.nextBoolean() && end < line.length && Character.isDigit(text.charAt(end))) {
            end++;
        }
        List<String> numbers = List.of(
                "0",
                "-1",
                "4294967296",
                "9223372036854775807",
                "18446744073709551615",
                "99999999999999999999999999999999",
                "ffffffffffffffff",
                Integer.toString(random.nextInt()));
        String number = numbers.get(random.nextInt(numbers.size()));
        return (text.substring(0, at) + number + text.substring(end)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] encoded(byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        return random.nextBoolean()
                ? text.getBytes(StandardCharsets.UTF_16)
                : (text + "\u00e9\ufffd\u0000").getBytes(StandardCharsets.UTF_8);
    }

    private static List<byte[]> lines(String kind) throws IOException {
        String text = switch (kind) {
            case "csv" ->
                "time_us,op,device,iova,gpa,bytes,direction,cpu\n"
                        + "1,map,nic,0x1000,0x5000,4096,from_device,0\n2,map,nvme,0x1000,0x9000,8192,coherent,1\n"
                                .repeat(3)
                        + "3,unmap,nic,0x1000,,4096,from_device,0\n4,flush,nic,,,,,0\n5,flush,nic,0x1000,,4096,,0\n"
                                .repeat(4);
            case "qemu" ->
                ("7@16.000002:vtd_page_walk_one domain 0x4 iova 0x1000 -> gpa 0x5000 mask 0xfff perm 3\n"
                                + "7@16.000003:vtd_page_walk_one domain 0x5 iova 0x2000 -> gpa 0x6000 mask 0xfff perm 1\n"
                                + "7@16.000005:vtd_page_walk_one domain 0x4 iova 0x1000 -> gpa 0x0 mask 0xfff perm 0\n"
                                + "7@16.000006:vtd_inv_desc_iotlb_pages iotlb invalidate domain 0x4 addr 0x1000 mask 0x1\n"
                                + "7@16.000007:vtd_as_unmap_whole Device 00:02.0 start 0x0 size 0x8000000000\n"
                                + "7@16.000008:vtd_inv_desc_iotlb_global iotlb invalidate global\n")
                        .repeat(3);
            default -> new String(Samples.text(kind), StandardCharsets.ISO_8859_1);
        };
        String[] all = text.split("\n");
        List<byte[]> lines = new ArrayList<>();
        // The first lines tell the kind, the last hold the scatter lists.
        for (int line = 0; line < all.length; line++) {
            if (line < LINES / 2 || line >= all.length - LINES / 2) {
                lines.add(all[line].getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return lines;
    }

    private static byte[] join(List<byte[]> lines) {
        int size = lines.stream().mapToInt(line -> line.length + 1).sum();
        byte[] text = new byte[size];
        int at = 0;
        for (byte[] line : lines) {
            System.arraycopy(line, 0, text, at, line.length);
            at += line.length;
            text[at++] = '\n';
        }
        return text;
    }
}
