package dirtysim.check;

import static dirtysim.check.World.BEFORE;
import static dirtysim.check.World.COPYING;
import static dirtysim.check.World.FLYING;
import static dirtysim.check.World.GUEST;
import static dirtysim.check.World.LAST_COPIES;
import static dirtysim.check.World.LAST_QUERY;
import static dirtysim.check.World.MIGRATION;
import static dirtysim.check.World.QUERYING;
import static dirtysim.check.World.STARTING;
import static dirtysim.check.World.STOPPED;

import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Steps;
import java.util.Arrays;
import java.util.List;

/**
 * The rules: which steps are possible in a state, and what each does. A {@link Move} is one step of one party at one instant. Those
 * of the guest are {@link GuestMoves}, those of device and IOMMU {@link DeviceMoves}; here are those of the migration.
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
    final DeviceMoves device;
    private final GuestMoves guest;

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
        device = new DeviceMoves(this);
        guest = new GuestMoves(this, cpuThread);
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
            case MAP -> guest.map(move.iova(), move.page());
            case UNMAP -> guest.unmap(move.iova(), false);
            case UNMAP_LAZY -> guest.unmap(move.iova(), true);
            case FLUSH -> guest.flush();
            case GUEST_STEP -> guest.step();
            case WRITE -> device.write(move.iova());
            case READ -> device.read(move.iova());
            case SET_DIRTY -> device.setDirty(move.iova());
            case LAND -> device.land(move.iova());
            case EVICT -> device.evict(move.iova());
            case START -> start();
            case MIGRATION_STEP -> migrationStep();
            case COPY -> copy(move.page());
            case QUERY -> query();
            case STOP -> stop();
            case LAST_QUERY -> lastQuery();
        };
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
