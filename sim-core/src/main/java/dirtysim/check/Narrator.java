package dirtysim.check;

import dirtysim.host.HandOver;
import dirtysim.tracking.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Makes a move and says in words what happened. */
final class Narrator {
    private static final String GUEST = "guest";
    private static final String DEVICE = "device";
    private static final String IOMMU = "IOMMU";
    private static final String MIGRATION = "migration";

    private final Machine machine;
    private final World world;

    private Narrator(Machine machine) {
        this.machine = machine;
        world = machine.world;
    }

    /** Makes the move, which must be possible. */
    static TraceLine tell(Machine machine, Move move) {
        Narrator narrator = new Narrator(machine);
        String who = narrator.who(move);
        String what = narrator.what(move);
        if (!machine.make(move)) {
            throw new IllegalStateException(move + " is not possible here");
        }
        return new TraceLine(who, what + narrator.outcome(move), narrator.state());
    }

    private String who(Move move) {
        return switch (move.kind()) {
            case MAP, UNMAP, UNMAP_LAZY, FLUSH -> GUEST;
            case GUEST_STEP -> completes() ? IOMMU : GUEST;
            case WRITE, SET_DIRTY, LAND, READ -> DEVICE;
            case EVICT -> IOMMU;
            case MIGRATION_STEP -> completes(machine.migrationThread(), world.migrationAt) ? IOMMU : MIGRATION;
            case START, COPY, QUERY, STOP, LAST_QUERY -> MIGRATION;
        };
    }

    private boolean completes() {
        if (machine.nested) {
            return world.cpuAt.stage == 1;
        }
        return world.cpu == World.UNMAP && world.lock == World.GUEST && completes(machine.cpuThread(), world.cpuAt);
    }

    private static boolean completes(ScriptMoves thread, ScriptPosition at) {
        return thread.current().kind() == Step.Kind.INVALIDATE && at.stage == 1;
    }

    private String what(Move move) {
        String iova = "IOVA " + move.iova();
        return switch (move.kind()) {
            case MAP -> (machine.nested ? "maps " : "begins to map ") + iova + " to page " + move.page();
            case UNMAP -> machine.nested ? "unmap: clears its own entry of " + iova : "begins to unmap " + iova;
            case UNMAP_LAZY -> "unmaps " + iova + " and leaves the invalidation for later";
            case FLUSH -> "begins to flush what it unmapped lazily";
            case GUEST_STEP -> guestStep();
            case WRITE -> write(move.iova());
            case SET_DIRTY -> "the walk for its write to " + iova + " reads the entry again";
            case LAND -> "its write to page " + (world.device[move.iova()] - World.FLYING) + " lands";
            case READ ->
                "reads " + iova + ", which is cached with D=" + bit(Cell.dirty(machine.device.tables(move.iova())));
            case EVICT -> "evicts " + iova + " from the IOTLB";
            case START -> "begins to track";
            case MIGRATION_STEP -> migrationPrefix() + step(machine.migrationThread(), world.migrationAt);
            case COPY -> "copies page " + move.page();
            case QUERY -> "begins a query";
            case STOP -> "stops guest and device";
            case LAST_QUERY -> machine.tracker.precopy() ? "begins the last query" : "begins to copy everything";
        };
    }

    /** What can be told only once the move is made. */
    private String outcome(Move move) {
        if (move.kind() == Move.Kind.SET_DIRTY) {
            return world.device[move.iova()] == World.QUIET
                    ? ": nothing there to write to, a fault"
                    : " and sets D; the write is in flight to page " + (world.device[move.iova()] - World.FLYING);
        }
        if (move.kind() == Move.Kind.GUEST_STEP && world.cpu == World.IDLE) {
            return "; the call returns";
        }
        return "";
    }

    private String guestStep() {
        ScriptPosition at = world.cpuAt;
        String iova = "IOVA " + world.cpuIova;
        if (world.cpu == World.MAP) {
            return switch (at.stage) {
                case 0 -> "map: takes the domain lock";
                case 1 -> "map: writes the entry of " + iova;
                default -> "map: tells the scheme and gives the lock back";
            };
        }
        if (machine.nested) {
            String range = world.cpu == World.FLUSH ? "all IOVAs" : iova;
            return (world.cpu == World.FLUSH ? "flush: " : "unmap: ") + invalidation(range, at.stage);
        }
        return "unmap: " + (world.lock == World.GUEST ? step(machine.cpuThread(), at) : "takes the domain lock");
    }

    private static String invalidation(String range, int stage) {
        return stage == 0 ? "submits the invalidation of " + range : "the invalidation of " + range + " is complete";
    }

    private String migrationPrefix() {
        return switch (world.phase) {
            case World.STARTING -> "start: ";
            case World.LAST_QUERY -> "last query: ";
            default -> "query: ";
        };
    }

