package dirtysim.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.memory.GfnBitmap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Small histories, judged by hand. */
class GroundTruthTest {
    private static final long FRAMES = 100;

    private final GroundTruth truth = new GroundTruth(FRAMES);

    private void begin() {
        truth.migrationBegins(0, FRAMES);
        truth.trackingStarted();
    }

    private void copyAll() {
        for (long gfn = 0; gfn < FRAMES; gfn++) {
            truth.copied(gfn, false);
        }
    }

    private void query(long... gfns) {
        truth.queryBegins();
        report(gfns);
    }

    private void report(long... gfns) {
        GfnBitmap bitmap = new GfnBitmap(FRAMES);
        for (long gfn : gfns) {
            bitmap.set(gfn);
        }
        truth.reported(bitmap);
        assertEquals(gfns.length, bitmap.count(), "a report is only read");
    }

    @Test
    void everyPageIsStaleUntilItIsCopied() {
        begin();
        assertEquals(FRAMES, truth.stalePages());
        truth.copied(3, false);
        assertEquals(FRAMES - 1, truth.stalePages());
        assertEquals(List.of(0L, 1L, 2L, 4L), truth.staleSample(4));
        copyAll();
        assertEquals(0, truth.stalePages());
        assertEquals(List.of(), truth.staleSample(4));
        assertEquals(0, truth.falseCopies(), "a first copy is never false");
    }

    @Test
    void aWriteAfterTheCopyIsStaleAgainWhoeverWrote() {
        begin();
        truth.deviceWrote(5);
        copyAll();
        truth.deviceWrote(7);
        truth.cpuWrote(8);
        truth.deviceWrote(7);
        assertEquals(List.of(7L, 8L), truth.staleSample(16));
        assertEquals(2, truth.stalePages());
        assertEquals(3, truth.deviceWrites());
        truth.copied(7, true);
        truth.copied(8, false);
        assertEquals(0, truth.stalePages());
        assertEquals(0, truth.falseCopies());
    }

    @Test
    void aCopyOfACurrentPageIsFalseOnlyIfTheSchemeAloneAskedForIt() {
        begin();
        copyAll();
        truth.copied(1, false);
        assertEquals(0, truth.falseCopies());
        truth.copied(1, true);
        truth.copied(2, true);
        assertEquals(2, truth.falseCopies());
        truth.cpuWrote(3);
        truth.copied(3, true);
        assertEquals(2, truth.falseCopies(), "the copy was needed, whoever asked");
    }

    @Test
    void reportsAreTrueIfADeviceWroteSinceTheLast() {
        begin();
        truth.deviceWrote(10);
        truth.deviceWrote(11);
        truth.cpuWrote(12);
        assertEquals(2, truth.unreportedPages());
        query(10, 12);
        assertEquals(2, truth.reports());
        assertEquals(1, truth.trueReports());
        assertEquals(1, truth.unreportedPages(), "11 is missed so far");
        query(10, 11);
        assertEquals(4, truth.reports());
        assertEquals(2, truth.trueReports());
        assertEquals(0, truth.unreportedPages());
    }

    /** Written while a query runs: this query may report it, the next one may, both may. */
    @Test
    void aWriteDuringAQueryIsTrueInItAndInTheNext() {
        begin();
        truth.queryBegins();
        truth.deviceWrote(20);
        truth.deviceWrote(21);
        report(20);
        assertEquals(1, truth.trueReports());
        assertEquals(1, truth.unreportedPages());
        query(20, 21);
        assertEquals(3, truth.trueReports());
        query(20, 21);
        assertEquals(3, truth.trueReports(), "but not for ever");
        assertEquals(5, truth.reports());
        assertEquals(0, truth.unreportedPages());
    }

    @Test
    void writesBeforeTheMigrationAreNotAskedFor() {
        truth.deviceWrote(30);
        begin();
        assertEquals(0, truth.unreportedPages());
        query(30);
        assertEquals(0, truth.trueReports());
    }

    @Test
    void writesWhileTrackingStartsMayBeReportedAndNeedNot() {
        truth.migrationBegins(0, FRAMES);
        truth.deviceWrote(31);
        truth.deviceWrote(32);
        truth.trackingStarted();
        assertEquals(0, truth.unreportedPages());
        assertEquals(FRAMES, truth.stalePages());
        query(31);
        assertEquals(1, truth.trueReports());
        query(31, 32);
        assertEquals(1, truth.trueReports(), "the next query only");
    }

    @Test
    void theHashTellsStaleFromUnreported() {
        GroundTruth other = new GroundTruth(FRAMES);
        assertEquals(truth.contentHash(), other.contentHash());
        truth.cpuWrote(1);
        assertEquals(false, truth.contentHash() == other.contentHash());
        other.deviceWrote(1);
        assertEquals(false, truth.contentHash() == other.contentHash());
        truth.deviceWrote(1);
        assertEquals(truth.contentHash(), other.contentHash());
    }
}
