package dirtysim.workloads.dtrace;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;

/** Writes the bytes of a file, block by block, and knows where it is. */
final class BlockWriter implements AutoCloseable {
    private final DataOutputStream out;
    private final Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    private long offset;
    private int blocks;

    BlockWriter(OutputStream out) throws IOException {
        this.out = new DataOutputStream(out);
        this.out.write(Layout.MAGIC);
        this.out.writeShort(Layout.VERSION);
        offset = Layout.FILE_HEAD;
    }

    /** Where the next block will stand. */
    long offset() {
        return offset;
    }

    void block(byte type, byte[] content) throws IOException {
        deflater.reset();
        deflater.setInput(content);
        deflater.finish();
        byte[] packed = new byte[content.length + content.length / 8 + 64];
        int length = 0;
        while (!deflater.finished()) {
            length += deflater.deflate(packed, length, packed.length - length);
        }
        ByteBuffer head = ByteBuffer.allocate(Layout.BLOCK_HEAD);
        head.putInt(Layout.MARKER).put(type).putInt(blocks).putInt(length).putInt(content.length);
        CRC32C checksum = new CRC32C();
        checksum.update(head.array(), Integer.BYTES, head.position() - Integer.BYTES);
        checksum.update(packed, 0, length);
        head.putInt((int) checksum.getValue());
        out.write(head.array());
        out.write(packed, 0, length);
        offset += head.capacity() + length;
        blocks++;
    }

    /** Ends the file: says where the index stands. */
    void tail(long indexOffset) throws IOException {
        out.writeLong(indexOffset);
        out.writeLong(Layout.TAIL);
        out.flush();
    }

    @Override
    public void close() {
        deflater.end();
    }
}