    private String step(ScriptMoves thread, ScriptPosition at) {
        Step step = thread.current();
        return switch (step.kind()) {
            case LOCK -> "takes the domain lock";
            case UNLOCK -> "gives the domain lock back";
            case WORK -> "works on what the scheme remembers";
            case HARVEST -> harvest(thread.leaf(step), at.stage);
            case VISIT -> "the scheme visits " + leafName(thread.leaf(step));
            case EXCHANGE -> {
                String entry = "the entry of IOVA " + thread.leaf(step);
                yield at.stage == 0
                        ? "exchanges " + entry + " by 0, D was " + bit(Cell.dirty(world.entry[thread.leaf(step)]))
                        : "the scheme is shown what " + entry + " was";
            }
            case WRITE_PROTECT -> "clears W in the entry of IOVA " + thread.leaf(step);
            case INVALIDATE -> invalidation(step.range() == null ? "all IOVAs" : "IOVA " + thread.leaf(step), at.stage);
            case ENABLE ->
                switch (at.stage) {
                    case 0 -> "sets SSADE" + (world.trackingOn ? ", which is set already" : "");
                    case 1 -> "the PASID-cache invalidation is done: the hardware keeps D from now on";
                    default -> "the IOTLB invalidation of all IOVAs is complete";
                };
            case COPY_OUT -> handOver(step, at);
        };
    }

    private String handOver(Step step, ScriptPosition at) {
        if (step.inPlace() || world.universe.handOver() == HandOver.COPY) {
            return "hands the bitmap over";
        }
        return at.stage == ScriptMoves.WANTS_LOCK_BACK
                ? "takes the domain lock for the next system call"
                : "hands the bit of page " + at.leaf + " over";
    }

    private String harvest(int leaf, int stage) {
        return switch (stage) {
            case 0 ->
                "reads D of " + leafName(leaf) + ": "
                        + (leafCell(leaf) == Cell.NONE ? "no entry" : bit(Cell.dirty(leafCell(leaf))));
            case 1 -> "the scheme notes " + leafName(leaf) + " as dirty";
            default -> "clears D of " + leafName(leaf);
        };
    }

    private String leafName(int leaf) {
        return (machine.nested ? "page " : "IOVA ") + leaf;
    }

    private int leafCell(int leaf) {
        return machine.nested ? Cell.of(leaf, world.pageDirty[leaf], true) : world.entry[leaf];
    }

    private String write(int iova) {
        int cached = world.iotlb[iova];
        String begins = "begins to write to IOVA " + iova + ": ";
        if (Cell.writable(cached) && Cell.dirty(cached)) {
            return begins + "the IOTLB has it with D=1, in flight to page " + Cell.page(cached);
        }
        String missed = cached == Cell.NONE ? "not in the IOTLB" : "not so in the IOTLB";
        int found = machine.device.tables(iova);
        return begins
                + missed
                + (!world.hardwareTracks
                        ? ", the walk leaves D alone, in flight to page " + Cell.page(found)
                        : Cell.dirty(found)
                                ? ", the walk finds D=1, in flight to page " + Cell.page(found)
                                : ", the walk finds D=0");
    }

    private static String bit(boolean set) {
        return set ? "1" : "0";
    }

    private String state() {
        List<String> parts = new ArrayList<>();
        part(
                parts,
                machine.nested ? "guest's table" : "table",
                world.entry.length,
                v -> cell(v, world.entry[v], false));
        if (machine.nested) {
            part(parts, "D of pages", world.pageDirty.length, p -> world.pageDirty[p] ? String.valueOf(p) : null);
        }
        part(parts, "IOTLB", world.iotlb.length, v -> cell(v, world.iotlb[v], true));
        part(
                parts,
                "in flight to",
                world.device.length,
                v -> world.device[v] < World.FLYING ? null : String.valueOf(world.device[v] - World.FLYING));
        if (world.phase >= World.COPYING) {
            part(parts, "stale", world.stale.length, p -> world.stale[p] ? String.valueOf(p) : null);
            part(parts, "to copy", world.toCopy.length, p -> world.toCopy[p] ? String.valueOf(p) : null);
        }
        return String.join("; ", parts);
    }

    private static void part(List<String> parts, String name, int count, IntFunction<String> text) {
        List<String> items = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            if (text.apply(n) != null) {
                items.add(text.apply(n));
            }
        }
        if (!items.isEmpty()) {
            parts.add(name + " " + String.join(", ", items));
        }
    }

    private String cell(int iova, int cell, boolean cached) {
        if (cell == Cell.NONE) {
            return null;
        }
        boolean showsDirty = cached || !machine.nested;
        return iova + ">" + Cell.page(cell)
                + (showsDirty ? " D=" + bit(Cell.dirty(cell)) : "")
                + (Cell.writable(cell) ? "" : " W=0");
    }
}
