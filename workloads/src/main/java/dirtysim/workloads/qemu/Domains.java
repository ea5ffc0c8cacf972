package dirtysim.workloads.qemu;

import dirtysim.workloads.record.Limits;
import dirtysim.workloads.text.MalformedLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The domains of a log, numbered in the order of their first map, and what is mapped in each. */
final class Domains {
    private final Map<Long, Integer> numbers = new TreeMap<>();
    private final List<TreeMap<Long, Mapping>> live = new ArrayList<>();
    private final Map<Long, String> devices = new TreeMap<>();

    /** What one IOVA is mapped to. */
    record Mapping(long gpa, long bytes) {}

    /** Number of a domain, as a device. */
    int number(long domain) throws MalformedLine {
        Integer number = numbers.get(domain);
        if (number == null) {
            if (live.size() == Limits.MOST_DEVICES) {
                throw new MalformedLine("more than " + Limits.MOST_DEVICES + " domains");
            }
            number = live.size();
            numbers.put(domain, number);
            live.add(new TreeMap<>());
        }
        return number;
    }

    TreeMap<Long, Mapping> live(int number) {
        return live.get(number);
    }

    /** The domains so far. */
    Iterable<Long> all() {
        return numbers.keySet();
    }

    /** Says whose domain it is; the first device counts. */
    void name(long domain, String device) {
        devices.putIfAbsent(domain, device);
    }

    /** The domain of a device, or -1. */
    long domainOf(String device) {
        for (Map.Entry<Long, String> each : devices.entrySet()) {
            if (each.getValue().equals(device)) {
                return each.getKey();
            }
        }
        return -1;
    }

    /** Names by number. */
    List<String> names() {
        String[] names = new String[live.size()];
        numbers.forEach((domain, number) ->
                names[number] = devices.getOrDefault(domain, "domain 0x" + Long.toHexString(domain)));
        return List.of(names);
    }
}
