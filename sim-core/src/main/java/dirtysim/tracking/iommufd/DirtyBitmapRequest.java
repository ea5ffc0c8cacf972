package dirtysim.tracking.iommufd;

/**
 * The arguments of GET_DIRTY_BITMAP (I3).
 *
 * @param iova first address, which bit 0 stands for (I6)
 * @param bytes length
 * @param granuleBytes what one bit stands for ({@code page_size}); independent of the sizes of leaves
 * @param bitmap where the bits go
 * @param clear whether D is cleared; false is the flag NO_CLEAR, for use right before the range is unmapped (I8)
 */
public record DirtyBitmapRequest(long iova, long bytes, long granuleBytes, UserBitmap bitmap, boolean clear) {
    /**
     * A request with the checks of {@code iommufd_check_iova_range} (I4) done.
     *
     * @throws IommufdException EOVERFLOW if the length is 0 or the range passes the end of addresses, here 2^63; EINVAL if
     *     start or end is not a multiple of 4 KiB and of the granule, or the granule is no power of two; EFAULT if the bitmap
     *     is too short
     */
    public DirtyBitmapRequest {
        if (iova < 0 || bytes <= 0 || iova + bytes < 0) {
            throw new IommufdException(Errno.EOVERFLOW, bytes + " bytes from 0x" + Long.toHexString(iova));
        }
        if (Long.bitCount(granuleBytes) != 1 || granuleBytes < 0) {
            throw new IommufdException(Errno.EINVAL, "a granule of " + granuleBytes + " bytes");
        }
        long aligned = Math.max(granuleBytes, IoAddressSpace.ALIGNMENT);
        if (iova % aligned != 0 || bytes % aligned != 0) {
            throw new IommufdException(Errno.EINVAL, "the range is not made of whole pieces of " + aligned + " bytes");
        }
        if ((bytes / granuleBytes + 7) / 8 > bitmap.bytes()) {
            throw new IommufdException(Errno.EFAULT, "a bitmap of " + bitmap.bytes() + " bytes");
        }
    }

    /** End of the range, exclusive. */
    public long end() {
        return iova + bytes;
    }

    /** Bits that the request covers. */
    public long bits() {
        return bytes / granuleBytes;
    }
}
