package dirtysim.workloads.shape;

import dirtysim.host.InputException;
import dirtysim.workloads.record.CallKind;
import dirtysim.workloads.record.DomainDevices;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.TraceRecords;
import dirtysim.workloads.replay.WorkloadConverter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes a cycle of a recording. It sees the recording as replay does: a call's segments belong together and happen when the
 * first of them did; a map over a live mapping unmaps that first; an unmap of nothing, or of a part of a mapping, is left
 * out, and so is what no device can be given to.
 */
final class CycleReader {
    private static final int PAGE = 4096;

    private final TraceRecords records;
    private final int[] firstSegment;
    private final int[] nextSegment;
    private final LiveMappings live;
    private final List<Op> ops = new ArrayList<>();
    private long startUs;
    private long lengthUs;
    private boolean inBody;
    private int cpus = 1;
    private long mended;

    private CycleReader(TraceRecords records) {
        this.records = records;
        live = new LiveMappings(records.summary().devices().size());
        firstSegment = new int[records.calls()];
        nextSegment = new int[records.size()];
        Arrays.fill(firstSegment, -1);
        for (int record = records.size() - 1; record >= 0; record--) {
            if (records.kind(record) == RecordKind.MAP && records.call(record) != TraceRecords.UNATTRIBUTED) {
                nextSegment[record] = firstSegment[records.call(record)];
                firstSegment[records.call(record)] = record;
            }
        }
    }

    /**
     * Reads a recording.
     *
     * @param mends takes a sentence if anything had to be mended or left out
     * @throws InputException if there is nothing in it that could be replayed
     */
    static Cycle read(NamedRecording recording, List<String> mends) {
        Body body = Body.of(recording.records());
        if (body.isEmpty()) {
            throw new InputException(
                    recording.name(),
                    "there is no map or unmap in its workload, and so nothing to shape",
                    "give a recording whose devices were at work under a vIOMMU");
        }
        CycleReader reader = new CycleReader(recording.records());
        Cycle cycle = reader.read(body);
        if (reader.mended > 0) {
            mends.add(
                    "of the maps and unmaps of " + recording.name() + " " + reader.mended + " were mended or left out");
        }
        long lost = recording.records().summary().lostEvents();
        if (lost > 0) {
            mends.add("the recorder of " + recording.name() + " lost " + lost + " events");
        }
        return cycle;
    }

    private Cycle read(Body body) {
        startUs = body.startUs();
        lengthUs = body.lengthUs();
        LiveMappings setup = live;
        for (int record = 0; record < body.end(); record++) {
            if (record == body.first()) {
                setup = new LiveMappings(live);
                inBody = true;
            }
            switch (records.kind(record)) {
                case MAP -> map(record);
                case UNMAP -> unmap(record);
                case FLUSH_RANGE ->
                    add(Op.flushRange(
                            timeUs(record),
                            records.cpu(record),
                            records.domain(record),
                            records.address(record),
                            records.length(record)));
                case FLUSH_DOMAIN -> add(Op.flushDomain(timeUs(record), records.cpu(record), records.domain(record)));
                default -> {}
            }
        }
        return Cycle.closed(setup, ops, live, lengthUs, guest());
    }

    private Cycle.Guest guest() {
        DomainDevices domains = DomainDevices.of(records);
        TreeSet<Long> seen = new TreeSet<>();
        Map<Integer, Long> ofDevice = new TreeMap<>();
        for (int record = 0; record < records.size(); record++) {
            RecordKind kind = records.kind(record);
            if (kind == RecordKind.FLUSH_RANGE || kind == RecordKind.FLUSH_DOMAIN) {
                seen.add(records.domain(record));
            }
        }
        for (long domain : seen) {
            if (domains.device(domain) != DomainDevices.UNKNOWN) {
                ofDevice.putIfAbsent(domains.device(domain), domain);
            }
        }
        return new Cycle.Guest(
                records.summary().devices(), cpus, WorkloadConverter.lazy(records), List.copyOf(seen), ofDevice);
    }

    private void map(int record) {
        int call = records.call(record);
        if (call == TraceRecords.UNATTRIBUTED) {
            mapPart(record, List.of(record));
        } else if (firstSegment[call] == record) {
            List<Integer> part = new ArrayList<>();
            List<Integer> segments = segments(call);
            for (int segment : segments) {
                if (!part.isEmpty() && end(part.get(part.size() - 1)) != start(segment)) {
                    mapPart(record, part);
                    part = new ArrayList<>();
                }
                part.add(segment);
            }
            mapPart(record, part);
        }
    }

    private List<Integer> segments(int call) {
        List<Integer> segments = new ArrayList<>();
        for (int record = firstSegment[call]; record >= 0; record = nextSegment[record]) {
            segments.add(record);
        }
        segments.sort((one, other) -> Long.compareUnsigned(records.address(one), records.address(other)));
        return segments;
    }

    private void mapPart(int record, List<Integer> segments) {
        if (records.device(record) == TraceRecords.UNATTRIBUTED) {
            mended++;
            return;
        }
        Mapping mapping = mapping(segments);
        for (Mapping clash : live.meeting(mapping.device(), mapping.iova(), mapping.end())) {
            mended++;
            live.unmap(clash);
            add(Op.unmap(timeUs(record), records.cpu(record), clash));
        }
        live.map(mapping);
        add(Op.map(timeUs(record), records.cpu(record), mapping));
    }

    private Mapping mapping(List<Integer> segments) {
        int first = segments.get(0);
        long[] lengths = segments.stream().mapToLong(s -> end(s) - start(s)).toArray();
        long[] physical =
                segments.stream().mapToLong(s -> records.physical(s) & -PAGE).toArray();
        int call = records.call(first);
        boolean whole = call != TraceRecords.UNATTRIBUTED
                && segments.size() == segments(call).size();
        int called = call == TraceRecords.UNATTRIBUTED ? -1 : records.callRecord(call);
        return new Mapping(
                records.device(first),
                records.direction(first),
                called < 0 ? CallKind.DMA_MAP_PAGE : records.callKind(called),
                whole ? records.address(called) : start(first),
                whole ? records.length(called) : Arrays.stream(lengths).sum(),
                start(first),
                lengths,
                physical);
    }

    private void unmap(int record) {
        int device = records.device(record);
        boolean any = false;
        boolean cut = device == TraceRecords.UNATTRIBUTED;
        if (!cut) {
            for (Mapping mapping : live.meeting(device, start(record), end(record))) {
                if (mapping.iova() >= start(record) && mapping.end() <= end(record)) {
                    live.unmap(mapping);
                    add(Op.unmap(timeUs(record), records.cpu(record), mapping));
                    any = true;
                } else {
                    cut = true;
                }
            }
        }
        mended += cut || !any ? 1 : 0;
    }

    private void add(Op op) {
        if (inBody) {
            cpus = Math.max(cpus, op.cpu() + 1);
            ops.add(op);
        }
    }

    private long start(int record) {
        return records.address(record) & -PAGE;
    }

    private long end(int record) {
        return records.address(record) + records.length(record) + PAGE - 1 & -PAGE;
    }

    /**
     * Recordings may hold a few events out of order between CPUs; nothing goes back in time here. The last unmap's own flush
     * comes after the end, which is that of replay.
     */
    private long timeUs(int record) {
        long since = Math.min(lengthUs, Math.max(0, records.timeUs(record) - startUs));
        return ops.isEmpty() ? since : Math.max(since, ops.get(ops.size() - 1).timeUs());
    }
}
