package dirtysim.workloads.dtrace;

import dirtysim.host.InputException;
import dirtysim.workloads.record.TraceRecordsBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a whole {@code .dtrace} file into memory. */
public final class DtraceReader {
    private DtraceReader() {}

    /** Whether a file begins as a {@code .dtrace} does. */
    public static boolean recognises(byte[] firstBytes) {
        return firstBytes.length >= Layout.MAGIC.length
                && Arrays.equals(firstBytes, 0, Layout.MAGIC.length, Layout.MAGIC, 0, Layout.MAGIC.length);
    }

    /**
     * Reads a whole recording.
     *
     * @param in the file from its first byte
     * @param fileName what messages call it
     * @throws InputException for another version, a damaged or cut block (which is named, from 0, and by its first byte),
     *     bytes behind the end
     * @throws IOException when the stream fails
     */
    public static Recording read(InputStream in, String fileName) throws IOException {
        TraceRecordsBuilder records = new TraceRecordsBuilder();
        try (DtraceBlocks blocks = DtraceBlocks.open(in, fileName)) {
            records.expect(blocks.expected());
            while (blocks.next(records)) {}
            try {
                return new Recording(records.build(blocks.summary()), blocks.provenance());
            } catch (IllegalArgumentException e) {
                throw blocks.contradicts(e.getMessage(), e);
            }
        }
    }
}
