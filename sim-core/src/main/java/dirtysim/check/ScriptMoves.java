package dirtysim.check;

import dirtysim.host.HandOver;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.PageSize;
import dirtysim.tracking.Step;
import dirtysim.tracking.Steps;

/**
 * One thread of the host that carries out a script, one access to shared state at a time: of a harvested leaf it reads D, then
 * the visitor sees it, then D is cleared; of an exchanged entry it takes the old value, then the visitor sees it; an
 * invalidation is submitted, then it completes.
 */
final class ScriptMoves {
    /** Stage of a hand-over between two system calls, the script holding the domain lock in both. */
    static final int WANTS_LOCK_BACK = 1;

    private final Machine machine;
    private final World world;
    private final Steps script;
    private final ScriptPosition at;
    private final int self;
    private final GfnBitmap handed;

    ScriptMoves(Machine machine, Steps script, ScriptPosition at, int self) {
        this.machine = machine;
        this.world = machine.world;
        this.script = script;
        this.at = at;
        this.self = self;
        handed = new GfnBitmap(world.stale.length);
    }

    /** Ends the writing of the script. */
    void sealed() {
        script.seal();
        at.reset();
        if (script.size() > ScriptPosition.MOST_STEPS) {
            throw new IllegalStateException("a script has " + script.size() + " steps; the checker takes "
                    + ScriptPosition.MOST_STEPS + " at the most");
        }
    }

    /** Whether all steps are done. */
    boolean done() {
        return at.at == script.size();
    }

    /** The step that comes next or is under way. */
    Step current() {
        return script.step(at.at);
    }

    /**
     * Does the next access.
     *
     * @return false if it is not possible now, and then nothing has changed
     */
    boolean step() {
        Step step = current();
        switch (step.kind()) {
            case LOCK -> {
                requireMigration("takes the domain lock");
                if (world.lock == self) {
                    throw new IllegalStateException("a script takes the domain lock, which it holds");
                }
                if (world.lock != World.NOBODY) {
                    return false;
                }
                world.lock = self;
                at.nextStep();
            }
            case UNLOCK -> {
                requireMigration("gives the domain lock back");
                if (world.lock != self) {
                    throw new IllegalStateException("a script gives the domain lock back, which it does not hold");
                }
                world.lock = World.NOBODY;
                at.nextStep();
            }
            case WORK -> {
                machine.schemeRuns();
                if (!step.chunk().run()) {
                    at.nextStep();
                }
            }
            case HARVEST -> harvest(step);
            case VISIT -> visit(step);
            case EXCHANGE -> exchange(step);
            case WRITE_PROTECT -> {
                int iova = machine.host.number(step.range());
                world.entry[iova] = Cell.protectedFromWrites(world.entry[iova]);
                at.nextStep();
            }
            case INVALIDATE -> {
                return invalidate(step);
            }
            case ENABLE -> {
                return enable();
            }
            case COPY_OUT -> {
                return copyOut(step);
            }
        }
        return true;
    }

    private void requireMigration(String what) {
        if (self != World.MIGRATION) {
            throw new IllegalStateException("the script of an unmap " + what + ", which is held for it");
        }
    }

    /** Leaves of the table that a step goes through: under nesting pages, else IOVAs. */
    private int leaves(Step step) {
        if (step.range() != null) {
            return 1;
        }
        return machine.nested ? world.pageDirty.length : world.entry.length;
    }

    /** Number of the leaf that the step is at. */
    int leaf(Step step) {
        return step.range() == null ? at.leaf : machine.host.number(step.range());
    }

    private int cell(int leaf) {
        return machine.nested ? Cell.of(leaf, world.pageDirty[leaf], true) : world.entry[leaf];
    }

    private void show(Step step, int leaf) {
        machine.schemeRuns();
        long input = machine.nested ? leaf * PageSize.SIZE_4K.bytes() : CheckHost.iova(leaf);
        step.visitor().visit(step.device(), input, PageSize.SIZE_4K, CheckHost.entry(at.read));
    }

    private void nextLeaf(Step step) {
        at.nextLeaf();
        if (at.leaf == leaves(step)) {
            at.nextStep();
        }
    }

    private void harvest(Step step) {
        int leaf = leaf(step);
        switch (at.stage) {
            case 0 -> {
                if (Cell.dirty(cell(leaf))) {
                    at.read = cell(leaf);
                    at.stage = 1;
                } else {
                    nextLeaf(step);
                }
            }
            case 1 -> {
                show(step, leaf);
                if (step.clears()) {
                    at.stage = 2;
                } else {
                    nextLeaf(step);
                }
            }
            default -> {
                if (machine.nested) {
                    world.pageDirty[leaf] = false;
                } else {
                    world.entry[leaf] = Cell.withDirty(world.entry[leaf], false);
                }
                nextLeaf(step);
            }
        }
    }

    private void visit(Step step) {
        int leaf = leaf(step);
        at.read = cell(leaf);
        if (at.read != Cell.NONE) {
            show(step, leaf);
        }
        nextLeaf(step);
    }

    private void exchange(Step step) {
        int iova = machine.host.number(step.range());
        if (at.stage == 0) {
            if (self != World.GUEST || iova != world.cpuIova || world.entry[iova] == Cell.NONE) {
                throw new IllegalStateException(
                        "an entry is exchanged that is not there to be unmapped, of IOVA " + iova);
            }
            at.read = world.entry[iova];
            world.entry[iova] = Cell.NONE;
            at.stage = 1;
            return;
        }
        show(step, iova);
        at.nextStep();
    }

    private boolean invalidate(Step step) {
        if (at.stage == 0) {
            at.stage = 1;
            return true;
        }
        if (!machine.invalidate(step.range() == null ? -1 : machine.host.number(step.range()))) {
            return false;
        }
        at.nextStep();
        return true;
    }

    /** SSADE is written; then the PASID cache and the IOTLB go, in this order. */
    private boolean enable() {
        switch (at.stage) {
            case 0 -> {
                if (world.trackingOn) {
                    at.nextStep();
                    return true;
                }
                world.trackingOn = true;
                at.stage = 1;
            }
            case 1 -> {
                world.hardwareTracks = true;
                at.stage = 2;
            }
            default -> {
                if (!machine.invalidate(-1)) {
                    return false;
                }
                at.nextStep();
            }
        }
        return true;
    }

    private boolean copyOut(Step step) {
        if (self != World.MIGRATION || world.phase == World.STARTING) {
            throw new IllegalStateException("a script hands a bitmap over, and is not a query's");
        }
        if (at.stage == WANTS_LOCK_BACK) {
            if (world.lock != World.NOBODY) {
                return false;
            }
            world.lock = self;
            at.stage = 0;
            return true;
        }
        machine.schemeRuns();
        HandOver path = world.universe.handOver();
        if (step.inPlace() || path == HandOver.COPY) {
            take(step, 0, world.stale.length);
            at.nextStep();
            return true;
        }
        take(step, at.leaf, at.leaf + 1);
        at.nextLeaf();
        if (at.leaf == world.stale.length) {
            at.nextStep();
        } else if (path != HandOver.WINDOWS && world.lock == self) {
            // The next chunk is another system call.
            world.lock = World.NOBODY;
            at.stage = WANTS_LOCK_BACK;
        }
        return true;
    }

    private void take(Step step, long from, long to) {
        step.bitmap().drainInto(handed, from, to);
        for (long gfn = handed.next(0); gfn >= 0; gfn = handed.next(gfn + 1)) {
            world.toCopy[(int) gfn] = true;
        }
        handed.clearAll();
    }
}
