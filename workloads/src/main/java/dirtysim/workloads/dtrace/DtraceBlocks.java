package dirtysim.workloads.dtrace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.host.InputException;
import dirtysim.workloads.record.RecordSink;
import dirtysim.workloads.record.RecordingSummary;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a {@code .dtrace} file block by block, and trusts nothing in it that its checksums do not vouch for.
 *
 * <pre>{@code
 * try (DtraceBlocks blocks = DtraceBlocks.open(in, "my.dtrace")) {
 *     while (blocks.next(sink)) {} // sink, a RecordSink, has seen another block's records
 *     blocks.summary();
 * }
 * }</pre>
 */
public final class DtraceBlocks implements AutoCloseable {
    private static final String MEND =
            "keep the good blocks with 'trace repair IN OUT', convert the recording again, or copy"
                    + " the file again from where it is whole";
    /** No file gets room for more before it has shown them. */
    private static final int MOST_EXPECTED = 1 << 20;

    private final InputStream in;
    private final String fileName;
    private final int version;
    private final BlocksAhead blocks;
    private Block block;
    private long offset;
    private long nextOffset;
    private int number;
    private long records;
    private int calls;
    private ObjectNode provenance;
    private List<String> devices = List.of();
    private int expected;
    private RecordingSummary summary;

    /** A place between two blocks of records. */
    public record Place(int version, long offset, int number, long records, int calls) {}

    private DtraceBlocks(InputStream in, String fileName, Place at) {
        this.in = in;
        this.fileName = fileName;
        version = at.version();
        nextOffset = at.offset();
        offset = at.offset();
        number = at.number();
        records = at.records();
        calls = at.calls();
        blocks = new BlocksAhead(in, version);
    }

    /**
     * Begins to read.
     *
     * @param in the file from its first byte; closed with this
     * @param fileName what messages call it
     * @throws InputException for another version, or a damaged header
     * @throws IOException when the stream fails
     */
    public static DtraceBlocks open(InputStream in, String fileName) throws IOException {
        int version = version(in.readNBytes(Layout.FILE_HEAD), fileName);
        DtraceBlocks blocks = new DtraceBlocks(in, fileName, new Place(version, Layout.FILE_HEAD, 0, 0, 0));
        blocks.readHeader();
        return blocks;
    }

    /**
     * Goes on to read from a place.
     *
     * @param in the file from its first byte; closed with this
     * @throws IOException when the stream fails
     */
    public static DtraceBlocks open(InputStream in, String fileName, Place at) throws IOException {
        try {
            in.skipNBytes(at.offset());
        } catch (EOFException e) {
            throw new InputException(fileName, "the file has become shorter while it was read", "start again", e);
        }
        return new DtraceBlocks(in, fileName, at);
    }

    static int version(byte[] head, String fileName) {
        if (!DtraceReader.recognises(head)) {
            throw new InputException(fileName, "this is no .dtrace file", "give one that 'trace convert' wrote");
        }
        if (head.length < Layout.FILE_HEAD) {
            throw damaged(fileName, 0, head.length, "the file is cut", null);
        }
        int version = ByteBuffer.wrap(head, Layout.MAGIC.length, 2).getShort() & 0xffff;
        if (version != Layout.VERSION && version != Layout.OLD_VERSION) {
            throw new InputException(
                    fileName,
                    "version " + version + " of the .dtrace format, and this program reads " + Layout.OLD_VERSION
                            + " and " + Layout.VERSION,
                    "convert the recording again with this program");
        }
        return version;
    }

    /** Where the recording comes from. */
    public ObjectNode provenance() {
        return provenance;
    }

    /** Devices that the header names; the summary's are those that count. */
    public List<String> devices() {
        return devices;
    }

    /** How many records it is worth making room for at once; a guess. */
    int expected() {
        return expected;
    }

    /** What the footer says; null until {@link #next} has come to it. */
    public RecordingSummary summary() {
        return summary;
    }

