package dirtysim.workloads.ftrace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The IOVA ranges of live scatter lists, by device and list of physical addresses: {@code dma_unmap_sg} gives only those.
 * The kernel prints no more than the first {@value #PRINTED_ENTRIES} entries of a list, so no more are compared.
 */
final class ScatterLists {
    static final int PRINTED_ENTRIES = 128;

    /** The IOVA range of one list, the end exclusive. */
    record Range(long from, long to) {}

    private final Map<String, ArrayDeque<Range>> live = new LinkedHashMap<>();

    void map(String device, String addresses, Range range) {
        live.computeIfAbsent(key(device, addresses), k -> new ArrayDeque<>(2)).add(range);
    }

    /** Takes out the oldest of the lists with these addresses; null when there is none. */
    Range unmap(String device, String addresses) {
        String key = key(device, addresses);
        ArrayDeque<Range> ranges = live.get(key);
        if (ranges == null) {
            return null;
        }
        Range oldest = ranges.poll();
        if (ranges.isEmpty()) {
            live.remove(key);
        }
        return oldest;
    }

    private static String key(String device, String addresses) {
        int end = addresses.length();
        int entries = 0;
        for (int i = 0; i < end; i++) {
            if (addresses.charAt(i) == ',' && ++entries == PRINTED_ENTRIES) {
                end = i;
            }
        }
        return device + ' ' + addresses.substring(0, end);
    }

    /** The numbers of {@code {0x…,0x…}} under the cursor. */
    static long[] array(LineCursor cursor, String field) throws MalformedLine {
        if (!cursor.skip('{')) {
            throw new MalformedLine("'" + field + "' is no list in braces");
        }
        List<Long> values = new ArrayList<>();
        while (!cursor.skip('}')) {
            if (!values.isEmpty() && !cursor.skip(',')) {
                throw new MalformedLine("the list '" + field + "' is cut");
            }
            values.add(cursor.hex(field));
        }
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    /** The text between the braces under the cursor. */
    static String list(LineCursor cursor, String field) throws MalformedLine {
        int from = cursor.position();
        while (!cursor.atEnd() && cursor.at(cursor.position()) != '}') {
            cursor.moveTo(cursor.position() + 1);
        }
        if (cursor.at(from) != '{' || cursor.atEnd()) {
            throw new MalformedLine("the list '" + field + "' is cut");
        }
        return cursor.text(from + 1, cursor.position());
    }
}
