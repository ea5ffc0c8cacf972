package dirtysim.workloads.stream;

import dirtysim.guest.Direction;
import dirtysim.guest.OperationMaker;
import dirtysim.guest.Workload;
import dirtysim.workloads.record.CallKind;
import dirtysim.workloads.record.DomainDevices;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.RecordSink;
import dirtysim.workloads.record.TraceRecords;
import dirtysim.workloads.replay.PageRange;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Takes records as they come, and gives an {@link OperationMaker} mappings, unmaps and flushes in the same order. A mapping
 * has its place where its first segment was; as its device stands in the call, which comes later, what was done in between
 * has to wait.
 */
final class CallJoiner implements RecordSink {
    private static final long PS_PER_US = 1_000_000;

    private final String name;
    private final ReplayFacts facts;
    private final OperationMaker maker;
    private final boolean lazy;
    private final boolean single;
    private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
    private final ArrayDeque<Pending> spare = new ArrayDeque<>();
    /** Mappings that lack their call or segments, by the call's number. */
    private final Map<Integer, Pending> open = new TreeMap<>();
    /** Calls that belong to the setup, though some of their segments stand in the body. */
    private final Set<Integer> ofSetup = new TreeSet<>();

    private Pending lastOpen;
    private boolean inBody;
    private long record;
    private int calls;
    private long ownerless;
    private long unknownDomains;

    /** @param name what messages call the trace */
    CallJoiner(String name, ReplayFacts facts, OperationMaker maker) {
        this.name = name;
        this.facts = facts;
        this.maker = maker;
        lazy = facts.lazy();
        single = facts.summary().devices().size() == 1;
    }

    /** From here on only the body counts: records before it were shown earlier. */
    void again(long firstRecord, int callsBefore) {
        inBody = true;
        record = firstRecord;
        calls = callsBefore;
        waiting.clear();
        open.clear();
        lastOpen = null;
    }

    /** Takes over what another has learnt of the setup. */
    void setupOf(CallJoiner other) {
        ofSetup.addAll(other.ofSetup);
    }

    /** Whether all that is to be replayed has been given on. */
    boolean done() {
        return record >= facts.to() && waiting.isEmpty();
    }

    long ownerless() {
        return ownerless;
    }

    long unknownDomains() {
        return unknownDomains;
    }

    @Override
    public void map(long atUs, int onCpu, long iova, long bytes, long physical, int callNumber) {
        long here = record++;
        if (callNumber == TraceRecords.UNATTRIBUTED) {
            if (counts(here)) {
                Pending segment = begin(RecordKind.MAP, here, atUs, onCpu);
                segment.device = single ? 0 : TraceRecords.UNATTRIBUTED;
                segment.called = true;
                segment.add(iova, bytes, physical);
                drain();
            }
            return;
        }
        Pending mapping = lastOpen != null && lastOpen.call == callNumber ? lastOpen : open.get(callNumber);
        if (mapping == null || mapping.segments == 0) {
            if (!counts(here) || !ofSetup.isEmpty() && ofSetup.contains(callNumber)) {
                return;
            }
            mapping = first(mapping, here, atUs, onCpu, callNumber);
        }
        mapping.add(iova, bytes, physical);
        mapping.lastRecord = here;
        if (mapping.called && --mapping.missing == 0) {
            close(mapping);
        }
    }

    /** The first segment of a mapping, whose call may have been before. */
    private Pending first(Pending called, long here, long atUs, int onCpu, int callNumber) {
        Pending mapping = begin(RecordKind.MAP, here, atUs, onCpu);
        mapping.call = callNumber;
        if (called != null) {
            mapping.called = true;
            mapping.missing = called.missing;
            mapping.device = called.device;
            mapping.direction = called.direction;
        }
        open.put(callNumber, mapping);
        lastOpen = mapping;
        return mapping;
    }

