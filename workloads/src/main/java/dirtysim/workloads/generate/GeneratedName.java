package dirtysim.workloads.generate;

import dirtysim.guest.Workload;
import dirtysim.host.InputException;
import dirtysim.workloads.fit.FittedModel;
import dirtysim.workloads.record.TraceRecords;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The name of a generated workload: {@code generated:KIND,KEY=VALUE,...}, or several of these joined by plus signs for a
 * guest in which they run at once. What is not given has its default. The canonical form lists, in the order of the kind,
 * the parameters that studies vary and those that differ from their defaults, so two names of one workload are one.
 */
public final class GeneratedName {
    /** What every such name begins with. */
    public static final String PREFIX = "generated:";

    /** The kinds there are. */
    public static final List<WorkloadKind> KINDS = List.of(
            new SteadyKind(), new NicKind(), new NvmeKind(), new VirtioKind(), new RdmaKind(), new FittedKind());

    private final List<KindValues> parts;

    private GeneratedName(List<KindValues> parts) {
        this.parts = parts;
    }

    /** Whether a trace's name is that of a generated workload. */
    public static boolean is(String name) {
        return name.startsWith(PREFIX);
    }

    /**
     * Reads a name.
     *
     * @param text what the user wrote, which {@link #is} such a name
     * @param where what to blame in an error
     * @throws InputException at an unknown kind or key, a key given twice, or a value that is none
     */
    public static GeneratedName parse(String text, String where) {
        List<KindValues> parts = Stream.of(text.substring(PREFIX.length()).split("\\+", -1))
                .map(part -> KindValues.parse(part, where))
                .toList();
        if (parts.size() > 1) {
            requireOneGuest(parts, where);
        }
        return new GeneratedName(parts);
    }

    private static void requireOneGuest(List<KindValues> parts, String where) {
        for (KindValues part : parts) {
            if (!(part.kind() instanceof DriverKind)) {
                throw new InputException(
                        where, part.kind().id() + " cannot be joined with other kinds", "name it alone");
            }
        }
        for (KindValues part : parts.subList(1, parts.size())) {
            part.firstGiven(DriverKind.OF_THE_GUEST).ifPresent(key -> {
                throw new InputException(
                        where, key + " is of the whole guest", "give it in the first part, before any plus sign");
            });
        }
    }

    /** The guest that parameters stand for, unscaled, with seed 1: what a fit is judged by. */
    public static Workload synthetic(FittedModel model) {
        WorkloadKind kind = new FittedKind(model);
        return kind.generate(KindValues.standard(kind));
    }

    /** Makes the workload. */
    public Workload workload() {
        return parts.size() == 1
                ? parts.get(0).kind().generate(parts.get(0))
                : new GuestRun(parts, canonical()).workload();
    }

    /**
     * Makes a recording of the workload, which has times in whole microseconds.
     *
     * @throws InputException if it is of a kind that no recording can hold
     */
    public TraceRecords records() {
        if (!(parts.get(0).kind() instanceof DriverKind)) {
            throw new InputException(
                    canonical(),
                    "its device writes at a rate of its own, which no trace holds",
                    "name it where a trace is asked for, as in simulate --trace " + canonical());
        }
        return new GuestRun(parts, canonical()).records();
    }

    /** The canonical form. */
    public String canonical() {
        return PREFIX + parts.stream().map(KindValues::canonical).collect(Collectors.joining("+"));
    }

    @Override
    public String toString() {
        return canonical();
    }
}
