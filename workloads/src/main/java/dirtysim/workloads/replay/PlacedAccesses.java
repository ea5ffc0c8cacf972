package dirtysim.workloads.replay;

import dirtysim.host.InputException;
import dirtysim.workloads.access.DeviceAccess;
import dirtysim.workloads.record.TraceRecords;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Recorded device accesses, each with its place among the records of the trace that it belongs to. In memory: some 40 bytes an
 * access.
 */
public final class PlacedAccesses {
    private static final String MEND = "give the accesses that were recorded with this trace, or have them modelled";

    private final String file;
    private final TraceRecords records;
    private final Map<String, AccessPlaces> places = new TreeMap<>();
    private int[] place = new int[1024];
    private int[] device = new int[1024];
    private long[] timeUs = new long[1024];
    private long[] iova = new long[1024];
    private short[] bytes = new short[1024];
    private boolean[] write = new boolean[1024];
    private int size;
    private long unmapped;
    private long[] order;

    private PlacedAccesses(String file, TraceRecords records) {
        this.file = file;
        this.records = records;
    }

    /**
     * Finds the place of each access.
     *
     * @param file what messages and notes call the accesses
     * @param records the trace, which must not have lost flushes
     * @param source is told whom to tell of each access, in the order in which they were made
     * @throws InputException if a device of the accesses is none of the trace, or none of them hits a mapping of the trace
     */
    public static PlacedAccesses of(String file, TraceRecords records, Consumer<Consumer<DeviceAccess>> source) {
        PlacedAccesses placed = new PlacedAccesses(file, records);
        source.accept(placed::add);
        if (placed.size == 0) {
            throw new InputException(file, "no access in it goes to what the trace maps there", MEND);
        }
        placed.sort();
        return placed;
    }

    private void add(DeviceAccess access) {
        AccessPlaces device = places.get(access.requester());
        if (device == null) {
            device = new AccessPlaces(records, number(access.requester()), access.domain());
            places.put(access.requester(), device);
        }
        int found = device.of(access);
        if (found == AccessPlaces.NOWHERE) {
            unmapped++;
            return;
        }
        if (size == place.length) {
            grow();
        }
        place[size] = found;
        this.device[size] = device.device();
        timeUs[size] = device.timeUs();
        iova[size] = access.iova();
        bytes[size] = (short) access.bytes();
        write[size++] = access.write();
    }

    private int number(String requester) {
        int known = records.summary().devices().indexOf(requester);
        if (known >= 0) {
            return known;
        }
        if (records.summary().devices().size() == 1 && !records.summary().hasDmaEvents() && places.isEmpty()) {
            return 0;
        }
        throw new InputException(
                file,
                "there are accesses of device " + requester + ", and the trace knows "
                        + String.join(", ", records.summary().devices()),
                MEND);
    }

    /** By their places; those of one place as they were made. */
    private void sort() {
        order = new long[size];
        for (int access = 0; access < size; access++) {
            order[access] = (long) place[access] << Integer.SIZE | access;
        }
        Arrays.sort(order);
    }

    private void grow() {
        int larger = size * 2;
        place = Arrays.copyOf(place, larger);
        device = Arrays.copyOf(device, larger);
        timeUs = Arrays.copyOf(timeUs, larger);
        iova = Arrays.copyOf(iova, larger);
        bytes = Arrays.copyOf(bytes, larger);
        write = Arrays.copyOf(write, larger);
    }

    /** What messages and notes call the accesses. */
    String file() {
        return file;
    }

    /** Accesses that have a place. */
    int size() {
        return size;
    }

    /** Accesses that go to nothing that the trace maps about then. */
    long unmapped() {
        return unmapped;
    }

    /** Whether there are accesses of a device. */
    boolean any(int ofDevice) {
        return places.values().stream().anyMatch(known -> known.device() == ofDevice);
    }

    /** The record that the n-th access in this order comes before. */
    int place(int n) {
        return place[(int) order[n]];
    }

    /** Its device. */
    int device(int n) {
        return device[(int) order[n]];
    }

    /** When it was made, on the trace's clock; not after its mapping has gone. */
    long timeUs(int n) {
        return timeUs[(int) order[n]];
    }

    /** Its address. */
    long iova(int n) {
        return iova[(int) order[n]];
    }

    /** Its bytes. */
    int bytes(int n) {
        return bytes[(int) order[n]];
    }

    /** Whether it wrote. */
    boolean write(int n) {
        return write[(int) order[n]];
    }
}
