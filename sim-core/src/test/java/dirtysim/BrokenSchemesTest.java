package dirtysim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.guest.Workload;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.PageTable;
import dirtysim.scenario.RunRecord;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.DmaRange;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Query;
import dirtysim.tracking.TrackingHost;
import dirtysim.tracking.schemes.MapTime;
import dirtysim.tracking.schemes.NestedDirtyBit;
import dirtysim.tracking.schemes.ShadowDirtyBit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Schemes with one thing left out, as each was found in the wild or feared; the oracle must see the loss. */
class BrokenSchemesTest {
    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("shadow without the flush at unmap", (Supplier<DirtyTracker>) NoFlushAtUnmap::new),
                Arguments.of("D cleared without invalidation", (Supplier<DirtyTracker>) NoInvalidation::new),
                Arguments.of("mapped pages reported once only", (Supplier<DirtyTracker>) OncePerMapping::new));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void losesPagesAndTheOracleSaysWhich(String what, Supplier<DirtyTracker> scheme) {
        int caught = 0;
        for (long seed = 1; seed <= 8; seed++) {
            Workload workload = RandomWorkloads.make(seed, false, Scenarios.RAM_BYTES, 600);
            RunRecord run = Simulation.run(Scenarios.of("broken", seed, 1), workload, scheme.get());
            long lost = run.tracking().lostPages();
            assertEquals(Math.min(16, lost), run.tracking().lostSample().size(), what + ", seed " + seed);
            assertTrue(
                    run.tracking().lostSample().stream().allMatch(gfn -> mapsForWrite(workload, gfn)),
                    what + ": a lost page that no device could write, seed " + seed);
            caught += lost > 0 ? 1 : 0;
        }
        assertTrue(caught >= 6, what + " was caught with " + caught + " of 8 seeds");
    }

    private static boolean mapsForWrite(Workload workload, long gfn) {
        for (int op = 0; op < workload.size(); op++) {
            for (int s = workload.segmentStart(op); s < workload.segmentEnd(op); s++) {
                long first = workload.segmentGpa(s) >>> 12;
                if (workload.direction(op).deviceWrites() && gfn >= first && gfn < first + workload.segmentPages(s)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Delegates everything; a broken scheme overrides one call. */
    private abstract static class Broken implements DirtyTracker {
        final DirtyTracker sound;

        Broken(DirtyTracker sound) {
            this.sound = sound;
        }

        @Override
        public String id() {
            return "broken-" + sound.id();
        }

        @Override
        public String title() {
            return sound.title();
        }

        @Override
        public Platform platform() {
            return sound.platform();
        }

        @Override
        public void attach(TrackingHost host) {
            sound.attach(host);
        }

        @Override
        public void started(Query script) {
            sound.started(script);
        }

        @Override
        public void mapped(DmaRange range) {
            sound.mapped(range);
        }

        @Override
        public void unmapping(DmaRange range) {
            sound.unmapping(range);
        }

        @Override
        public void query(Query script) {
            sound.query(script);
        }
    }

    private static final class NoFlushAtUnmap extends Broken {
        NoFlushAtUnmap() {
            super(new ShadowDirtyBit());
        }

        @Override
        public void unmapping(DmaRange range) {}
    }

    /** Passes every step on but the invalidation. */
    private static final class NoInvalidation extends Broken {
        NoInvalidation() {
            super(new NestedDirtyBit());
        }

        @Override
        public void query(Query script) {
            sound.query(new Query() {
                @Override
                public Query lockDomain() {
                    script.lockDomain();
                    return this;
                }

                @Override
                public Query unlockDomain() {
                    script.unlockDomain();
                    return this;
                }

                @Override
                public Query work(Chunk chunk) {
                    script.work(chunk);
                    return this;
                }

                @Override
                public Query invalidateDomains() {
                    return this;
                }

                @Override
                public Query copyOut(GfnBitmap bitmap) {
                    script.copyOut(bitmap);
                    return this;
                }
            });
        }
    }

    /** Marks at map time, and forgets at a query that the page stays mapped. */
    private static final class OncePerMapping extends Broken {
        private TrackingHost host;
        private GfnBitmap marked;

        OncePerMapping() {
            super(new MapTime());
        }

        @Override
        public void attach(TrackingHost trackingHost) {
            host = trackingHost;
            marked = host.newBitmap();
        }

        @Override
        public void mapped(DmaRange range) {
            PageTable table = host.secondLevel(range.device());
            for (int page = 0; page < range.pages(); page++) {
                long iova = range.iova() + page * 4096L;
                if (table.find(iova)) {
                    host.translate(range.device(), iova, marked::set);
                }
            }
        }

        @Override
        public void query(Query script) {
            script.lockDomain().copyOut(marked).unlockDomain();
        }
    }
}
