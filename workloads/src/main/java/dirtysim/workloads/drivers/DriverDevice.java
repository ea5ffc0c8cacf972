package dirtysim.workloads.drivers;

import dirtysim.guest.Direction;
import dirtysim.workloads.iova.IovaDomain;
import dirtysim.workloads.record.CallKind;
import java.util.Arrays;

/** A device as its drivers know it: what they map and unmap through. */
public final class DriverDevice {
    private static final int PAGE_BYTES = 4096;
    /** QEMU's default width of VT-d addresses ({@code aw-bits}) up to release 9.1; later it is 48. */
    private static final int ADDRESS_BITS = 39;

    private final DriverGuest guest;
    private final int index;
    private final IovaDomain iovas;
    private final DeferredFrees deferred;

    DriverDevice(DriverGuest guest, int index) {
        this.guest = guest;
        this.index = index;
        iovas = new IovaDomain(guest.cpus(), ADDRESS_BITS, IovaDomain.MAGAZINE);
        deferred = guest.lazy() ? new DeferredFrees(guest, index, iovas) : null;
    }

    /** Number of the device, from 0. */
    public int index() {
        return index;
    }

    /** Maps one buffer, contiguous in memory. */
    public DmaBuffer mapPage(int cpu, Direction direction, long gpa, int offset, int bytes) {
        int pages = (offset + bytes + PAGE_BYTES - 1) / PAGE_BYTES;
        return map(cpu, direction, CallKind.DMA_MAP_PAGE, offset, bytes, new long[] {gpa}, new int[] {pages});
    }

    /** Allocates coherent memory, as for a ring: it lies in fresh memory and stays for good. */
    public void allocate(int cpu, long bytes) {
        int pages = (int) ((bytes + PAGE_BYTES - 1) / PAGE_BYTES);
        long gpa = GuestRam.gpa(guest.ram().area(pages, "rings"));
        map(cpu, Direction.COHERENT, CallKind.DMA_ALLOC, 0, bytes, new long[] {gpa}, new int[] {pages});
    }

    /**
     * Maps a list of segments at one range of addresses.
     *
     * @param gpas page-aligned guest-physical address of each segment
     * @param segmentPages pages of each segment
     */
    public DmaBuffer map(
            int cpu, Direction direction, CallKind call, int offset, long bytes, long[] gpas, int[] segmentPages) {
        int pages = Arrays.stream(segmentPages).sum();
        guest.countMaps(gpas.length);
        long iova = iovas.allocate(cpu, pages);
        guest.sink().map(guest.loop().nowPs(), cpu, index, direction, call, iova, offset, bytes, gpas, segmentPages);
        return new DmaBuffer(iova, direction, cpu, pages, gpas, segmentPages);
    }

    /** Unmaps a buffer. */
    public void unmap(int cpu, DmaBuffer buffer) {
        guest.sink().unmap(guest.loop().nowPs(), cpu, index, buffer.direction(), buffer.iova, buffer.pages());
        if (deferred == null) {
            iovas.free(cpu, buffer.iova, buffer.pages());
        } else {
            deferred.add(cpu, buffer.iova, buffer.pages());
        }
    }

    /** The device writes what was mapped before the load began, at a rate. */
    public void steadyWrites(double pagesPerSecond) {
        guest.sink().steadyWrites(index, pagesPerSecond);
    }

    void trimDepots() {
        iovas.trimDepots();
    }
}
