package dirtysim.check;

import static dirtysim.check.World.BEFORE;
import static dirtysim.check.World.COPYING;
import static dirtysim.check.World.FLUSH;
import static dirtysim.check.World.FLYING;
import static dirtysim.check.World.FREE;
import static dirtysim.check.World.GUEST;
import static dirtysim.check.World.IDLE;
import static dirtysim.check.World.LAST_COPIES;
import static dirtysim.check.World.LAST_QUERY;
import static dirtysim.check.World.LEAVING;
import static dirtysim.check.World.LIVE;
import static dirtysim.check.World.MAP;
import static dirtysim.check.World.MIGRATION;
import static dirtysim.check.World.NOBODY;
import static dirtysim.check.World.QUERYING;
import static dirtysim.check.World.QUIET;
import static dirtysim.check.World.STARTING;
import static dirtysim.check.World.STOPPED;
import static dirtysim.check.World.UNFLUSHED;
import static dirtysim.check.World.UNMAP;
import static dirtysim.check.World.WALKED;

import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.GuestPart;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Steps;
import java.util.Arrays;
import java.util.List;

/**
 * The rules: which steps are possible in a state, and what each does. A {@link Move} is one step of one party at one instant.
 *
 * <table>
 * <caption>Who moves, and when</caption>
 * <tr><th>party</th><th>move</th><th>possible</th></tr>
 * <tr><td>guest</td><td>map, unmap, lazy unmap, flush</td><td>before the stop, one at a time</td></tr>
 * <tr><td></td><td>next step of a trapped operation</td><td>at any time, locks permitting</td></tr>
 * <tr><td>device</td><td>begin a write or read</td><td>before the stop, to an IOVA that is mapped, and while it is being
 *     unmapped if the universe says so</td></tr>
 * <tr><td></td><td>set D; let a write land</td><td>at any time once begun</td></tr>
 * <tr><td>IOMMU</td><td>evict an IOTLB entry</td><td>at any time</td></tr>
 * <tr><td></td><td>complete an invalidation</td><td>when no write that it covers is in flight</td></tr>
 * <tr><td>migration</td><td>next step of a script</td><td>locks permitting</td></tr>
 * <tr><td></td><td>copy a page</td><td>once it is known to be dirty</td></tr>
 * <tr><td></td><td>query</td><td>when nothing is left to copy</td></tr>
 * <tr><td></td><td>stop guest and device</td><td>between queries</td></tr>
 * <tr><td></td><td>last query</td><td>after the stop, when the device has come to rest</td></tr>
 * </table>
 */
final class Machine {
    final World world;
    final CheckHost host;
    final DirtyTracker tracker;
    final Steps cpuScript = new Steps();
    final Steps migrationScript = new Steps();
    final boolean nested;
    private final GuestPart guestPart;

    private final List<Move> moves;
    private final ScriptMoves cpuThread;
    private final ScriptMoves migrationThread;
    /** Whether the scheme's own code has run since this was last set to false. */
    private boolean schemeRan;

    Machine(Universe universe, DirtyTracker tracker) {
        this.tracker = tracker;
        world = new World(universe);
        host = new CheckHost(world);
        nested = tracker.platform() != Platform.SHADOW;
        moves = Move.all(universe, nested);
        cpuThread = new ScriptMoves(this, cpuScript, world.cpuAt, GUEST);
        migrationThread = new ScriptMoves(this, migrationScript, world.migrationAt, MIGRATION);
        tracker.attach(host);
        guestPart = nested ? tracker.guestPart() : null;
    }

    /** Every move that there is; most are impossible in a given state. */
    List<Move> moves() {
        return moves;
    }

    /** What the guest's CPU carries out. */
    ScriptMoves cpuThread() {
        return cpuThread;
    }

    /** What the migration thread carries out. */
    ScriptMoves migrationThread() {
        return migrationThread;
    }

    void schemeRuns() {
        schemeRan = true;
    }

    /** Whether the scheme's own code has run since the last call. */
    boolean takeSchemeRan() {
        boolean ran = schemeRan;
        schemeRan = false;
        return ran;
    }

