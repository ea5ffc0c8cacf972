package dirtysim.measure;

import dirtysim.memory.GfnBitmap;
import java.util.ArrayList;
import java.util.List;

/**
 * What really happened to guest memory, kept beside the schemes and never shown to them.
 *
 * <p>A GFN is <em>stale</em> if anything wrote it after it was last copied to the destination; before its first copy
 * every page is. The stale GFNs at the end are the pages that the migration lost. A GFN is <em>unreported</em> if a
 * device wrote it and the scheme has not reported it since. A report is <em>true</em> if a device wrote the GFN after the
 * query before it began: what is written while a query runs may rightly be reported by that query, by the next, or by both.
 */
public final class GroundTruth {
    private final GfnBitmap stale;
    private final GfnBitmap unreported;
    private GfnBitmap duringQuery;
    private GfnBitmap duringQueryBefore;
    private boolean queryRuns;
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
        duringQuery = new GfnBitmap(gfnLimit);
        duringQueryBefore = new GfnBitmap(gfnLimit);
    }

    /** The migration begins: the destination has nothing, and the scheme begins to track. */
    public void migrationBegins(long firstGfn, long frames) {
        stale.setRange(firstGfn, frames);
        queryRuns = true;
    }

    /**
     * The scheme tracks: what devices write from now on it has to report. What they wrote while it was clearing its state it
     * may report, but need not, for the bulk pass sends it.
     */
    public void trackingStarted() {
        unreported.clearAll();
        endQuery();
    }

    /** A device's write to a page landed. */
    public void deviceWrote(long gfn) {
        deviceWrites++;
        stale.set(gfn);
        unreported.set(gfn);
        if (queryRuns) {
            duringQuery.set(gfn);
        }
    }

    /** A CPU of the guest wrote a page. */
    public void cpuWrote(long gfn) {
        stale.set(gfn);
    }

    /**
     * The migration read a page in order to send it.
     *
     * @param schemeAlone whether it is sent again, and for no reason but the scheme's report
     */
    public void copied(long gfn, boolean schemeAlone) {
        if (!stale.clear(gfn) && schemeAlone) {
            falseCopies++;
        }
    }

    /** A sync begins to ask for dirty pages. */
    public void queryBegins() {
        queryRuns = true;
    }

    /** The query is over, and the scheme reported these GFNs as dirtied by devices. */
    public void reported(GfnBitmap gfns) {
        reports += gfns.count();
        for (long gfn = gfns.next(0); gfn >= 0; gfn = gfns.next(gfn + 1)) {
            if (unreported.clear(gfn) || duringQueryBefore.get(gfn)) {
                trueReports++;
            }
        }
        endQuery();
    }

    private void endQuery() {
        queryRuns = false;
        duringQueryBefore.clearAll();
        GfnBitmap swapped = duringQueryBefore;
        duringQueryBefore = duringQuery;
        duringQuery = swapped;
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

    /** Pages sent again, because of the scheme alone, although the destination was current. */
    public long falseCopies() {
        return falseCopies;
    }

    /** GFNs reported so far, summed over reports. */
    public long reports() {
        return reports;
    }

    /** Of these, the true ones. */
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
