package dirtysim.workloads.record;

import dirtysim.host.PlainText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of a recording beside its records.
 *
 * @param devices names of the devices in the order of their first mapping call
 * @param events number of events by name, in the order of their first appearance
 * @param lostEvents events that the recorder dropped, as far as it says
 * @param lostGaps places where the recorder says so
 * @param outOfOrder events with a time before that of the event before
 */
public record RecordingSummary(
        List<String> devices, Map<String, Long> events, long lostEvents, long lostGaps, long outOfOrder) {
    /** Copies its arguments; what in a name would act on a terminal is written out. */
    public RecordingSummary {
        devices = devices.stream().map(PlainText::of).toList();
        events = Collections.unmodifiableMap(new LinkedHashMap<>(events));
    }

    /** Number of events of all names. */
    public long totalEvents() {
        return events.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Number of events of one name. */
    public long events(String name) {
        return events.getOrDefault(name, 0L);
    }

    /** Device of a recording that names none. */
    public static final String UNKNOWN_DEVICE = "unknown";

    /** Whether the recording says which device a mapping is for. */
    public boolean namesDevices() {
        return hasDmaEvents() || !devices.isEmpty() && !devices.equals(List.of(UNKNOWN_DEVICE));
    }

    /** Whether any {@code dma:*} event was recorded; without them nothing names a device. */
    public boolean hasDmaEvents() {
        return events.keySet().stream().anyMatch(name -> name.startsWith("dma_"));
    }
}
