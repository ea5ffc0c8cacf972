package dirtysim.tracking.iommufd;

/** The errors that the modelled calls return, with the numbers of Linux. */
public enum Errno {
    /** No mapping there, or one that the request would cut. */
    ENOENT(2),
    /** The caller's bitmap is not all there. */
    EFAULT(14),
    /** Something is mapped there already. */
    EEXIST(17),
    /** An argument that makes no sense, or not in this state. */
    EINVAL(22),
    /** Addresses beyond the end of the address space. */
    EOVERFLOW(75),
    /** The hardware, or this HWPT, cannot do it. */
    EOPNOTSUPP(95);

    private final int number;

    Errno(int number) {
        this.number = number;
    }

    /** The number that errno holds on Linux. */
    public int number() {
        return number;
    }
}
