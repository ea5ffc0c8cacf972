package dirtysim.workloads.shape;

import dirtysim.workloads.record.DomainDevices;
import dirtysim.workloads.record.RecordKind;
import java.util.List;

/** One copy of a cycle on its way through the outcome: a cursor over its operations, from its phase round to its phase. */
final class Copy {
    /**
     * What a copy has for its own.
     *
     * @param device index of its first device
     * @param cpu its first CPU
     * @param domain number of its first domain
     * @param placement where its pages are; null to leave them
     */
    record Own(int device, int cpu, long domain, Placement placement) {}

    private final Cycle cycle;
    private final Own own;
    private final long phaseUs;
    private final int first;
    private final int loops;
    private final ShapedRecords sink;
    private int done;
    private int loop;

    Copy(Cycle cycle, Own own, long phaseUs, int loops, ShapedRecords sink) {
        this.cycle = cycle;
        this.own = own;
        this.phaseUs = phaseUs;
        this.loops = loops;
        this.sink = sink;
        first = cycle.firstAt(phaseUs);
    }

    /** Says whose domain is whose, as far as it is known: where many devices have unmaps waiting at all times, nothing else would tell. */
    void introduce(List<String> devices) {
        cycle.guest()
                .domainOfDevice()
                .forEach((device, domain) ->
                        sink.mark(0, DomainDevices.mark(domain(domain), devices.get(own.device() + device))));
    }

    private long domain(long recorded) {
        return own.domain() + cycle.guest().domains().indexOf(recorded);
    }

    /** Maps what is mapped where the copy begins. */
    void mapSetup() {
        for (Mapping mapping : cycle.mappedBefore(first)) {
            map(Op.map(0, 0, mapping), 0);
        }
    }

    boolean hasNext() {
        return loop < loops && !cycle.ops().isEmpty();
    }

    /** When the next operation is. */
    long nextUs() {
        long timeUs = next().timeUs() - phaseUs;
        boolean wrapped = first + done >= cycle.ops().size();
        return loop * cycle.lengthUs() + (wrapped ? timeUs + cycle.lengthUs() : timeUs);
    }

    private Op next() {
        return cycle.ops().get((first + done) % cycle.ops().size());
    }

    /** Performs the next operation. */
    void perform() {
        Op op = next();
        long atUs = nextUs();
        switch (op.kind()) {
            case MAP -> map(op, atUs);
            case UNMAP ->
                sink.unmap(
                        atUs, own.cpu() + op.cpu(), own.device() + op.device(), op.direction(), op.iova(), op.bytes());
            default -> {
                boolean range = op.kind() == RecordKind.FLUSH_RANGE;
                long domain = domain(op.domain());
                if (range) {
                    sink.flushRange(atUs, own.cpu() + op.cpu(), domain, op.iova(), op.bytes());
                } else {
                    sink.flushDomain(atUs, own.cpu() + op.cpu(), domain);
                }
            }
        }
        if (++done == cycle.ops().size()) {
            done = 0;
            loop++;
        }
    }

    private void map(Op op, long atUs) {
        Mapping mapping = op.mapping();
        long iova = mapping.iova();
        for (int s = 0; s < mapping.lengths().length; s++) {
            long gpa = mapping.physical()[s];
            sink.segment(
                    atUs,
                    own.cpu() + op.cpu(),
                    iova,
                    mapping.lengths()[s],
                    own.placement() == null ? gpa : own.placement().move(gpa));
            iova += mapping.lengths()[s];
        }
        sink.call(atUs, own.cpu() + op.cpu(), own.device() + mapping.device(), mapping);
    }
}