    /** Whether the migration is complete. */
    boolean complete() {
        return world.phase == LAST_COPIES && !world.somethingToCopy();
    }

    /**
     * Makes a move, if it is possible.
     *
     * @return whether it was; if not, nothing has changed
     */
    boolean make(Move move) {
        return switch (move.kind()) {
            case MAP -> map(move.iova(), move.page());
            case UNMAP -> unmap(move.iova(), false);
            case UNMAP_LAZY -> unmap(move.iova(), true);
            case FLUSH -> flush();
            case GUEST_STEP -> guestStep();
            case WRITE -> write(move.iova());
            case READ -> read(move.iova());
            case SET_DIRTY -> setDirty(move.iova());
            case LAND -> land(move.iova());
            case EVICT -> evict(move.iova());
            case START -> start();
            case MIGRATION_STEP -> migrationStep();
            case COPY -> copy(move.page());
            case QUERY -> query();
            case STOP -> stop();
            case LAST_QUERY -> lastQuery();
        };
    }

    private boolean guestIdle() {
        return world.cpu == IDLE && world.phase < STOPPED;
    }

    private boolean map(int iova, int page) {
        if (!guestIdle() || world.guest[iova] != FREE) {
            return false;
        }
        if (nested) {
            world.entry[iova] = Cell.of(page, true, true);
            world.guest[iova] = LIVE;
            if (guestPart != null) {
                schemeRuns();
                guestPart.mapped(page, true);
            }
        } else {
            world.cpu = MAP;
            world.cpuIova = iova;
            world.cpuPage = page;
        }
        return true;
    }

