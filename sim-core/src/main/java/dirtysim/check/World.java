package dirtysim.check;

import java.util.Arrays;

/** Everything but the scheme: what guest, tables, IOTLB, device, locks and migration are in. */
final class World {
    /** What the guest's driver does with an IOVA. */
    static final int FREE = 0;
    /** Mapped, and the driver lets the device use it. */
    static final int LIVE = 1;
    /** An unmap is under way. */
    static final int LEAVING = 2;
    /** Unmapped lazily, and not yet flushed. */
    static final int UNFLUSHED = 3;

    /** The guest CPU does nothing that takes several steps. */
    static final int IDLE = 0;
    /** A map that traps. */
    static final int MAP = 1;
    /** A strict unmap. */
    static final int UNMAP = 2;
    /** A flush of what was unmapped lazily. */
    static final int FLUSH = 3;

    /** No request of the device is under way. */
    static final int QUIET = 0;
    /** The walk of a write has found D clear. */
    static final int WALKED = 1;
    /** From here on: a write is translated and in flight; the page is added. */
    static final int FLYING = 2;

    /** Nobody holds the domain lock. */
    static final int NOBODY = 0;
    /** The guest's trapped operation does. */
    static final int GUEST = 1;
    /** The migration thread does. */
    static final int MIGRATION = 2;

    /** Phases of the migration, in their order. */
    static final int BEFORE = 0;
    /** The script that begins the tracking is being carried out. */
    static final int STARTING = 1;
    /** Pages are copied; no script is under way. */
    static final int COPYING = 2;
    /** A query is being carried out. */
    static final int QUERYING = 3;
    /** Guest and device have been told to stop. */
    static final int STOPPED = 4;
    /** The last query is being carried out. */
    static final int LAST_QUERY = 5;
    /** Only copies are left. */
    static final int LAST_COPIES = 6;

    final Universe universe;
    /** By IOVA: {@link #FREE} to {@link #UNFLUSHED}. */
    final int[] guest;
    /** By IOVA: the page that the driver's record of mappings has for it, plus 1; 0 for none. */
    final int[] record;
    /** By IOVA: the leaf of the table that is keyed by IOVA, as a {@link Cell}. Under nesting that is the guest's. */
    final int[] entry;
    /** By IOVA: what the IOTLB holds, as a {@link Cell}. */
    final int[] iotlb;
    /** By IOVA: {@link #QUIET}, {@link #WALKED}, or {@link #FLYING} plus a page. */
    final int[] device;
    /** By page: D of the second level under nesting. */
    final boolean[] pageDirty;
    /** By page: whether it was written after it was copied for the last time, or never was copied. */
    final boolean[] stale;
    /** By page: whether the migration knows that it has to copy it. */
    final boolean[] toCopy;

    /** SSADE in the device's PASID-table entry, as software has written it. */
    boolean trackingOn;
    /** SSADE in the entry that the hardware has cached and acts on. */
    boolean hardwareTracks;

    int lock;
    int cpu;
    int cpuIova;
    int cpuPage;
    final ScriptPosition cpuAt = new ScriptPosition();
    int phase;
    int queries;
    final ScriptPosition migrationAt = new ScriptPosition();

    World(Universe universe) {
        this.universe = universe;
        guest = new int[universe.iovas()];
        record = new int[universe.iovas()];
        entry = new int[universe.iovas()];
        iotlb = new int[universe.iovas()];
        device = new int[universe.iovas()];
        pageDirty = new boolean[universe.pages()];
        stale = new boolean[universe.pages()];
        toCopy = new boolean[universe.pages()];
        Arrays.fill(stale, true);
    }

    /** Whether a device may begin to access an IOVA. */
    boolean usable(int iova) {
        return phase < STOPPED && (guest[iova] == LIVE || guest[iova] != FREE && universe.writesDuringUnmap());
    }

    boolean somethingToCopy() {
        for (boolean page : toCopy) {
            if (page) {
                return true;
            }
        }
        return false;
    }

    boolean deviceQuiet() {
        for (int request : device) {
            if (request != QUIET) {
                return false;
            }
        }
        return true;
    }

    boolean anyStale() {
        for (boolean page : stale) {
            if (page) {
                return true;
            }
        }
        return false;
    }

    /** Moves every field through the codec, which takes it or replaces it. */
    void transfer(Codec codec) {
        for (int v = 0; v < guest.length; v++) {
            guest[v] = codec.field(guest[v], 2);
            record[v] = codec.field(record[v], 3);
            entry[v] = codec.field(entry[v], 5);
            iotlb[v] = codec.field(iotlb[v], 5);
            device[v] = codec.field(device[v], 3);
        }
        for (int p = 0; p < stale.length; p++) {
            pageDirty[p] = codec.flag(pageDirty[p]);
            stale[p] = codec.flag(stale[p]);
            toCopy[p] = codec.flag(toCopy[p]);
        }
        trackingOn = codec.flag(trackingOn);
        hardwareTracks = codec.flag(hardwareTracks);
        lock = codec.field(lock, 2);
        cpu = codec.field(cpu, 2);
        cpuIova = codec.field(cpuIova, 2);
        cpuPage = codec.field(cpuPage, 2);
        cpuAt.transfer(codec);
        phase = codec.field(phase, 3);
        queries = codec.field(queries, 2);
        migrationAt.transfer(codec);
    }
}
