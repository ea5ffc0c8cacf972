package dirtysim.workloads.stream;

import dirtysim.guest.Extent;
import dirtysim.guest.Operation;
import dirtysim.guest.OperationFeed;
import dirtysim.guest.OperationMaker;
import dirtysim.guest.ReplaySource;
import dirtysim.host.InputException;
import dirtysim.workloads.dtrace.DtraceBlocks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a simulation replays of a file that stays a file. In memory are the mappings with which the body begins. Each replay
 * reads the file for itself, so several may go on at once.
 */
public final class StreamedWorkload implements ReplaySource {
    private static final long PS_PER_US = 1_000_000;

    private final StreamedTrace trace;
    private final FirstPass first;
    private final List<String> notes = new ArrayList<>();

    StreamedWorkload(StreamedTrace trace, List<String> traceNotes) {
        this.trace = trace;
        first = new FirstPass(trace, endPs());
        notes.addAll(traceNotes);
        notes.addAll(first.notes());
    }

    /** Has a maker make the setup and begin the body. */
    void setUp(OperationMaker maker) {
        devices().forEach(device -> maker.device());
        setup(op -> maker.map(
                0, 0, op.device(), op.direction(), op.iova(), FirstPass.gpas(op), FirstPass.segmentPages(op)));
        maker.beginBody((trace.facts().fromUs() - trace.facts().firstUs()) * PS_PER_US);
    }

    CallJoiner joiner(OperationMaker maker) {
        CallJoiner joiner = new CallJoiner(trace.name(), trace.facts(), maker);
        joiner.setupOf(first.joiner());
        return joiner;
    }

    /** Where to read from in each pass. */
    DtraceBlocks.Place bodyPlace() {
        return trace.facts().anyLate() ? trace.start() : trace.facts().fromPlace();
    }

    DtraceBlocks open(DtraceBlocks.Place at) throws IOException {
        return trace.open(at);
    }

    long endPs() {
        return (trace.facts().lastUs() - trace.facts().firstUs()) * PS_PER_US;
    }

    InputException unreadable(IOException e) {
        return trace.unreadable(e);
    }

    @Override
    public String name() {
        return trace.name();
    }

    @Override
    public List<String> devices() {
        return trace.facts().summary().devices();
    }

    @Override
    public boolean lazy() {
        return trace.facts().lazy();
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public int cpus() {
        return first.cpus();
    }

    @Override
    public long bodyPs() {
        return first.bodyPs();
    }

    @Override
    public double steadyWritesPerSecond(int ofDevice) {
        return 0;
    }

    @Override
    public Extent extent() {
        return first.extent();
    }

    @Override
    public void setup(Consumer<Operation> each) {
        first.setup().setup(each);
    }

    @Override
    public OperationFeed feed() {
        return new StreamedFeed(this);
    }
}
