package dirtysim.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LongIndexTest {
    private static final int DEVICES = 1024;
    private static final int PAGES = 64;
    private static final int DEVICE_SHIFT = 52;

    private static long key(int device, int page) {
        return (long) device << DEVICE_SHIFT | 0xfffc0 + page;
    }

    @Test
    void keysAreNumberedInTheirOrder() {
        LongIndex index = new LongIndex();
        for (int device = 0; device < DEVICES; device++) {
            assertEquals(-1, index.find(key(device, 0)));
            assertEquals(device, index.number(key(device, 0)));
        }
        for (int device = 0; device < DEVICES; device++) {
            assertEquals(device, index.number(key(device, 0)));
            assertEquals(device, index.find(key(device, 0)));
        }
    }

    /** With a table as full as it gets, where linear probing takes two places on average if places are random. */
    @Test
    void equalIovasOfAThousandDevicesBeginAtPlacesOfTheirOwn() {
        int size = 2 * DEVICES * PAGES;
        boolean[] used = new boolean[size];
        long looked = 0;
        for (int device = 0; device < DEVICES; device++) {
            for (int page = 0; page < PAGES; page++) {
                int place = LongIndex.begin(key(device, page), size);
                for (looked++; used[place]; looked++) {
                    place = place + 1 & size - 1;
                }
                used[place] = true;
            }
        }
        assertTrue(looked < 2 * DEVICES * PAGES, "places looked at: " + looked);
    }
}
