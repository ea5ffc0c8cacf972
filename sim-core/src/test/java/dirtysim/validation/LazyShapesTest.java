package dirtysim.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LazyShapesTest {
    private final LazyShapes shapes = new LazyShapes();

    private void flush(long at, int device) {
        shapes.flushBegins(device);
        shapes.flushEnds(at, device);
    }

    @Test
    void aFlushCoversWhatItsDeviceHasUnmappedBeforeItsBegin() {
        shapes.mapped(0, 0x1000, 0x50_000, 1);
        shapes.mapped(0, 0x2000, 0x60_000, 2);
        shapes.mapped(0, 0x4000, 0x70_000, 1);
        shapes.mapped(1, 0x1000, 0x80_000, 1);
        shapes.unmapped(10, 0, 0x1000, 1);
        shapes.unmapped(30, 0, 0x2000, 2);
        shapes.unmapped(35, 1, 0x1000, 1);
        shapes.flushBegins(0);
        shapes.unmapped(40, 0, 0x4000, 1);
        shapes.flushEnds(50, 0);
        assertEquals(2, shapes.flushedUnmaps());
        assertEquals(2, shapes.unmapsPerFlush(50));
        assertEquals(20, shapes.delay(50));
        assertEquals(40, shapes.delay(100));
        flush(90, 0);
        flush(95, 0);
        assertEquals(3, shapes.flushedUnmaps(), "a flush of nothing does not count");
        assertEquals(1, shapes.unmapsPerFlush(50));
        assertEquals(50, shapes.delay(100));
    }

    @Test
    void anIovaMappedBeforeTheEndOfItsFlushIsReusedTooEarly() {
        shapes.mapped(0, 0x1000, 0x50_000, 2);
        shapes.unmapped(10, 0, 0x1000, 2);
        shapes.mapped(1, 0x1000, 0x90_000, 2);
        assertEquals(0, shapes.reusedBeforeFlush(), "another device's IOVAs are others");
        shapes.flushBegins(0);
        shapes.mapped(0, 0x2000, 0xa0_000, 1);
        assertEquals(1, shapes.reusedBeforeFlush());
        shapes.flushEnds(20, 0);
        shapes.mapped(0, 0x1000, 0xb0_000, 1);
        assertEquals(1, shapes.reusedBeforeFlush());
    }

    @Test
    void aFrameIsRemappedOnceForEachUnmap() {
        shapes.mapped(0, 0x1000, 0x50_000, 1);
        shapes.unmapped(10, 0, 0x1000, 1);
        shapes.mapped(0, 0x2000, 0x50_000, 1);
        shapes.mapped(0, 0x3000, 0x50_000, 1);
        assertEquals(1, shapes.remappedWhileStale());
        flush(20, 0);
        shapes.mapped(0, 0x1000, 0x50_000, 1);
        assertEquals(1, shapes.remappedWhileStale());
        shapes.unmapped(30, 0, 0x3000, 1);
        shapes.mapped(0, 0x4000, 0x50_000, 1);
        assertEquals(2, shapes.remappedWhileStale());
    }

    @Test
    void anAliasIsAFrameThatIsMappedElsewhereByTheSameDevice() {
        shapes.mapped(0, 0x1000, 0x50_000, 1);
        shapes.mapped(1, 0x2000, 0x50_000, 1);
        assertEquals(0, shapes.aliasedMaps());
        shapes.mapped(0, 0x2000, 0x4f_000, 2);
        assertEquals(1, shapes.aliasedMaps());
        shapes.unmapped(10, 0, 0x2000, 2);
        shapes.unmapped(10, 0, 0x1000, 1);
        shapes.mapped(0, 0x1000, 0x50_000, 1);
        assertEquals(1, shapes.aliasedMaps());
        assertEquals(4, shapes.maps());
    }

    @Test
    void nothingGivesNothing() {
        assertEquals(0, shapes.delay(50) + shapes.unmapsPerFlush(99));
    }
}
