package dirtysim.reports;

import dirtysim.reports.text.Exact;
import dirtysim.scenario.LatencySummary;
import dirtysim.scenario.RunRecord;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Adler32;

/**
 * {@code latency.hlog}: the distributions of all runs as an HdrHistogram log, version 1.3, which HdrHistogram's own tools read. A
 * line a distribution, tagged {@code scenario/scheme/trace/seed/what}; values are simulated picoseconds, the maximum beside them
 * milliseconds. An interval begins at 0 and is as long as the run's migration.
 *
 * <p>The format wants its payload in zlib's, and what a deflater makes of the same bytes is not the same everywhere. So the
 * payload is stored in it and not compressed.
 */
final class LatencyLog {
    private static final int COMPRESSED_COOKIE = 0x1c849304 | 0x10;
    private static final int LARGEST_STORED = 65_535;
    private static final double PS_PER_S = 1e12;
    private static final double PS_PER_MS = 1e9;

    private LatencyLog() {}

    /** The whole file as text with LF line ends. */
    static String render(List<RunRecord> runs) {
        StringBuilder out = new StringBuilder("#[Histogram log format version 1.3]\n"
                + "#[Values are simulated picoseconds, Interval_Max is in milliseconds]\n"
                + "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"\n");
        for (RunRecord run : runs) {
            distributions(run).forEach((what, latency) -> {
                if (!latency.histogram().isEmpty()) {
                    out.append("Tag=")
                            .append(tag(run, what))
                            .append(",0.000,")
                            .append(Exact.decimals(run.migration().totalPs() / PS_PER_S, 3))
                            .append(',')
                            .append(Exact.decimals(latency.maxPs() / PS_PER_MS, 6))
                            .append(',')
                            .append(payload(latency.histogram()))
                            .append('\n');
                }
            });
        }
        return out.toString();
    }

    private static Map<String, LatencySummary> distributions(RunRecord run) {
        Map<String, LatencySummary> all = new LinkedHashMap<>();
        all.put("flush_unmap", run.costs().flushUnmap());
        all.put("flush_query", run.costs().flushQuery());
        all.put("copy", run.costs().copy());
        all.put("map_trap", run.costs().mapTrap());
        all.put("unmap_trap", run.costs().unmapTrap());
        return all;
    }

    /** A tag ends at a comma or at a blank. */
    private static String tag(RunRecord run, String what) {
        String names = run.scenario().name()
                + "/" + run.scenario().scheme()
                + "/" + run.scenario().trace()
                + "/" + run.scenario().seed()
                + "/" + what;
        return names.replace(',', ';').replaceAll("\\s", "_");
    }

    private static String payload(String histogram) {
        byte[] stored = zlib(Base64.getDecoder().decode(histogram));
        ByteBuffer buffer = ByteBuffer.allocate(8 + stored.length);
        buffer.putInt(COMPRESSED_COOKIE).putInt(stored.length).put(stored);
        return Base64.getEncoder().encodeToString(buffer.array());
    }

    /** RFC 1950 around stored blocks of RFC 1951. */
    static byte[] zlib(byte[] bytes) {
        int blocks = Math.max(1, (bytes.length + LARGEST_STORED - 1) / LARGEST_STORED);
        ByteBuffer buffer = ByteBuffer.allocate(2 + blocks * 5 + bytes.length + 4);
        buffer.put((byte) 0x78).put((byte) 0x01);
        for (int block = 0; block < blocks; block++) {
            int from = block * LARGEST_STORED;
            int length = Math.min(LARGEST_STORED, bytes.length - from);
            buffer.put((byte) (block == blocks - 1 ? 1 : 0));
            buffer.put((byte) length).put((byte) (length >>> 8));
            buffer.put((byte) ~length).put((byte) (~length >>> 8));
            buffer.put(bytes, from, length);
        }
        Adler32 sum = new Adler32();
        sum.update(bytes);
        buffer.putInt((int) sum.getValue());
        return buffer.array();
    }
}
