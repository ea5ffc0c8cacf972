package dirtysim.workloads.dtrace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.host.InputException;
import dirtysim.workloads.record.RecordingSummary;
import dirtysim.workloads.record.TraceRecords;
import dirtysim.workloads.record.TraceRecordsBuilder;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads a {@code .dtrace} file, and trusts nothing in it that its checksums do not vouch for. */
public final class DtraceReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MEND = "convert the recording again, or copy the file again from where it is whole";

    private final DataInputStream in;
    private final String fileName;
    private final TraceRecordsBuilder records = new TraceRecordsBuilder();
    private int blockNumber;
    private ObjectNode provenance;

    private DtraceReader(InputStream in, String fileName) {
        this.in = new DataInputStream(in);
        this.fileName = fileName;
    }

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
     * @throws InputException for another version, a damaged or cut block (which is named, from 0), bytes behind the end
     * @throws IOException when the stream fails
     */
    public static Recording read(InputStream in, String fileName) throws IOException {
        return new DtraceReader(in, fileName).read();
    }

    private Recording read() throws IOException {
        byte[] magic = in.readNBytes(Layout.MAGIC.length);
        if (!recognises(magic)) {
            throw new InputException(fileName, "this is no .dtrace file", "give one that 'trace convert' wrote");
        }
        try {
            int version = in.readUnsignedShort();
            if (version != Layout.VERSION) {
                throw new InputException(
                        fileName,
                        "version " + version + " of the .dtrace format, and this program reads " + Layout.VERSION,
                        "convert the recording again with this program");
            }
            while (true) {
                byte type = in.readByte();
                byte[] content = content();
                if (type == Layout.FOOTER) {
                    return finish(content);
                }
                readBlock(type, content);
                blockNumber++;
            }
        } catch (EOFException e) {
            throw damaged("the file is cut", e);
        } catch (DamagedBlock e) {
            throw damaged(e.getMessage(), e);
        }
    }

    private void readBlock(byte type, byte[] content) throws DamagedBlock, IOException {
        if (type == Layout.HEADER && blockNumber == 0) {
            provenance = object(content);
        } else if (type == Layout.RECORDS && blockNumber > 0) {
            RecordDecoder.decode(content, records);
        } else {
            throw new DamagedBlock("a block of type " + type + " cannot stand here");
        }
    }

    private Recording finish(byte[] content) throws DamagedBlock, IOException {
        RecordingSummary summary = summary(object(content));
        if (provenance == null) {
            throw new DamagedBlock("the header is missing");
        }
        if (in.read() >= 0) {
            throw new DamagedBlock("bytes follow the footer");
        }
        try {
            TraceRecords all = records.build(summary);
            return new Recording(all, provenance);
        } catch (IllegalArgumentException e) {
            throw damaged(e.getMessage(), e);
        }
    }

    private RecordingSummary summary(ObjectNode footer) throws DamagedBlock {
        if (footer.path("records").asInt(-1) != records.size()) {
            throw new DamagedBlock("the footer counts " + footer.path("records").asInt(-1) + " records, and "
                    + records.size() + " are there");
        }
        List<String> devices = new ArrayList<>();
        footer.path("devices").forEach(device -> devices.add(device.asText()));
        Map<String, Long> events = new LinkedHashMap<>();
        footer.path("events")
                .properties()
                .forEach(event -> events.put(event.getKey(), event.getValue().asLong()));
        return new RecordingSummary(
                devices,
                events,
                footer.path("lost_events").asLong(),
                footer.path("lost_gaps").asLong(),
                footer.path("out_of_order").asLong());
    }

    private static ObjectNode object(byte[] content) throws DamagedBlock, IOException {
        try {
            if (JSON.readTree(content) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new DamagedBlock("its JSON is broken");
        }
        throw new DamagedBlock("it holds no JSON object");
    }

    private byte[] content() throws IOException, DamagedBlock {
        int packedLength = in.readInt();
        int length = in.readInt();
        int checksum = in.readInt();
        if (packedLength < 0 || packedLength > Layout.LARGEST_BLOCK || length < 0 || length > Layout.LARGEST_BLOCK) {
            throw new DamagedBlock("its length is out of range");
        }
        byte[] packed = in.readNBytes(packedLength);
        if (packed.length < packedLength) {
            throw new EOFException();
        }
        CRC32C actual = new CRC32C();
        actual.update(packed, 0, packedLength);
        if ((int) actual.getValue() != checksum) {
            throw new DamagedBlock("its checksum is wrong");
        }
        return inflate(packed, length);
    }

    private static byte[] inflate(byte[] packed, int length) throws DamagedBlock {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            byte[] content = new byte[length];
            int done = 0;
            while (done < length) {
                int more = inflater.inflate(content, done, length - done);
                if (more == 0) {
                    throw new DamagedBlock("it holds less than it says");
                }
                done += more;
            }
            if (!inflater.finished() && inflater.inflate(new byte[1]) > 0) {
                throw new DamagedBlock("it holds more than it says");
            }
            return content;
        } catch (DataFormatException e) {
            throw new DamagedBlock("it cannot be inflated");
        } finally {
            inflater.end();
        }
    }

    private InputException damaged(String what, Exception cause) {
        return new InputException(fileName + ", block " + blockNumber, what, MEND, cause);
    }
}