    /** Where the next block stands. */
    public Place place() {
        return new Place(version, nextOffset, number, records, calls);
    }

    /** Number of records shown so far, those before the place where it began included. */
    public long records() {
        return records;
    }

    /**
     * Reads one block.
     *
     * @param sink sees its records
     * @return false when it was the footer, after which there is nothing more
     * @throws InputException for a damaged or cut block (which is named, from 0, and by its first byte), or bytes behind
     *     the end
     * @throws IOException when the stream fails
     */
    public boolean next(RecordSink sink) throws IOException {
        try {
            readBlock();
            if (block.type() == Layout.FOOTER) {
                readFooter();
                return false;
            }
            if (block.type() != Layout.RECORDS) {
                throw new DamagedBlock("a block of type " + block.type() + " cannot stand here");
            }
            RecordDecoder.Head head = RecordDecoder.Head.of(block.content(), block.length(), version);
            if (!head.follows(records, calls)) {
                throw new DamagedBlock("it does not follow the block before");
            }
            calls = RecordDecoder.decode(head, block.content(), block.length(), sink);
            records += head.records();
            number++;
            return true;
        } catch (EOFException e) {
            throw damaged("the file is cut", e);
        } catch (DamagedBlock e) {
            throw damaged(e.getMessage(), e);
        }
    }

    private void readHeader() throws IOException {
        try {
            readBlock();
            if (block.type() != Layout.HEADER) {
                throw new DamagedBlock("the header is missing");
            }
            ObjectNode header = Json.object(Arrays.copyOf(block.content(), block.length()));
            provenance = version == Layout.OLD_VERSION ? header : Json.child(header, "provenance");
            devices = Json.names(header.path("devices"));
            expected = (int)
                    Math.max(0, Math.min(MOST_EXPECTED, header.path("records").asLong()));
            number++;
        } catch (EOFException e) {
            throw damaged("the file is cut", e);
        } catch (DamagedBlock e) {
            throw damaged(e.getMessage(), e);
        }
    }

    private void readFooter() throws DamagedBlock, IOException {
        ObjectNode footer = Json.object(Arrays.copyOf(block.content(), block.length()));
        long counted = footer.path("records").asLong(-1);
        if (counted != records) {
            throw new DamagedBlock("the footer counts " + counted + " records, and " + records + " are there");
        }
        summary = Json.summary(footer);
        if (!endsHere()) {
            throw new DamagedBlock("bytes follow the end of the file");
        }
    }

    /** After a damaged index, or none, anything may stand: nothing in it is needed. */
    private boolean endsHere() throws IOException {
        if (version == Layout.OLD_VERSION) {
            return in.read() < 0;
        }
        int footer = number++;
        try {
            readBlock();
            if (block.type() != Layout.INDEX) {
                return false;
            }
        } catch (EOFException | DamagedBlock e) {
            return true;
        } finally {
            number = footer;
        }
        in.readNBytes(Layout.TAIL_BYTES);
        return in.read() < 0;
    }

    private void readBlock() throws IOException, DamagedBlock {
        offset = nextOffset;
        block = blocks.next();
        if (version != Layout.OLD_VERSION && block.number() != number) {
            throw new DamagedBlock("block " + block.number() + " stands here");
        }
        nextOffset = offset + block.head().length + block.payloadLength();
        if (block.type() == Layout.HEADER || block.type() == Layout.RECORDS) {
            blocks.begin();
        }
    }

    private InputException damaged(String what, Exception cause) {
        return damaged(fileName, number, offset, what, cause);
    }

    private static InputException damaged(String fileName, int number, long offset, String what, Exception cause) {
        return new InputException(fileName + ", block " + number + " at byte " + offset, what, MEND, cause);
    }

    /** Damage that only the whole recording shows. */
    InputException contradicts(String what, Exception cause) {
        return damaged(what, cause);
    }

    @Override
    public void close() throws IOException {
        blocks.close();
    }
}
