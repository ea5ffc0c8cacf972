package dirtysim.workloads.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.engine.RandomStreams;
import dirtysim.host.InputException;
import dirtysim.workloads.record.TraceRecords;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Makes one recording of others, as a {@link Shape} says. The outcome's body is a cycle: what is mapped at its end is just
 * what was mapped at its beginning, by the same calls.
 *
 * <p>Several recordings are merged: their workloads begin at the same time, and one that is shorter than the longest begins
 * again, and is cut where that ends. Each recording and each copy has CPUs, domains and devices of its own.
 */
public final class Shaper {
    private static final int MOST_INDEX = Short.MAX_VALUE;

    private final List<NamedRecording> recordings;
    private final Shape shape;
    private final List<String> done = new ArrayList<>();
    private final ShapedRecords sink = new ShapedRecords();

    private Shaper(List<NamedRecording> recordings, Shape shape) {
        this.recordings = List.copyOf(recordings);
        this.shape = shape;
    }

    /**
     * Shapes recordings.
     *
     * @param recordings what to merge, at least one
     * @return named after the first; its provenance says what was done
     * @throws InputException if a recording holds nothing to replay, lazy and strict ones are to be merged, a rate cannot be
     *     had by scaling, or the outcome is too large for RAM, for the format or for a Java array
     */
    public static NamedRecording shape(List<NamedRecording> recordings, Shape shape) {
        return new Shaper(recordings, shape).shape();
    }

    private NamedRecording shape() {
        List<Cycle> cycles = new ArrayList<>();
        recordings.forEach(recording -> cycles.add(CycleReader.read(recording, done)));
        requireOneMode(cycles);
        requireLong(cycles);
        long recordedUs = cycles.stream().mapToLong(Cycle::lengthUs).max().orElse(0);
        cycles.replaceAll(cycle -> cycle.filling(recordedUs));
        double times = timeScale(cycles);
        cycles.replaceAll(cycle -> cycle.faster(times));
        requireLong(cycles);
        long lengthUs = cycles.get(0).lengthUs();
        MemoryLayout memory = new MemoryLayout(cycles, recordings, shape);
        List<String> devices = new ArrayList<>(deviceNames());
        long[] phases = phases(lengthUs);
        List<Copy> copies = new ArrayList<>();
        int device = 0;
        int cpu = 0;
        long domain = 1;
        long records = 0;
        for (int i = 0; i < cycles.size(); i++) {
            Cycle.Guest guest = cycles.get(i).guest();
            for (int n = 0; n < shape.devices(); n++) {
                copies.add(new Copy(
                        cycles.get(i),
                        new Copy.Own(device, cpu, domain, memory.of(i, n)),
                        phases[n],
                        shape.loops(),
                        sink));
                device += guest.devices().size();
                cpu += guest.cpus();
                domain += guest.domains().size();
            }
            records +=
                    2L * shape.devices() * shape.loops() * cycles.get(i).ops().size();
        }
        requireIndexable(device, "devices");
        requireIndexable(cpu, "CPUs");
        ShapedRecords.requireRoom(records);
        say(cycles, times);
        TraceRecords outcome = play(copies, lengthUs, devices);
        ObjectNode provenance = new ShapedProvenance(recordings, done).of(cpu, memory.ramBytes());
        return new NamedRecording(recordings.get(0).name(), outcome, provenance);
    }

    private void requireLong(List<Cycle> cycles) {
        for (int i = 0; i < cycles.size(); i++) {
            if (cycles.get(i).lengthUs() == 0) {
                throw new InputException(
                        recordings.get(i).name(),
                        "its workload takes less than a microsecond",
                        "give a longer one, or take a smaller time scale: simulate scales to the picosecond");
            }
        }
    }

    private static void requireOneMode(List<Cycle> cycles) {
        if (cycles.stream().map(cycle -> cycle.guest().lazy()).distinct().count() > 1) {
            throw new InputException(
                    "trace shape",
                    "one of the recorded guests flushes lazily, another strictly, and one guest does either",
                    "merge recordings of one mode");
        }
    }

    private static void requireIndexable(int count, String what) {
        if (count > MOST_INDEX) {
            throw new InputException(
                    "trace shape",
                    "the outcome would have " + count + " " + what + ", and a recording has at most " + MOST_INDEX,
                    "give fewer devices");
        }
    }

