package dirtysim.measure;

/** What host CPU time is spent on. The order is that of the report. */
public enum Cost {
    /** VM exits and the VMM's emulation of the vIOMMU. */
    EXIT("exit", Part.EXIT),
    /** System calls into the IOMMU driver. */
    IOCTL("ioctl", Part.IOCTL),
    /** Pinning guest pages. */
    PIN("pin", Part.PIN),
    /** Writing page-table entries. */
    MAP("map", Part.TABLE),
    /** Clearing page-table entries. */
    UNMAP("unmap", Part.TABLE),
    /** Reading leaf entries in search of D bits. */
    SCAN("scan", Part.WALK),
    /** Test-and-clear of a D bit, and the bit set for it. */
    CLEAR("clear", Part.CLEAR),
    /** IOVA to HVA to GFN. */
    TRANSLATE("translate", Part.TRANSLATE),
    /** Bits set in software bitmaps and logs. */
    MARK("mark", Part.MARK),
    /** Invalidations, from the queue's lock to the end of the wait descriptor. */
    INVALIDATE("invalidate", Part.INVALIDATE),
    /** Spinning on the lock of the invalidation queue. */
    QUEUE_WAIT("queue wait", Part.WAIT),
    /** Waiting for memory that others keep busy. */
    MEMORY_WAIT("memory wait", Part.WAIT),
    /** Waiting for the VMM's big lock or the domain lock. */
    LOCK_WAIT("lock wait", Part.WAIT),
    /** Handing a bitmap to user space. */
    COPY("copy", Part.COPY),
    /** The VMM turning a bitmap into the ranges that it sends. */
    CONVERT("convert", Part.OTHER),
    /** The log of CPU writes: read, or harvest. */
    CPU_LOG("CPU log", Part.OTHER),
    /** The log of CPU writes: enabling it, splits included, and clearing by chunk. */
    CPU_PROTECT("CPU protect", Part.OTHER),
    /** What first writes cost on the threads of vCPUs: faults, exits, harvests of full rings. */
    CPU_FAULT("CPU fault", Part.OTHER),
    /** What a sync takes beside query, copy and log. */
    SYNC("sync", Part.OTHER),
    /** The VMM moving pages for a device that it emulates. */
    EMULATE("emulate", Part.OTHER),
    /** Cutting leaves for tracking, and putting them together again. */
    SPLIT("leaf split", Part.TABLE);

    private final String word;
    private final Part part;

    Cost(String word, Part part) {
        this.word = word;
        this.part = part;
    }

    /** Whether the thread waits, and leaves its CPU to others; whoever spins, or waits for memory, does not. */
    public boolean waiting() {
        return this == LOCK_WAIT;
    }

    /** Its kind. */
    public Part part() {
        return part;
    }

    /** The cost in a word or two of English. */
    public String word() {
        return word;
    }
}