    private boolean unmap(int iova, boolean lazily) {
        boolean driverReady = world.universe.writesDuringUnmap() || world.device[iova] == QUIET;
        if (!guestIdle() || world.guest[iova] != LIVE || !driverReady) {
            return false;
        }
        if (guestPart != null) {
            schemeRuns();
            guestPart.unmapping(Cell.page(world.entry[iova]), true);
        }
        if (nested) {
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

    private boolean flush() {
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

    private boolean guestStep() {
        switch (world.cpu) {
            case MAP:
                return mapStep();
            case UNMAP:
                return nested ? nestedInvalidation() : unmapStep();
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
                schemeRuns();
                tracker.mapped(host.range(iova));
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
            schemeRuns();
            tracker.unmapping(host.range(world.cpuIova), cpuScript.blank());
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
        schemeRuns();
        cpuScript.blank();
        world.record[iova] = 0;
        world.guest[iova] = FREE;
        world.lock = NOBODY;
        guestDone();
    }

    /** A nested guest's own invalidation, of one IOVA or of all. */
    private boolean nestedInvalidation() {
        ScriptPosition at = world.cpuAt;
        if (at.stage == 0) {
            at.stage = 1;
            return true;
        }
        boolean all = world.cpu == FLUSH;
        if (!invalidate(all ? -1 : world.cpuIova)) {
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

    /** Completes an invalidation of one IOVA, or of all if it is -1; false while a write that it covers is in flight. */
    boolean invalidate(int iova) {
        for (int v = 0; v < world.device.length; v++) {
            if ((iova < 0 || v == iova) && world.device[v] >= FLYING) {
                return false;
            }
        }
        for (int v = 0; v < world.iotlb.length; v++) {
            if (iova < 0 || v == iova) {
                world.iotlb[v] = Cell.NONE;
            }
        }
        return true;
    }

    /** The translation that the tables hold for an IOVA now, D that of the second level. */
    int tables(int iova) {
        int cell = world.entry[iova];
        return nested && cell != Cell.NONE ? Cell.withDirty(cell, world.pageDirty[Cell.page(cell)]) : cell;
    }

    private boolean write(int iova) {
        if (!world.usable(iova) || world.device[iova] != QUIET) {
            return false;
        }
        int cached = world.iotlb[iova];
        if (Cell.writable(cached) && Cell.dirty(cached)) {
            world.device[iova] = FLYING + Cell.page(cached);
            return true;
        }
        int found = tables(iova);
        if (!Cell.writable(found)) {
            return false;
        }
        if (Cell.dirty(found) || !world.hardwareTracks) {
            translated(iova, Cell.withDirty(found, true));
        } else {
            world.device[iova] = WALKED;
        }
        return true;
    }

    private void translated(int iova, int cell) {
        world.iotlb[iova] = cell;
        world.device[iova] = FLYING + Cell.page(cell);
    }

    private boolean setDirty(int iova) {
        if (world.device[iova] != WALKED) {
            return false;
        }
        int found = tables(iova);
        if (!Cell.writable(found)) {
            world.device[iova] = QUIET;
            return true;
        }
        if (nested) {
            world.pageDirty[Cell.page(found)] = true;
        } else {
            world.entry[iova] = Cell.withDirty(found, true);
        }
        translated(iova, Cell.withDirty(found, true));
        return true;
    }

    private boolean land(int iova) {
        if (world.device[iova] < FLYING) {
            return false;
        }
        int page = world.device[iova] - FLYING;
        world.stale[page] = true;
        world.device[iova] = QUIET;
        schemeRuns();
        host.writing(tracker.platform() == Platform.EMULATED ? page : -1);
        tracker.deviceWrote(0, CheckHost.iova(iova));
        host.writing(-1);
        return true;
    }

    private boolean read(int iova) {
        if (!world.usable(iova) || world.iotlb[iova] != Cell.NONE || tables(iova) == Cell.NONE) {
            return false;
        }
        // What is cached while SSADE is off has no D to set, and lets writes through.
        world.iotlb[iova] = world.hardwareTracks ? tables(iova) : Cell.withDirty(tables(iova), true);
        return true;
    }

    private boolean evict(int iova) {
        if (world.iotlb[iova] == Cell.NONE) {
            return false;
        }
        world.iotlb[iova] = Cell.NONE;
        return true;
    }

    private boolean start() {
        if (world.phase != BEFORE || !tracker.precopy()) {
            return false;
        }
        world.phase = STARTING;
        schemeRuns();
        tracker.started(migrationScript.blank());
        migrationThread.sealed();
        endScriptIfDone();
        return true;
    }

    private boolean query() {
        boolean due = world.phase == COPYING && !world.somethingToCopy() && world.queries < world.universe.queries();
        if (due) {
            world.queries++;
            beginQuery(QUERYING);
        }
        return due;
    }

    private boolean lastQuery() {
        boolean due = world.phase == STOPPED && world.deviceQuiet();
        if (due) {
            // The device has come to rest: whatever is cached for it makes no difference any more.
            Arrays.fill(world.iotlb, Cell.NONE);
            if (tracker.precopy()) {
                beginQuery(LAST_QUERY);
            } else {
                Arrays.fill(world.toCopy, true);
                world.phase = LAST_COPIES;
            }
        }
        return due;
    }

    private void beginQuery(int phase) {
        world.phase = phase;
        schemeRuns();
        tracker.query(migrationScript.blank());
        migrationThread.sealed();
        endScriptIfDone();
    }

    private boolean migrationStep() {
        boolean scripted = world.phase == STARTING || world.phase == QUERYING || world.phase == LAST_QUERY;
        if (!scripted || !migrationThread.step()) {
            return false;
        }
        endScriptIfDone();
        return true;
    }

    private void endScriptIfDone() {
        if (!migrationThread.done()) {
            return;
        }
        schemeRuns();
        migrationScript.blank();
        world.migrationAt.reset();
        if (world.lock == MIGRATION) {
            throw new IllegalStateException("a script ended without giving the domain lock back");
        }
        if (world.phase == STARTING) {
            Arrays.fill(world.toCopy, true);
        }
        world.phase = world.phase == LAST_QUERY ? LAST_COPIES : COPYING;
    }

    private boolean copy(int page) {
        if (!world.toCopy[page]) {
            return false;
        }
        world.toCopy[page] = false;
        world.stale[page] = false;
        return true;
    }

    private boolean stop() {
        boolean without = world.phase == BEFORE && !tracker.precopy();
        if (!without && world.phase != COPYING) {
            return false;
        }
        world.phase = STOPPED;
        return true;
    }
}
