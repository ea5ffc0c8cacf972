package dirtysim.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.memory.PageSize;
import org.junit.jupiter.api.Test;

class EmulatedIommuTest {
    private static final int DOMAIN = 4;
    private static final long TWO_MIB = PageSize.SIZE_2M.bytes();

    private final EmulatedIommu iommu = new EmulatedIommu();
    private final int device = iommu.attach(DOMAIN);

    private void assertMiss(long iova, long gpa) {
        assertFalse(iommu.access(device, iova, false), "0x" + Long.toHexString(iova));
        assertEquals(gpa, iommu.gpa());
    }

    private void assertHit(long iova, long gpa) {
        assertTrue(iommu.access(device, iova, false), "0x" + Long.toHexString(iova));
        assertEquals(gpa, iommu.gpa());
    }

    @Test
    void aStaleEntryTranslatesUntilItIsInvalidated() {
        iommu.map(DOMAIN, 0x5000, 0x70000, 4096, true);
        assertMiss(0x5123, 0x70123);
        iommu.unmap(DOMAIN, 0x5000, 4096);
        iommu.map(DOMAIN, 0x5000, 0x90000, 4096, true);
        assertHit(0x5124, 0x70124);
        iommu.invalidate(DOMAIN + 1, 0x5000, 4096);
        assertHit(0x5124, 0x70124);
        iommu.invalidate(DOMAIN, 0x5000, 4096);
        assertMiss(0x5124, 0x90124);
    }

    @Test
    void whatIsNotMappedFaultsAndLeavesNoEntry() {
        assertMiss(0x5000, EmulatedIommu.NOWHERE);
        iommu.map(DOMAIN, 0x5000, 0x70000, 4096, false);
        assertFalse(iommu.access(device, 0x5000, true), "no permission");
        assertEquals(EmulatedIommu.NOWHERE, iommu.gpa());
        assertMiss(0x5000, 0x70000);
        assertTrue(iommu.access(device, 0x5000, true), "an entry without permission is found all the same");
        assertEquals(EmulatedIommu.NOWHERE, iommu.gpa());
    }

    @Test
    void devicesOfOneDomainShareTheTableButNoEntries() {
        int other = iommu.attach(DOMAIN);
        int apart = iommu.attach(DOMAIN + 1);
        iommu.map(DOMAIN, 0x5000, 0x70000, 4096, true);
        assertMiss(0x5000, 0x70000);
        assertFalse(iommu.access(other, 0x5000, false));
        assertEquals(0x70000, iommu.gpa());
        assertFalse(iommu.access(apart, 0x5000, false));
        assertEquals(EmulatedIommu.NOWHERE, iommu.gpa());
        iommu.invalidateDomain(DOMAIN);
        assertFalse(iommu.access(other, 0x5000, false));
        assertMiss(0x5000, 0x70000);
    }

    @Test
    void theWholeIsEmptiedByTheEntryThatDoesNotFit() {
        long gpa = TWO_MIB / 2;
        iommu.map(DOMAIN, 0, gpa, 1025 * 4096, true);
        for (long page = 0; page < 1024; page++) {
            assertMiss(page * 4096, gpa + page * 4096);
        }
        assertHit(0, gpa);
        assertMiss(1024 * 4096, gpa + 1024 * 4096);
        assertHit(1024 * 4096, gpa + 1024 * 4096);
        assertMiss(0, gpa);
        assertMiss(1023 * 4096, gpa + 1023 * 4096);
    }

    @Test
    void invalidationIsWidenedToAnAlignedPowerOfTwo() {
        iommu.map(DOMAIN, 0, 0x70000, 16 * 4096, true);
        for (long page = 0; page < 16; page++) {
            assertMiss(page * 4096, 0x70000 + page * 4096);
        }
        iommu.invalidate(DOMAIN, 5 * 4096, 2 * 4096);
        assertHit(3 * 4096, 0x73000);
        assertMiss(4 * 4096, 0x74000);
        assertMiss(7 * 4096, 0x77000);
        assertHit(8 * 4096, 0x78000);
        iommu.invalidate(DOMAIN, 0, PageSize.SIZE_1G.bytes() + 1);
        assertMiss(15 * 4096, 0x7f000);
    }

    @Test
    void alignedRangesGetLargeLeavesAndLoseThemWhole() {
        iommu.map(DOMAIN, TWO_MIB - 4096, 5 * TWO_MIB - 4096, TWO_MIB + 8192, true);
        assertMiss(TWO_MIB + 0x1000, 5 * TWO_MIB + 0x1000);
        assertHit(TWO_MIB + 0x9000, 5 * TWO_MIB + 0x9000);
        assertMiss(TWO_MIB - 1, 5 * TWO_MIB - 1);
        assertMiss(2 * TWO_MIB, 6 * TWO_MIB);
        iommu.unmap(DOMAIN, TWO_MIB + 0x5000, 4096);
        iommu.invalidateDomain(DOMAIN);
        assertMiss(TWO_MIB + 0x9000, EmulatedIommu.NOWHERE);
        assertMiss(2 * TWO_MIB, 6 * TWO_MIB);
    }
}
