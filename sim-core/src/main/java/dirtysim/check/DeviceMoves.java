package dirtysim.check;

import static dirtysim.check.World.FLYING;
import static dirtysim.check.World.QUIET;
import static dirtysim.check.World.WALKED;

import dirtysim.tracking.Platform;

/** What the device does, and the IOMMU for it; {@link Machine} says when. */
final class DeviceMoves {
    private final Machine machine;
    private final World world;

    DeviceMoves(Machine machine) {
        this.machine = machine;
        world = machine.world;
    }

    /** The translation that the tables hold for an IOVA now, D that of the second level. */
    int tables(int iova) {
        int cell = world.entry[iova];
        return machine.nested && cell != Cell.NONE ? Cell.withDirty(cell, world.pageDirty[Cell.page(cell)]) : cell;
    }

    /** Begins a write. */
    boolean write(int iova) {
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

    /** Has the walk of a write set D. */
    boolean setDirty(int iova) {
        if (world.device[iova] != WALKED) {
            return false;
        }
        int found = tables(iova);
        if (!Cell.writable(found)) {
            world.device[iova] = QUIET;
            return true;
        }
        if (machine.nested) {
            world.pageDirty[Cell.page(found)] = true;
        } else {
            world.entry[iova] = Cell.withDirty(found, true);
        }
        translated(iova, Cell.withDirty(found, true));
        return true;
    }

    /** Lets a write land. */
    boolean land(int iova) {
        if (world.device[iova] < FLYING) {
            return false;
        }
        int page = world.device[iova] - FLYING;
        world.stale[page] = true;
        world.device[iova] = QUIET;
        machine.schemeRuns();
        machine.host.writing(machine.tracker.platform() == Platform.EMULATED ? page : -1);
        machine.tracker.deviceWrote(0, CheckHost.iova(iova));
        machine.host.writing(-1);
        return true;
    }

    private void translated(int iova, int cell) {
        world.iotlb[iova] = cell;
        world.device[iova] = FLYING + Cell.page(cell);
    }

    /** Reads, which caches the translation. */
    boolean read(int iova) {
        if (!world.usable(iova) || world.iotlb[iova] != Cell.NONE || tables(iova) == Cell.NONE) {
            return false;
        }
        // What is cached while SSADE is off has no D to set, and lets writes through.
        world.iotlb[iova] = world.hardwareTracks ? tables(iova) : Cell.withDirty(tables(iova), true);
        return true;
    }

    /** Drops a translation from the IOTLB. */
    boolean evict(int iova) {
        if (world.iotlb[iova] == Cell.NONE) {
            return false;
        }
        world.iotlb[iova] = Cell.NONE;
        return true;
    }
}
