package dirtysim.measure;

import dirtysim.memory.GfnBitmap;
import java.util.ArrayList;
import java.util.List;

/**
 * What really happened to guest memory, kept beside the schemes and never shown to them.
 *
 * <p>A GFN is <em>stale</em> if anything wrote it after it was last copied to the destination; before its first copy
 * every page is. The stale GFNs at the end are the pages that the migration lost. A GFN is <em>unreported</em> if a
 * device wrote it and the scheme has not reported it since; this is what precision and recall are counted against.
 */
public final class GroundTruth {
    private final GfnBitmap stale;
    private final GfnBitmap unreported;
    private long trueReports;
    private long reports;
    private long falseCopies;
    private long deviceWrites;

    /**
     * @param gfnLimit one past the greatest GFN
     */
    public GroundTruth(long gfnLimit) {
        stale = new GfnBitmap(gfnLimit);
        unreported = new GfnBitmap(gfnLimit);
    }

    /** The migration begins: the destination has nothing, and no device write has been asked for yet. */
    public void migrationBegins(long firstGfn, long frames) {
        stale.setRange(firstGfn, frames);
        unreported.clearAll();
    }

    /** A device's write to a page landed. */
    public void deviceWrote(long gfn) {
        deviceWrites++;
        stale.set(gfn);
        unreported.set(gfn);
    }

    /** A CPU of the guest wrote a page. */
    public void cpuWrote(long gfn) {
        stale.set(gfn);
    }

    /**
     * The migration read a page in order to send it.
     *
     * @param again whether it had been sent before
     */
    public void copied(long gfn, boolean again) {
        if (!stale.clear(gfn) && again) {
            falseCopies++;
        }
    }

    /** The scheme reported these GFNs as dirtied by devices. */
    public void reported(GfnBitmap gfns) {
        reports += gfns.count();
        for (long gfn = gfns.next(0); gfn >= 0; gfn = gfns.next(gfn + 1)) {
            if (unreported.clear(gfn)) {
                trueReports++;
            }
        }
    }

    /** GFNs stale on the destination. */
    public long stalePages() {
        return stale.count();
    }

    /** The first stale GFNs, ascending. */
    public List<Long> staleSample(int most) {
        List<Long> sample = new ArrayList<>();
        for (long gfn = stale.next(0); gfn >= 0 && sample.size() < most; gfn = stale.next(gfn + 1)) {
            sample.add(gfn);
        }
        return sample;
    }

    /** Pages sent again although the destination was current. */
    public long falseCopies() {
        return falseCopies;
    }

    /** GFNs reported so far, summed over reports. */
    public long reports() {
        return reports;
    }

    /** Of these, GFNs that a device had written since they were last reported. */
    public long trueReports() {
        return trueReports;
    }

    /** GFNs that a device wrote and that were not reported since. */
    public long unreportedPages() {
        return unreported.count();
    }

    /** Page writes by devices that landed. */
    public long deviceWrites() {
        return deviceWrites;
    }

    /** A hash of the whole state. */
    public long contentHash() {
        return stale.contentHash() * 31 + unreported.contentHash();
    }
}