    private double timeScale(List<Cycle> cycles) {
        if (shape.bytesPerSecond() == 0) {
            return shape.timeScale();
        }
        double now = cycles.stream().mapToDouble(Cycle::bytesPerSecond).sum() * shape.devices();
        if (!(now > 0)) {
            throw new InputException(
                    recordings.get(0).name(),
                    "its drivers map no data in its workload, or in no time, so no time scale gives a rate",
                    "give a time scale");
        }
        return shape.bytesPerSecond() / now;
    }

    private long[] phases(long lengthUs) {
        long[] phases = new long[shape.devices()];
        for (int n = 1; n < phases.length; n++) {
            phases[n] = shape.phase() == Shape.Phase.EVEN
                    ? (long) ((double) lengthUs * n / phases.length)
                    : new RandomStreams(shape.seed())
                            .stream("phase of copy " + n).nextLong(lengthUs);
        }
        return phases;
    }

    private Set<String> deviceNames() {
        Set<String> names = new LinkedHashSet<>();
        for (NamedRecording recording : recordings) {
            for (int n = 1; n <= shape.devices(); n++) {
                for (String device : recording.records().summary().devices()) {
                    String wanted = shape.devices() == 1 ? device : device + "#" + n;
                    String name = names.contains(wanted) ? wanted + "@" + recording.name() : wanted;
                    for (int again = 2; !names.add(name); again++) {
                        name = wanted + "@" + recording.name() + "-" + again;
                    }
                }
            }
        }
        return names;
    }

    private TraceRecords play(List<Copy> copies, long lengthUs, List<String> devices) {
        if (devices.size() > 1) {
            copies.forEach(copy -> copy.introduce(devices));
        }
        copies.forEach(Copy::mapSetup);
        sink.mark(0, "T_WORKLOAD_BEGIN shaped");
        PriorityQueue<Turn> turns =
                new PriorityQueue<>(Comparator.comparingLong(Turn::atUs).thenComparingInt(Turn::place));
        for (int i = 0; i < copies.size(); i++) {
            if (copies.get(i).hasNext()) {
                turns.add(new Turn(copies.get(i).nextUs(), i));
            }
        }
        while (!turns.isEmpty()) {
            Turn turn = turns.remove();
            Copy copy = copies.get(turn.place());
            do {
                copy.perform();
            } while (copy.hasNext() && copy.nextUs() == turn.atUs());
            if (copy.hasNext()) {
                turns.add(new Turn(copy.nextUs(), turn.place()));
            }
        }
        sink.mark(lengthUs * shape.loops(), "T_WORKLOAD_END");
        return sink.build(devices);
    }

    /** When it is whose turn. */
    private record Turn(long atUs, int place) {}

    private static String digits(double value) {
        return new BigDecimal(value)
                .round(new MathContext(6, RoundingMode.HALF_UP))
                .stripTrailingZeros()
                .toPlainString();
    }

    private void say(List<Cycle> cycles, double times) {
        if (times != 1) {
            done.add(
                    shape.bytesPerSecond() > 0
                            ? "time ran " + digits(times) + " times as fast, so that drivers map "
                                    + Math.round(shape.bytesPerSecond()) + " bytes a second for all devices together"
                            : "time ran " + digits(times) + " times as fast");
        }
        if (recordings.size() > 1) {
            done.add("merged with "
                    + String.join(
                            ", ",
                            recordings.stream()
                                    .skip(1)
                                    .map(NamedRecording::name)
                                    .toList())
                    + ": all begin at once, shorter ones begin again until the longest ends");
        }
        if (shape.devices() > 1) {
            done.add("each device stands " + shape.devices() + " times, each with CPUs and IOVAs of its own, "
                    + (shape.phase() == Shape.Phase.EVEN
                            ? "evenly shifted in time"
                            : "shifted in time by seed " + shape.seed())
                    + (shape.memory() == Shape.Memory.DISJOINT ? ", in memory of its own" : ", in the same memory"));
        }
        if (shape.ramBytes() > 0) {
            done.add("pages were spread over " + (shape.ramBytes() >> 20) + " MiB of RAM");
        }
        if (shape.loops() > 1) {
            done.add("the workload was repeated " + shape.loops() + " times");
        }
        done.add("the workload is a cycle: its last operations restore what was mapped at its beginning");
        if (cycles.stream().anyMatch(cycle -> cycle.lengthUs() < 1000)) {
            done.add("times are whole microseconds, coarse for a workload this short");
        }
    }
}