    @Override
    public void call(long atUs, int onCpu, CallKind what, int ofDevice, Direction dir, long dmaAddress, long bytes) {
        record++;
        int number = calls++;
        int late = facts.late(number);
        Pending mapping = lastOpen != null && lastOpen.call == number ? lastOpen : open.get(number);
        if (mapping == null) {
            if (late == 0) {
                return;
            }
            mapping = take();
            mapping.call = number;
            open.put(number, mapping);
        }
        mapping.called = true;
        mapping.device = ofDevice;
        mapping.direction = dir;
        mapping.missing = late;
        if (late == 0) {
            close(mapping);
        }
    }

    private void close(Pending mapping) {
        open.remove(mapping.call);
        lastOpen = lastOpen == mapping ? null : lastOpen;
        drain();
    }

    @Override
    public void unmap(long atUs, int onCpu, long iova, long bytes, int ofDevice, Direction dir) {
        long here = record++;
        if (counts(here)) {
            Pending unmap = begin(RecordKind.UNMAP, here, atUs, onCpu);
            unmap.device = single ? 0 : ofDevice;
            unmap.address = iova;
            unmap.length = bytes;
            drain();
        }
    }

    @Override
    public void flushDomain(long atUs, int onCpu, long domain) {
        long here = record++;
        if (counts(here) && lazy) {
            begin(RecordKind.FLUSH_DOMAIN, here, atUs, onCpu).address = domain;
            drain();
        }
    }

    @Override
    public void flushRange(long atUs, int onCpu, long domain, long iova, long bytes) {
        record++;
    }

    @Override
    public void mark(long atUs, int onCpu, long event, String text) {
        record++;
    }

    private boolean counts(long here) {
        return here < facts.to() && (!inBody || here >= facts.from());
    }

    private Pending begin(RecordKind kind, long here, long atUs, int onCpu) {
        Pending next = take();
        next.kind = kind;
        next.record = here;
        next.lastRecord = here;
        next.timePs = (atUs - facts.firstUs()) * PS_PER_US;
        next.cpu = onCpu;
        waiting.add(next);
        return next;
    }

    private Pending take() {
        Pending next = spare.isEmpty() ? new Pending() : spare.pop();
        next.device = TraceRecords.UNATTRIBUTED;
        next.direction = Direction.UNKNOWN;
        next.called = false;
        next.missing = 0;
        next.segments = 0;
        return next;
    }

    private void drain() {
        while (!waiting.isEmpty() && waiting.peek().complete()) {
            Pending next = waiting.poll();
            if (!inBody && next.record >= facts.from()) {
                inBody = true;
                maker.beginBody((facts.fromUs() - facts.firstUs()) * PS_PER_US);
            }
            if (!inBody && next.lastRecord >= facts.from() && next.kind == RecordKind.MAP) {
                ofSetup.add(next.call);
            }
            give(next);
            spare.push(next);
        }
    }

    private void give(Pending next) {
        if (next.kind == RecordKind.FLUSH_DOMAIN) {
            int device = facts.domains().device(next.address);
            if (device == DomainDevices.UNKNOWN) {
                unknownDomains++;
                device = Workload.ALL_DEVICES;
            }
            maker.flush(next.timePs, next.cpu, device);
        } else if (next.device == TraceRecords.UNATTRIBUTED) {
            ownerless++;
        } else if (next.kind == RecordKind.UNMAP) {
            int pages = PageRange.pages(name, next.record, next.address, next.length);
            maker.unmap(next.timePs, next.cpu, next.device, PageRange.first(next.address), pages);
        } else {
            mapParts(next);
        }
    }

    /** Segments that adjoin each other are one mapping. */
    private void mapParts(Pending next) {
        int start = 0;
        for (int i = 1; i <= next.segments; i++) {
            if (i == next.segments || next.iova(i) != next.iova(i - 1) + next.bytes(i - 1)) {
                long[] gpas = new long[i - start];
                int[] pages = new int[i - start];
                for (int s = start; s < i; s++) {
                    gpas[s - start] = PageRange.first(next.physical(s));
                    pages[s - start] = PageRange.pages(name, next.record, next.iova(s), next.bytes(s));
                }
                long first = PageRange.first(next.iova(start));
                maker.map(next.timePs, next.cpu, next.device, next.direction, first, gpas, pages);
                start = i;
            }
        }
    }
}
