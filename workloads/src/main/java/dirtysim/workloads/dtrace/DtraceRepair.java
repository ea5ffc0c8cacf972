package dirtysim.workloads.dtrace;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.host.InputException;
import dirtysim.workloads.record.RecordingSummary;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Makes a whole file of the good blocks of a damaged one. Blocks of version 2 that are out of place or there twice are put
 * right, as they are numbered. Records that are missing count as lost events, and the provenance says what is missing.
 *
 * <pre>{@code
 * try (DtraceRepair repair = new DtraceRepair(Path.of("damaged.dtrace"))) {
 *     repair.write(out);
 *     repair.damage().summary();
 * }
 * }</pre>
 */
public final class DtraceRepair implements Closeable {
    /** Key in the provenance of a repaired file; its value has {@code summary}, {@code dropped_blocks} and so on. */
    public static final String KEY = "repaired";

    private static final int MOST_PLACES = 16;

    private record Good(
            long offset, long end, int number, int records, long recordsBefore, int callsFrom, int callsTo) {}

    private final BlockScanner scanner;
    private final List<Good> blocks = new ArrayList<>();
    private final Tallies tallies = new Tallies();
    private final List<String> places = new ArrayList<>();
    private ObjectNode header;
    private ObjectNode footer;
    private int footerNumber;
    private Damage damage;

    /**
     * Looks through a file.
     *
     * @param file a {@code .dtrace}, not gzipped
     * @throws InputException if it does not begin as one, or has no whole block of records
     * @throws IOException when it cannot be read
     */
    public DtraceRepair(Path file) throws IOException {
        scanner = new BlockScanner(file, file.toString());
        try {
            while (scanner.next()) {
                found();
            }
            assess();
            if (blocks.isEmpty()) {
                throw new InputException(
                        file.toString(), "none of its blocks of records is whole", "convert the recording again");
            }
        } catch (IOException | RuntimeException e) {
            scanner.close();
            throw e;
        }
    }

    /** What is wrong with the file. */
    public Damage damage() {
        return damage;
    }

