package dirtysim.workloads.dtrace;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** One block while it is read: its head, its payload, its content. The buffers are used again for the next. */
final class Block implements AutoCloseable {
    private final boolean old;
    private final Inflater inflater = new Inflater(true);
    private final CRC32C actual = new CRC32C();
    private final byte[] head;
    private byte[] payload = new byte[1 << 16];
    private byte[] content = new byte[1 << 16];
    private byte type;
    private int number;
    private int payloadLength;
    private int length;
    private int checksum;

    Block(int version) {
        old = version == Layout.OLD_VERSION;
        head = new byte[old ? Layout.OLD_BLOCK_HEAD : Layout.BLOCK_HEAD];
    }

    /** Where the head is to be read into. */
    byte[] head() {
        return head;
    }

    /** Looks at the head that has been read. */
    void begin() throws DamagedBlock {
        ByteBuffer bytes = ByteBuffer.wrap(head);
        if (!old && bytes.getInt() != Layout.MARKER) {
            throw new DamagedBlock("no block begins here");
        }
        type = bytes.get();
        number = old ? -1 : bytes.getInt();
        payloadLength = bytes.getInt();
        length = bytes.getInt();
        checksum = bytes.getInt();
        if (payloadLength < 0
                || payloadLength > Layout.LARGEST_BLOCK
                || length < 0
                || length > Layout.LARGEST_BLOCK
                || length > (payloadLength + 1L) * Layout.MOST_INFLATED) {
            throw new DamagedBlock("its length is out of range");
        }
    }

    int payloadLength() {
        return payloadLength;
    }

    /** Where the payload is to be read into, with room for so many bytes more than are there already. */
    byte[] payload(int have, int more) {
        if (payload.length < have + more) {
            payload = Arrays.copyOf(payload, Math.max(payload.length * 2, have + more));
        }
        return payload;
    }

    /** Checks the payload that has been read, and unpacks it. */
    void end() throws DamagedBlock {
        actual.reset();
        if (!old) {
            actual.update(head, Integer.BYTES, head.length - 2 * Integer.BYTES);
        }
        actual.update(payload, 0, payloadLength);
        if ((int) actual.getValue() != checksum) {
            throw new DamagedBlock("its checksum is wrong");
        }
        inflate();
    }

    private void inflate() throws DamagedBlock {
        if (content.length <= length) {
            content = new byte[Math.max(content.length * 2, length + 1)];
        }
        inflater.reset();
        inflater.setInput(payload, 0, payloadLength);
        try {
            int done = 0;
            while (done < length) {
                int more = inflater.inflate(content, done, length - done);
                if (more == 0) {
                    throw new DamagedBlock("it holds less than it says");
                }
                done += more;
            }
            if (!inflater.finished() && inflater.inflate(content, length, 1) > 0) {
                throw new DamagedBlock("it holds more than it says");
            }
        } catch (DataFormatException e) {
            throw new DamagedBlock("it cannot be inflated");
        }
    }

    byte type() {
        return type;
    }

    /** Its number in the file; -1 in version 1, which does not write it. */
    int number() {
        return number;
    }

    /** Holds the content in its first {@link #length} bytes, until the next block. */
    byte[] content() {
        return content;
    }

    int length() {
        return length;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
