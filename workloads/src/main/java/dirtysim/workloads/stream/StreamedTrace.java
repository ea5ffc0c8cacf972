package dirtysim.workloads.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.host.InputException;
import dirtysim.workloads.dtrace.DtraceBlocks;
import dirtysim.workloads.record.RecordingSummary;
import dirtysim.workloads.replay.WorkloadConverter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A {@code .dtrace} that stays a file. Opening it reads all of it once, block by block. */
public final class StreamedTrace {
    private static final int BUFFER_BYTES = 1 << 18;

    private final Path file;
    private final String name;
    private final ReplayFacts facts = new ReplayFacts();
    private final DtraceBlocks.Place start;
    private final ObjectNode provenance;

    /**
     * Opens a file.
     *
     * @param file a {@code .dtrace}, not gzipped
     * @param name what the trace is called
     * @throws InputException if it is damaged
     */
    public StreamedTrace(Path file, String name) {
        this.file = file;
        this.name = name;
        try (DtraceBlocks blocks = open()) {
            start = blocks.place();
            provenance = blocks.provenance();
            do {
                facts.at(blocks.place());
            } while (blocks.next(facts));
            facts.end(blocks.summary());
            if (facts.callMissing()) {
                throw new InputException(
                        file.toString(),
                        "a segment belongs to a mapping call that is not in it",
                        "convert the recording again");
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Devices, event counts and losses. */
    public RecordingSummary summary() {
        return facts.summary();
    }

    /** Where the recording comes from. */
    public ObjectNode provenance() {
        return provenance;
    }

    /** Maps that no dma event explains. */
    public long namelessMaps() {
        return facts.namelessMaps();
    }

    /** Unmaps that no dma event explains. */
    public long namelessUnmaps() {
        return facts.namelessUnmaps();
    }

    /** Whether there is any flush. */
    public boolean flushes() {
        return facts.flushes();
    }

    /**
     * What a simulation replays. Reads the file once more.
     *
     * @param notes sentences that it shall carry
     * @throws InputException when there is nothing to replay in it
     */
    public StreamedWorkload workload(List<String> notes) {
        boolean anything = facts.from() != ReplayFacts.NONE && facts.from() < facts.to();
        WorkloadConverter.requireReplayable(name, facts.summary(), anything);
        return new StreamedWorkload(this, notes);
    }

    ReplayFacts facts() {
        return facts;
    }

    DtraceBlocks.Place start() {
        return start;
    }

    DtraceBlocks open() throws IOException {
        return DtraceBlocks.open(stream(), file.toString());
    }

    DtraceBlocks open(DtraceBlocks.Place at) throws IOException {
        return DtraceBlocks.open(stream(), file.toString(), at);
    }

    private InputStream stream() throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    }

    InputException unreadable(IOException e) {
        return new InputException(
                file.toString(),
                "the file cannot be read (" + e.getClass().getSimpleName() + ")",
                "make it readable for this user",
                e);
    }
}