    /**
     * Writes the good blocks as a whole file; the stream stays open.
     *
     * @throws IOException when reading or writing fails
     */
    public void write(OutputStream out) throws IOException {
        RecordingSummary summary = summary();
        try (DtraceWriter writer = new DtraceWriter(out, provenance(), summary.devices())) {
            KeptRecords kept = new KeptRecords(writer);
            blocks.forEach(block -> kept.keep(block.callsFrom(), block.callsTo()));
            for (Good good : blocks) {
                Block block = scanner.again(good.offset());
                RecordDecoder.decode(head(block), block.content(), block.length(), kept);
            }
            writer.finish(summary);
        } catch (DamagedBlock e) {
            throw new IOException("the file has changed", e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private RecordDecoder.Head head(Block block) throws DamagedBlock {
        return RecordDecoder.Head.of(block.content(), block.length(), scanner.version());
    }

    private void found() {
        Block block = scanner.block();
        try {
            switch (block.type()) {
                case Layout.RECORDS -> {
                    RecordDecoder.Head head = head(block);
                    int calls = RecordDecoder.decode(head, block.content(), block.length(), tallies);
                    long end = scanner.offset() + block.head().length + block.payloadLength();
                    long before = head.recordsBefore();
                    int from = head.callsBefore();
                    blocks.add(new Good(scanner.offset(), end, block.number(), head.records(), before, from, calls));
                }
                case Layout.HEADER -> header = header == null ? Json.object(content(block)) : header;
                case Layout.FOOTER -> {
                    footer = Json.object(content(block));
                    footerNumber = block.number();
                }
                default -> {}
            }
        } catch (DamagedBlock e) {
            return;
        }
    }

    private static byte[] content(Block block) {
        return Arrays.copyOf(block.content(), block.length());
    }

    private void assess() {
        boolean old = scanner.version() == Layout.OLD_VERSION;
        blocks.sort(Comparator.comparingInt(Good::number));
        long expected = 0;
        long expectedOffset = -1;
        int expectedNumber = 1;
        int calls = 0;
        long kept = 0;
        long missing = 0;
        int missingBlocks = 0;
        List<Good> good = new ArrayList<>();
        if (header == null) {
            place("the header was damaged");
        }
        for (Good block : blocks) {
            boolean again = old ? block.callsFrom() < calls : block.recordsBefore() < expected;
            if (again) {
                place("a block at byte " + block.offset() + " repeats another");
                continue;
            }
            boolean gap = old
                    ? block.callsFrom() > calls || expectedOffset >= 0 && block.offset() != expectedOffset
                    : block.recordsBefore() > expected;
            if (gap) {
                int lost = old ? 1 : block.number() - expectedNumber;
                missingBlocks += lost;
                missing += old ? 1 : block.recordsBefore() - expected;
                place("before block " + (old ? good.size() + 1 : block.number()) + " at byte " + block.offset());
            }
            good.add(block);
            kept += block.records();
            expected = block.recordsBefore() + block.records();
            expectedOffset = block.end();
            expectedNumber = block.number() + 1;
            calls = block.callsTo();
        }
        blocks.clear();
        blocks.addAll(good);
        if (footer == null) {
            place("the end of the file was missing");
        }
        long counted = counted(old);
        if (counted < kept) {
            missing = Math.max(missing, old ? 0 : expected - kept);
        } else {
            int behind = old || footer == null ? 0 : footerNumber - expectedNumber;
            if (counted - kept > (old ? 0 : missing)) {
                missingBlocks += old && missingBlocks > 0 ? 0 : Math.max(1, behind);
                if (footer != null) {
                    place("before the footer");
                }
            }
            missing = counted - kept;
        }
        damage = new Damage(blocks.size(), kept, missingBlocks, missing, counted >= kept, places);
    }

    /** How many records there were: the footer says it, and if it is lost the header may; -1 if neither does. */
    private long counted(boolean old) {
        if (footer != null) {
            return footer.path("records").asLong(-1);
        }
        return header == null || old ? -1 : header.path("records").asLong(-1);
    }

    private void place(String where) {
        if (places.size() < MOST_PLACES) {
            places.add(where);
        } else if (places.size() == MOST_PLACES) {
            places.add("and more");
        }
    }

    private ObjectNode provenance() {
        ObjectNode provenance = header;
        if (header != null && scanner.version() != Layout.OLD_VERSION) {
            provenance = header.path("provenance") instanceof ObjectNode said ? said : null;
        }
        ObjectNode repaired = provenance == null ? new ObjectMapper().createObjectNode() : provenance.deepCopy();
        if (!damage.places().isEmpty()) {
            ObjectNode note = repaired.putObject(KEY);
            note.put("summary", damage.summary());
            note.put("dropped_blocks", damage.droppedBlocks());
            note.put("dropped_records", damage.droppedRecords());
            note.put("all_known", damage.allKnown());
        }
        return repaired;
    }

    private RecordingSummary summary() {
        RecordingSummary said =
                footer == null ? new RecordingSummary(List.of(), tallies.events(), 0, 0, 0) : Json.summary(footer);
        List<String> devices = new ArrayList<>(said.devices());
        if (devices.isEmpty() && header != null) {
            devices.addAll(Json.names(header.path("devices")));
        }
        for (int device = devices.size(); device < tallies.devices(); device++) {
            devices.add("device " + device);
        }
        long lost = damage.any() ? Math.max(1, damage.droppedRecords()) : 0;
        return new RecordingSummary(
                devices,
                said.events(),
                said.lostEvents() + lost,
                said.lostGaps() + (damage.any() ? Math.max(1, damage.droppedBlocks()) : 0),
                said.outOfOrder());
    }

    @Override
    public void close() throws IOException {
        scanner.close();
    }
}
