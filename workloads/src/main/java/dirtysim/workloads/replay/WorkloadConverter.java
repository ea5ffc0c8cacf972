package dirtysim.workloads.replay;

import dirtysim.guest.Workload;
import dirtysim.guest.WorkloadBuilder;
import dirtysim.host.InputException;
import dirtysim.workloads.record.DomainDevices;
import dirtysim.workloads.record.Marks;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.RecordingSummary;
import dirtysim.workloads.record.TraceRecords;
import java.util.Arrays;
import java.util.List;

/** Makes a {@link Workload} of a recording. */
public final class WorkloadConverter {
    private static final long PS_PER_US = 1_000_000;

    private final String name;
    private final TraceRecords records;
    private final WorkloadBuilder builder;
    private final CallSegments calls;
    private final DomainDevices domains;
    private final boolean lazy;
    private final long workloadBeginUs;
    private final long workloadEndUs;
    /** Null where accesses are modelled. */
    private final PlacedAccesses accesses;

    private int nextAccess;
    private long accessed;
    private long unmappedAccesses;
    private long ownerless;
    private long unknownDomains;

    private WorkloadConverter(String name, TraceRecords records, PlacedAccesses accesses) {
        this.accesses = accesses;
        this.name = name;
        this.records = records;
        lazy = lazy(records);
        int begin = Marks.workloadBegin(records);
        int end = Marks.workloadEnd(records);
        workloadBeginUs = begin >= 0 ? records.timeUs(begin) : Long.MIN_VALUE;
        workloadEndUs = end >= 0 ? records.timeUs(end) : Long.MAX_VALUE;
        builder = new WorkloadBuilder(name, lazy);
        calls = new CallSegments(records);
        domains = DomainDevices.of(records);
    }

    /**
     * Converts the part between the marks {@code T_WORKLOAD_BEGIN} and {@code T_WORKLOAD_END}, or all where they are
     * missing. What is mapped before is the setup. The body reaches from the first operation of that part to the last:
     * while the benchmark of a recording starts up, no device is at work, and a loop would repeat that pause as if it
     * belonged to the load.
     *
     * @param notes sentences that the workload shall carry
     * @throws InputException when the recording holds no mapping that could be replayed
     */
    public static Workload convert(String name, TraceRecords records, List<String> notes) {
        return convert(name, records, notes, null);
    }

    /**
     * The same, with what the devices were recorded to access in place of what the replay models. The body takes in the
     * accesses between the marks, before its first operation and after its last one too.
     *
     * @param accesses accesses of this recording, or null
     */
    public static Workload convert(String name, TraceRecords records, List<String> notes, PlacedAccesses accesses) {
        int begin = Marks.workloadBegin(records);
        int end = Marks.workloadEnd(records);
        int from = Math.max(begin, 0);
        int to = end >= 0 ? end : records.size();
        int first = firstIommu(records, from);
        requireReplayable(name, records.summary(), first >= 0 && first < to);
        return new WorkloadConverter(name, records, accesses).convert(first, to, notes);
    }

    /** Whether the guest deferred its flushes: whole-domain flushes in place of one for each unmap. */
    public static boolean lazy(TraceRecords records) {
        long unmaps = 0;
        long ranges = 0;
        boolean wholeDomains = false;
        for (int record = 0; record < records.size(); record++) {
            RecordKind kind = records.kind(record);
            unmaps += kind == RecordKind.UNMAP ? 1 : 0;
            ranges += kind == RecordKind.FLUSH_RANGE ? 1 : 0;
            wholeDomains |= kind == RecordKind.FLUSH_DOMAIN;
        }
        return wholeDomains && ranges * 2 < unmaps;
    }

    /**
     * Refuses a recording without anything to replay.
     *
     * @param anything whether any map or unmap stands where the workload's marks say
     * @throws InputException if so
     */
    public static void requireReplayable(String name, RecordingSummary summary, boolean anything) {
        if (summary.events("map") == 0) {
            throw new InputException(
                    name,
                    "there is no iommu:map event, so the guest's devices ran in passthrough or the event was not enabled,"
                            + " and there is no mapping to replay",
                    "record with events/iommu enabled, in a guest booted with intel_iommu=on iommu.passthrough=0");
        }
        if (!anything) {
            throw new InputException(
                    name,
                    "there is no map or unmap between T_WORKLOAD_BEGIN and T_WORKLOAD_END",
                    "record again with the device at work between the two marks");
        }
    }

    private static int firstIommu(TraceRecords records, int from) {
        for (int record = from; record < records.size(); record++) {
            if (records.kind(record) == RecordKind.MAP || records.kind(record) == RecordKind.UNMAP) {
                return record;
            }
        }
        return -1;
    }

