package dirtysim.workloads.dtrace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The index at the end of a {@code .dtrace}: where its blocks of records stand and what they begin with. */
public final class DtraceIndex {
    private final long records;
    private final long[] offsets;
    private final long[] firstRecords;
    private final long[] firstUs;

    private DtraceIndex(byte[] content, int length) throws DamagedBlock {
        NumberReader numbers = new NumberReader(content, 0, length);
        records = numbers.unsigned();
        // A block takes three bytes at least, so a wrong number makes no room for more than the index has.
        int blocks = numbers.within(length / 3 + 1);
        offsets = new long[blocks];
        firstRecords = new long[blocks];
        firstUs = new long[blocks];
        long offset = 0;
        long record = 0;
        long us = 0;
        for (int block = 0; block < blocks; block++) {
            offset += numbers.unsigned();
            offsets[block] = offset;
            firstRecords[block] = record;
            record += numbers.within(Layout.RECORDS_IN_BLOCK + 1);
            us += numbers.signed();
            firstUs[block] = us;
        }
        if (record != records || !numbers.atEnd()) {
            throw new DamagedBlock("the index contradicts itself");
        }
    }

    /**
     * Reads a file's index, and nothing else of it.
     *
     * @return empty if there is none, or it is damaged; the file can be read without
     * @throws IOException when the file cannot be read
     */
    public static Optional<DtraceIndex> read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                Block block = new Block(Layout.VERSION)) {
            long tailAt = channel.size() - Layout.TAIL_BYTES;
            ByteBuffer tail = ByteBuffer.allocate(Layout.TAIL_BYTES);
            if (tailAt < Layout.FILE_HEAD || !fill(channel, tail, tailAt)) {
                return Optional.empty();
            }
            long at = tail.getLong(0);
            long payloadAt = at + Layout.BLOCK_HEAD;
            if (tail.getLong(Long.BYTES) != Layout.TAIL || at < Layout.FILE_HEAD || payloadAt > tailAt) {
                return Optional.empty();
            }
            fill(channel, ByteBuffer.wrap(block.head()), at);
            block.begin();
            if (block.type() != Layout.INDEX || payloadAt + block.payloadLength() != tailAt) {
                return Optional.empty();
            }
            byte[] payload = block.payload(0, block.payloadLength());
            fill(channel, ByteBuffer.wrap(payload, 0, block.payloadLength()), payloadAt);
            block.end();
            return Optional.of(new DtraceIndex(block.content(), block.length()));
        } catch (DamagedBlock e) {
            return Optional.empty();
        }
    }

    private static boolean fill(FileChannel channel, ByteBuffer into, long at) throws IOException {
        long from = at;
        while (into.hasRemaining()) {
            int read = channel.read(into, from);
            if (read < 0) {
                return false;
            }
            from += read;
        }
        return true;
    }

    /** Records in the file. */
    public long records() {
        return records;
    }

    /** Blocks of records. */
    public int blocks() {
        return offsets.length;
    }

    /** Where a block stands in the file. */
    public long offset(int block) {
        return offsets[block];
    }

    /** The number, from 0, of a block's first record. */
    public long firstRecord(int block) {
        return firstRecords[block];
    }

    /** When a block's first record was, on the recording's clock. */
    public long firstUs(int block) {
        return firstUs[block];
    }
}
