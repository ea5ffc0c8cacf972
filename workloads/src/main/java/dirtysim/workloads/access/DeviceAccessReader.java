package dirtysim.workloads.access;

import dirtysim.host.InputException;
import dirtysim.workloads.text.LineSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads {@code NAME.devaccess.csv}, a line at a time: lines that start with {@code #}, a line that names the columns, then
 * one line an access, in the order in which they were made. The columns may stand in any order, and others are skipped.
 * Fields are not quoted.
 */
public final class DeviceAccessReader {
    private static final List<String> COLUMNS =
            List.of("guest_us", "flush_rank", "did", "bdf", "iova", "gpa", "op", "iotlb");
    private static final String MEND = "give the unchanged file, or record the run again";
    /** A column that may be missing: an access then reaches to the end of its page. */
    private static final String LENGTH = "len";

    private static final long PAGE = 4096;
    private static final int LARGEST_DOMAIN = 0xffff;
    private static final int DECIMAL = 10;
    private static final int HEXADECIMAL = 16;

    private final String fileName;
    private final int[] at = new int[COLUMNS.size()];
    private int lengthAt;
    private List<String> header;
    private List<String> fields;
    private long line;

    private DeviceAccessReader(String fileName) {
        this.fileName = fileName;
    }

    /**
     * Reads to the end.
     *
     * @param in the text, not compressed
     * @param fileName what messages call it
     * @param each is given one access after the other
     * @throws InputException for a column that is missing, a line that is no access, no access at all
     * @throws IOException when the stream fails
     */
    public static void read(InputStream in, String fileName, Consumer<DeviceAccess> each) throws IOException {
        new DeviceAccessReader(fileName).read(in, each);
    }

    private void read(InputStream in, Consumer<DeviceAccess> each) throws IOException {
        LineSource lines = new LineSource(in);
        boolean any = false;
        while (lines.advance()) {
            line = lines.number();
            String text = new String(lines.bytes(), lines.start(), lines.end() - lines.start(), StandardCharsets.UTF_8);
            if (text.isEmpty() || text.charAt(0) == '#') {
                continue;
            }
            fields = split(text);
            if (header == null) {
                readHeader();
            } else {
                each.accept(access());
                any = true;
            }
        }
        if (lines.tooLong()) {
            line = lines.number();
            throw wrong("the line is longer than any access");
        }
        if (!any) {
            throw new InputException(fileName, "there is no access in " + line + " lines", MEND);
        }
    }

    private void readHeader() {
        header = fields;
        lengthAt = header.indexOf(LENGTH);
        for (int column = 0; column < at.length; column++) {
            at[column] = header.indexOf(COLUMNS.get(column));
            if (at[column] < 0) {
                throw wrong("there is no column '" + COLUMNS.get(column) + "'");
            }
        }
    }

    private DeviceAccess access() {
        if (fields.size() != header.size()) {
            throw wrong("there are " + fields.size() + " fields, and " + header.size() + " columns");
        }
        return new DeviceAccess(
                number(0, DECIMAL),
                field(1).isEmpty() ? DeviceAccess.UNRANKED : number(1, DECIMAL),
                domain(),
                requester(),
                number(4, HEXADECIMAL),
                number(5, HEXADECIMAL),
                bytes(),
                either(6, "W", "R"),
                either(7, "hit", "miss"));
    }

    private int bytes() {
        long left = PAGE - (number(4, HEXADECIMAL) & PAGE - 1);
        if (lengthAt < 0 || fields.get(lengthAt).isEmpty()) {
            return (int) left;
        }
        long bytes = number(LENGTH, fields.get(lengthAt), DECIMAL);
        if (bytes < 1 || bytes > left) {
            throw wrong("len is " + bytes + ", and the page has " + left + " bytes from that address on");
        }
        return (int) bytes;
    }

    private int domain() {
        long domain = number(2, DECIMAL);
        if (domain > LARGEST_DOMAIN) {
            throw wrong("did is " + domain + ", and a domain's number has 16 bits");
        }
        return (int) domain;
    }

    private String requester() {
        if (field(3).isEmpty()) {
            throw wrong("bdf is empty");
        }
        return field(3);
    }

    private boolean either(int column, String yes, String no) {
        String text = field(column);
        if (!text.equals(yes) && !text.equals(no)) {
            throw wrong(COLUMNS.get(column) + " is '" + text + "', neither " + yes + " nor " + no);
        }
        return text.equals(yes);
    }

    private long number(int column, int radix) {
        return number(COLUMNS.get(column), field(column), radix);
    }

    private long number(String column, String text, int radix) {
        try {
            // Only digits: parseLong would take a sign, and digits of other scripts.
            if (text.chars().allMatch(c -> c < 0x80 && Character.digit(c, radix) >= 0)) {
                return Long.parseLong(text, radix);
            }
        } catch (NumberFormatException e) {
            throw wrong(noNumber(column, text, radix), e);
        }
        throw wrong(noNumber(column, text, radix));
    }

    private static String noNumber(String column, String text, int radix) {
        return column + " is '" + text + "', no " + (radix == DECIMAL ? "decimal" : "hexadecimal")
                + " number of 63 bits";
    }

    private String field(int column) {
        return fields.get(at[column]);
    }

    private InputException wrong(String what) {
        return new InputException(fileName + ", line " + line, what, MEND);
    }

    private InputException wrong(String what, Exception cause) {
        return new InputException(fileName + ", line " + line, what, MEND, cause);
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', from)) {
            parts.add(text.substring(from, comma));
            from = comma + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }
}