    private Workload convert(int from, int to, List<String> notes) {
        notes.forEach(builder::note);
        records.summary().devices().forEach(builder::device);
        for (int device = 0;
                accesses != null && device < records.summary().devices().size();
                device++) {
            if (accesses.any(device)) {
                builder.recordedAccesses(device);
            }
        }
        int last = from;
        for (int record = 0; record < to; record++) {
            if (record == from) {
                builder.beginBody(timePs(beginUs(from)));
            }
            if (record >= from) {
                accessesBefore(record, from, to);
            }
            switch (records.kind(record)) {
                case MAP -> {
                    map(record);
                    last = record;
                }
                case UNMAP -> {
                    unmap(record);
                    last = record;
                }
                case FLUSH_DOMAIN -> {
                    flush(record);
                    last = record;
                }
                default -> {}
            }
        }
        accessesBefore(to, from, to);
        noteAccesses();
        if (ownerless > 0) {
            builder.note(ownerless + " maps and unmaps that no dma event gives a device were left out");
        }
        if (unknownDomains > 0) {
            builder.note(unknownDomains + " flushes of a domain whose device is not known flush all devices");
        }
        return builder.build(timePs(records.timeUs(last)));
    }

    private void noteAccesses() {
        if (accesses == null) {
            return;
        }
        builder.note("device accesses are those recorded in " + accesses.file() + ": " + accessed + " in the body");
        long leftOut = accesses.unmapped() + unmappedAccesses;
        if (leftOut > 0) {
            builder.note(leftOut + " recorded accesses to what the trace does not map then were left out");
        }
        List<String> names = records.summary().devices();
        for (int device = 0; device < names.size(); device++) {
            if (!accesses.any(device)) {
                builder.note("no accesses of " + names.get(device) + " were recorded, so they are modelled");
            }
        }
    }

    private void map(int record) {
        int call = records.call(record);
        if (call == TraceRecords.UNATTRIBUTED) {
            feed(record, new int[] {record});
        } else if (calls.isFirst(call, record)) {
            int[] segments = calls.of(call);
            sortByIova(segments);
            int partStart = 0;
            for (int i = 1; i <= segments.length; i++) {
                if (i == segments.length || records.address(segments[i]) != end(segments[i - 1])) {
                    feed(record, Arrays.copyOfRange(segments, partStart, i));
                    partStart = i;
                }
            }
        }
    }

    /** Feeds segments that adjoin each other, at the time of {@code record}. */
    private void feed(int record, int[] segments) {
        int device = records.device(record);
        if (device == TraceRecords.UNATTRIBUTED) {
            ownerless++;
            return;
        }
        long[] gpas = new long[segments.length];
        int[] pages = new int[segments.length];
        for (int i = 0; i < segments.length; i++) {
            gpas[i] = PageRange.first(records.physical(segments[i]));
            pages[i] = pages(segments[i]);
        }
        builder.map(
                timePs(records.timeUs(record)),
                records.cpu(record),
                device,
                records.direction(record),
                PageRange.first(records.address(segments[0])),
                gpas,
                pages);
    }

    private void unmap(int record) {
        int device = records.device(record);
        if (device == TraceRecords.UNATTRIBUTED) {
            ownerless++;
            return;
        }
        builder.unmap(
                timePs(records.timeUs(record)),
                records.cpu(record),
                device,
                PageRange.first(records.address(record)),
                pages(record));
    }

    private void flush(int record) {
        if (lazy) {
            int device = domains.device(records.domain(record));
            if (device == DomainDevices.UNKNOWN) {
                unknownDomains++;
                device = Workload.ALL_DEVICES;
            }
            builder.flush(timePs(records.timeUs(record)), records.cpu(record), device);
        }
    }

    private int pages(int record) {
        return PageRange.pages(name, record, records.address(record), records.length(record));
    }

    private long end(int record) {
        return records.address(record) + records.length(record);
    }

    /** Since the first record: a guest may have been up for longer than a long holds picoseconds. */
    private long timePs(long us) {
        return (us - records.timeUs(0)) * PS_PER_US;
    }

    /** When the body begins: with its first operation, or with the first access of the workload if that is earlier. */
    private long beginUs(int from) {
        long us = records.timeUs(from);
        for (int access = 0; accesses != null && access < accesses.size(); access++) {
            if (accesses.place(access) > from) {
                break;
            }
            us = inWorkload(access) ? Math.min(us, accesses.timeUs(access)) : us;
        }
        return us;
    }

    private boolean inWorkload(int access) {
        long us = accesses.timeUs(access);
        return us >= workloadBeginUs && us < workloadEndUs;
    }

    /** Feeds the accesses of the workload that come before a record. */
    private void accessesBefore(int record, int from, int to) {
        for (; accesses != null && nextAccess < accesses.size() && accesses.place(nextAccess) <= record; nextAccess++) {
            int place = accesses.place(nextAccess);
            if (place < from || place > to || !inWorkload(nextAccess)) {
                continue;
            }
            boolean mapped = builder.access(
                    timePs(accesses.timeUs(nextAccess)),
                    accesses.device(nextAccess),
                    accesses.iova(nextAccess),
                    accesses.bytes(nextAccess),
                    accesses.write(nextAccess));
            accessed += mapped ? 1 : 0;
            unmappedAccesses += mapped ? 0 : 1;
        }
    }

    /** The kernel maps a list from its first address upwards, so there is hardly ever anything to move. */
    private void sortByIova(int[] segments) {
        for (int i = 1; i < segments.length; i++) {
            int segment = segments[i];
            int at = i;
            while (at > 0 && Long.compareUnsigned(records.address(segments[at - 1]), records.address(segment)) > 0) {
                segments[at] = segments[at - 1];
                at--;
            }
            segments[at] = segment;
        }
    }
}
