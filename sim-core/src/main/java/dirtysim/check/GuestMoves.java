package dirtysim.check;

import static dirtysim.check.World.FLUSH;
import static dirtysim.check.World.FREE;
import static dirtysim.check.World.GUEST;
import static dirtysim.check.World.IDLE;
import static dirtysim.check.World.LEAVING;
import static dirtysim.check.World.LIVE;
import static dirtysim.check.World.MAP;
import static dirtysim.check.World.NOBODY;
import static dirtysim.check.World.QUIET;
import static dirtysim.check.World.STOPPED;
import static dirtysim.check.World.UNFLUSHED;
import static dirtysim.check.World.UNMAP;

import dirtysim.tracking.GuestPart;

/** What the guest does, and the host for it; {@link Machine} says when. */
final class GuestMoves {
    private final Machine machine;
    private final World world;
    private final ScriptMoves cpuThread;
    private final GuestPart guestPart;

    /** @param cpuThread carries out the scripts of unmaps */
    GuestMoves(Machine machine, ScriptMoves cpuThread) {
        this.machine = machine;
        this.cpuThread = cpuThread;
        world = machine.world;
        guestPart = machine.nested ? machine.tracker.guestPart() : null;
    }

    private boolean guestIdle() {
        return world.cpu == IDLE && world.phase < STOPPED;
    }

    /** Begins to map a page at an IOVA. */
    boolean map(int iova, int page) {
        if (!guestIdle() || world.guest[iova] != FREE) {
            return false;
        }
        if (machine.nested) {
            world.entry[iova] = Cell.of(page, true, true);
            world.guest[iova] = LIVE;
            if (guestPart != null) {
                machine.schemeRuns();
                guestPart.mapped(page, true);
            }
        } else {
            world.cpu = MAP;
            world.cpuIova = iova;
            world.cpuPage = page;
        }
        return true;
    }

    /** Begins to unmap an IOVA; lazily, its flush is left to later. */
    boolean unmap(int iova, boolean lazily) {
        boolean driverReady = world.universe.writesDuringUnmap() || world.device[iova] == QUIET;
        if (!guestIdle() || world.guest[iova] != LIVE || !driverReady) {
            return false;
        }
        if (guestPart != null) {
            machine.schemeRuns();
            guestPart.unmapping(Cell.page(world.entry[iova]), true);
        }
        if (machine.nested) {
            world.entry[iova] = Cell.NONE;
        }
        if (lazily) {
            world.guest[iova] = UNFLUSHED;
        } else {
            world.guest[iova] = LEAVING;
            world.cpu = UNMAP;
            world.cpuIova = iova;
        }
        return true;
    }

    /** Begins to flush what was unmapped lazily. */
    boolean flush() {
        if (!guestIdle() || !anyUnflushed()) {
            return false;
        }
        world.cpu = FLUSH;
        return true;
    }

    private boolean anyUnflushed() {
        for (int state : world.guest) {
            if (state == UNFLUSHED) {
                return true;
            }
        }
        return false;
    }

    /** The next step of a trapped operation. */
    boolean step() {
        switch (world.cpu) {
            case MAP:
                return mapStep();
            case UNMAP:
                return machine.nested ? nestedInvalidation() : unmapStep();
            case FLUSH:
                return nestedInvalidation();
            default:
                return false;
        }
    }

    /** Stages of a trapped map: lock, entry, tell the scheme and give the lock back. */
    private boolean mapStep() {
        ScriptPosition at = world.cpuAt;
        int iova = world.cpuIova;
        switch (at.stage) {
            case 0 -> {
                if (world.lock != NOBODY) {
                    return false;
                }
                world.lock = GUEST;
                at.stage = 1;
            }
            case 1 -> {
                world.entry[iova] = Cell.of(world.cpuPage, false, true);
                world.record[iova] = world.cpuPage + 1;
                at.stage = 2;
            }
            default -> {
                machine.schemeRuns();
                machine.tracker.mapped(machine.host.range(iova));
                world.guest[iova] = LIVE;
                world.lock = NOBODY;
                guestDone();
            }
        }
        return true;
    }

    private boolean unmapStep() {
        if (world.lock != GUEST) {
            if (world.lock != NOBODY) {
                return false;
            }
            world.lock = GUEST;
            machine.schemeRuns();
            machine.tracker.unmapping(machine.host.range(world.cpuIova), machine.cpuScript.blank());
            cpuThread.sealed();
            endUnmapIfDone();
            return true;
        }
        if (!cpuThread.step()) {
            return false;
        }
        endUnmapIfDone();
        return true;
    }

    private void endUnmapIfDone() {
        if (!cpuThread.done()) {
            return;
        }
        int iova = world.cpuIova;
        if (world.entry[iova] != Cell.NONE) {
            throw new IllegalStateException("the script of an unmap left the entry of IOVA " + iova + " in place");
        }
        machine.schemeRuns();
        machine.cpuScript.blank();
        world.record[iova] = 0;
        world.guest[iova] = FREE;
        world.lock = NOBODY;
        guestDone();
    }

    /** A machine.nested guest's own invalidation, of one IOVA or of all. */
    private boolean nestedInvalidation() {
        ScriptPosition at = world.cpuAt;
        if (at.stage == 0) {
            at.stage = 1;
            return true;
        }
        boolean all = world.cpu == FLUSH;
        if (!machine.invalidate(all ? -1 : world.cpuIova)) {
            return false;
        }
        for (int v = 0; v < world.guest.length; v++) {
            if (all ? world.guest[v] == UNFLUSHED : v == world.cpuIova) {
                world.guest[v] = FREE;
            }
        }
        guestDone();
        return true;
    }

    private void guestDone() {
        world.cpu = IDLE;
        world.cpuIova = 0;
        world.cpuPage = 0;
        world.cpuAt.reset();
    }
}
