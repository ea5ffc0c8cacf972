package dirtysim.measure;

/** What host CPU time is spent on. The order is that of the report. */
public enum Cost {
    /** VM exits and the VMM's emulation of the vIOMMU. */
    EXIT("exit"),
    /** System calls into the IOMMU driver. */
    IOCTL("ioctl"),
    /** Pinning guest pages. */
    PIN("pin"),
    /** Writing page-table entries. */
    MAP("map"),
    /** Clearing page-table entries. */
    UNMAP("unmap"),
    /** Reading leaf entries in search of D bits. */
    SCAN("scan"),
    /** Test-and-clear of a D bit, and the bit set for it. */
    CLEAR("clear"),
    /** IOVA to HVA to GFN. */
    TRANSLATE("translate"),
    /** Bits set in software bitmaps and logs. */
    MARK("mark"),
    /** Invalidations, the wait for them included. */
    INVALIDATE("invalidate"),
    /** Waiting for the VMM's big lock or the domain lock. */
    LOCK_WAIT("lock wait"),
    /** Handing a bitmap to user space. */
    COPY("copy"),
    /** The VMM turning a bitmap into the ranges that it sends. */
    CONVERT("convert"),
    /** The log of CPU writes: read, or harvest. */
    CPU_LOG("CPU log"),
    /** The log of CPU writes: enabling it, splits included, and clearing by chunk. */
    CPU_PROTECT("CPU protect"),
    /** What first writes cost on the threads of vCPUs: faults, exits, harvests of full rings. */
    CPU_FAULT("CPU fault"),
    /** The VMM moving pages for a device that it emulates. */
    EMULATE("emulate");

    private final String word;

    Cost(String word) {
        this.word = word;
    }

    /** Whether the thread waits, and leaves its CPU to others. */
    public boolean waiting() {
        return this == LOCK_WAIT;
    }

    /** The cost in a word or two of English. */
    public String word() {
        return word;
    }
}
