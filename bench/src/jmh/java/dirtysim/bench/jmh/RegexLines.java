package dirtysim.bench.jmh;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one writes in an afternoon to read ftrace: {@link BufferedReader}, one {@link Pattern} for what stands before the
 * details, and one for the details of each event that counts. Every line becomes its numbers, nothing is joined or kept.
 * Patterns are compiled once and matchers used again, so it is not slower than it need be.
 */
final class RegexLines {
    private static final Pattern HEAD = Pattern.compile(
            "\\s*(.{1,16})-(\\d+)\\s+\\[(\\d+)\\]\\s+(\\S+)\\s+(\\d+)\\.(\\d{6}): (\\w+):(?: (.*))?");
    private static final Pattern MAP =
            Pattern.compile("IOMMU: iova=0x([0-9a-f]+) - 0x([0-9a-f]+) paddr=0x([0-9a-f]+) size=(\\d+)");
    private static final Pattern UNMAP =
            Pattern.compile("IOMMU: iova=0x([0-9a-f]+) - 0x([0-9a-f]+) size=(\\d+) unmapped_size=(\\d+)");
    private static final Pattern PAGE =
            Pattern.compile("(\\S+) dir=(\\w+) dma_addr=([0-9a-f]+) size=(\\d+)(?: phys_addr=([0-9a-f]+))?.*");
    private static final Pattern FLUSH =
            Pattern.compile(".*did (\\d+) \\[0x([0-9a-f]+)-0x([0-9a-f]+)\\].*");
    private static final Pattern LIST = Pattern.compile("(\\S+) dir=(\\w+) (.*)");
    private static final Pattern HEX = Pattern.compile("(?:0x)?([0-9a-f]+)[,}]");

    private final Matcher head = HEAD.matcher("");
    private final Matcher map = MAP.matcher("");
    private final Matcher unmap = UNMAP.matcher("");
    private final Matcher page = PAGE.matcher("");
    private final Matcher flush = FLUSH.matcher("");
    private final Matcher list = LIST.matcher("");
    private final Matcher hex = HEX.matcher("");
    private long sum;

    private RegexLines() {}

    /** Reads to the end; what all numbers add up to. */
    static long sum(InputStream in) throws IOException {
        RegexLines lines = new RegexLines();
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.read(line);
        }
        return lines.sum;
    }

    private void read(String line) {
        if (!head.reset(line).matches()) {
            return;
        }
        sum += Long.parseLong(head.group(2))
                + Integer.parseInt(head.group(3))
                + Long.parseLong(head.group(5)) * 1_000_000
                + Long.parseLong(head.group(6));
        String details = head.group(8);
        if (details == null) {
            return;
        }
        switch (head.group(7)) {
            case "map" -> hex(map.reset(details), 3, 1);
            case "unmap" -> hex(unmap.reset(details), 2, 2);
            case "dma_map_page", "dma_map_resource", "dma_alloc", "dma_unmap_page", "dma_unmap_resource", "dma_free" ->
                page(page.reset(details));
            case "dma_map_sg", "dma_unmap_sg" -> list(list.reset(details));
            case "cache_tag_flush_range" -> flush(flush.reset(details));
            default -> {}
        }
    }

    /** So many groups of hexadecimal digits, and behind them so many decimal ones. */
    private void hex(Matcher fields, int addresses, int sizes) {
        if (!fields.matches()) {
            throw new IllegalStateException();
        }
        for (int group = 1; group <= addresses; group++) {
            sum += Long.parseUnsignedLong(fields.group(group), 16);
        }
        for (int group = addresses + 1; group <= addresses + sizes; group++) {
            sum += Long.parseLong(fields.group(group));
        }
    }

    private void page(Matcher fields) {
        if (!fields.matches()) {
            throw new IllegalStateException();
        }
        sum += fields.group(1).length()
                + fields.group(2).length()
                + Long.parseUnsignedLong(fields.group(3), 16)
                + Long.parseLong(fields.group(4))
                + (fields.group(5) == null ? 0 : Long.parseUnsignedLong(fields.group(5), 16));
    }

    private void list(Matcher fields) {
        if (!fields.matches()) {
            throw new IllegalStateException();
        }
        sum += fields.group(1).length() + fields.group(2).length();
        hex.reset(fields.group(3));
        while (hex.find()) {
            sum += Long.parseUnsignedLong(hex.group(1), 16);
        }
    }

    private void flush(Matcher fields) {
        if (fields.matches()) {
            sum += Long.parseLong(fields.group(1))
                    + Long.parseUnsignedLong(fields.group(2), 16)
                    + Long.parseUnsignedLong(fields.group(3), 16);
        }
    }
}
