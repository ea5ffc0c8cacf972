package dirtysim.workloads.dtrace;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Finds the whole blocks of a file, whatever stands between them. */
final class BlockScanner implements Closeable {
    private static final int WINDOW = 1 << 20;
    /** A block of version 1 has no marker, so many a place looks like one's head; none of records was ever larger. */
    private static final int LARGEST_OLD_BLOCK = 1 << 22;

    private final FileChannel channel;
    private final int version;
    private final Block block;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW);
    private long windowAt;
    private long offset = Layout.FILE_HEAD;
    private long next = Layout.FILE_HEAD;

    BlockScanner(Path file, String fileName) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        byte[] head = new byte[(int) Math.min(Layout.FILE_HEAD, channel.size())];
        ByteBuffer into = ByteBuffer.wrap(head);
        while (into.hasRemaining() && channel.read(into, into.position()) >= 0) {}
        version = DtraceBlocks.version(head, fileName);
        block = new Block(version);
        window.limit(0);
    }

    int version() {
        return version;
    }

    /** Finds the next whole block; false at the end of the file. */
    boolean next() throws IOException {
        offset = next;
        while (offset + block.head().length <= channel.size()) {
            if (mayBegin(offset) && whole()) {
                next = offset + block.head().length + block.payloadLength();
                return true;
            }
            offset++;
        }
        return false;
    }

    /** Reads a block that was found before. */
    Block again(long at) throws IOException {
        offset = at;
        if (!whole()) {
            throw new IOException("the file has changed");
        }
        return block;
    }

    Block block() {
        return block;
    }

    /** Where the block begins. */
    long offset() {
        return offset;
    }

    private boolean mayBegin(long at) throws IOException {
        if (at < windowAt || at + Integer.BYTES > windowAt + window.limit()) {
            windowAt = at;
            window.clear();
            while (window.hasRemaining() && channel.read(window, at + window.position()) >= 0) {}
            window.flip();
        }
        int from = (int) (at - windowAt);
        if (version == Layout.OLD_VERSION) {
            byte type = window.get(from);
            return type == Layout.RECORDS || type == Layout.FOOTER || type == Layout.HEADER;
        }
        return window.getInt(from) == Layout.MARKER;
    }

    private boolean whole() throws IOException {
        try {
            if (!fill(block.head(), block.head().length, offset)) {
                return false;
            }
            block.begin();
            int length = block.payloadLength();
            long at = offset + block.head().length;
            if (length > channel.size() - at || version == Layout.OLD_VERSION && length > LARGEST_OLD_BLOCK) {
                return false;
            }
            if (!fill(block.payload(0, length), length, at)) {
                return false;
            }
            block.end();
            return true;
        } catch (DamagedBlock e) {
            return false;
        }
    }

    private boolean fill(byte[] into, int length, long at) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(into, 0, length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        block.close();
        channel.close();
    }
}
