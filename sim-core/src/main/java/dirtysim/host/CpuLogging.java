package dirtysim.host;

/**
 * How the host logs the pages that the guest's CPUs write: what KVM was told to do, and what the CPU can do.
 *
 * @param kind what notices a first write, and what the log is
 * @param initiallyAllSet whether the bitmap starts all ones, so that enabling touches no page and the first clear of each
 *     chunk pays (Linux {@code KVM_DIRTY_LOG_INITIALLY_SET}); needs {@code clearByChunk}
 * @param clearByChunk whether a chunk of 1 GiB is cleared just before the first of its pages is sent (Linux
 *     {@code KVM_CLEAR_DIRTY_LOG}, QEMU {@code clear-bitmap-shift} 18), not all pages at the read (legacy
 *     {@code KVM_GET_DIRTY_LOG}); a bitmap's choice only
 * @param eagerSplit whether enabling splits huge mappings, not the first write to each page
 * @param exclusiveFaults whether every write-protection fault takes the MMU lock alone, as the legacy MMU does; the TDP MMU
 *     shares it
 * @param vcpus vCPUs, which share the guest's writes evenly, 1 to 1024
 * @param ringEntries entries of each vCPU's dirty ring, a power of two, at most 65536
 */
public record CpuLogging(
        Kind kind,
        boolean initiallyAllSet,
        boolean clearByChunk,
        boolean eagerSplit,
        boolean exclusiveFaults,
        int vcpus,
        int ringEntries) {
    private static final int LEAST_RING = 256;
    private static final int GREATEST_RING = 65536;
    private static final int MOST_VCPUS = 1024;
    /** Linux {@code KVM_DIRTY_RING_RSVD_ENTRIES}. */
    private static final int RING_RESERVE = 64;

    /** Entries of a PML buffer: 4 KiB of 8 bytes. */
    public static final int PML_ENTRIES = 512;

    /** What notices a first write, and what the log is. */
    public enum Kind {
        /** A fault for each first write; a bitmap. */
        WRITE_PROTECT("write-protect", false, false),
        /** D bits in EPT and page-modification logging; a bitmap. */
        PML("pml", true, false),
        /** A fault for each first write; a ring a vCPU. */
        DIRTY_RING("dirty-ring", false, true),
        /** D bits in EPT and page-modification logging; a ring a vCPU. */
        DIRTY_RING_PML("dirty-ring-pml", true, true);

        private final String id;
        private final boolean pml;
        private final boolean ring;

        Kind(String id, boolean pml, boolean ring) {
            this.id = id;
            this.pml = pml;
            this.ring = ring;
        }

        /** Stable id, as written in suites. */
        public String id() {
            return id;
        }

        /** Whether hardware logs first writes, without a fault for each. */
        public boolean pml() {
            return pml;
        }

        /** Whether the log is a ring for each vCPU. */
        public boolean ring() {
            return ring;
        }
    }

    /** QEMU's choice where the CPU has PML: a bitmap, initially all set, cleared by chunk. */
    public static final CpuLogging STANDARD = new CpuLogging(Kind.PML, true, true, true, false, 4, 4096);

    /** The same with another log, and whatever QEMU sets for that. */
    public CpuLogging with(Kind other) {
        return new CpuLogging(other, !other.ring(), !other.ring(), eagerSplit, exclusiveFaults, vcpus, ringEntries);
    }

    /** The same with a bitmap that is cleared as a whole when it is read, and starts empty. */
    public CpuLogging clearedAtGet() {
        return new CpuLogging(kind, false, false, eagerSplit, exclusiveFaults, vcpus, ringEntries);
    }

    /** How it starts and when it is cleared, in a word: {@code all-set}, {@code chunk}, {@code get} or {@code harvest}. */
    public String clearing() {
        if (kind.ring()) {
            return "harvest";
        }
        return initiallyAllSet ? "all-set" : clearByChunk ? "chunk" : "get";
    }

    /** The whole of it, in a line for a reader. */
    public String words() {
        String what = kind.id();
        what += kind.ring() ? " of " + ringEntries + " entries" : "";
        what += switch (clearing()) {
            case "all-set" -> ", initially all set, cleared by chunk";
            case "chunk" -> ", cleared by chunk";
            case "get" -> ", cleared when read";
            default -> "";
        };
        what += eagerSplit ? "" : ", huge mappings split lazily";
        what += exclusiveFaults ? ", faults under an exclusive lock" : "";
        return what + ", " + vcpus + (vcpus == 1 ? " vCPU" : " vCPUs");
    }

    /** Entries of a ring at which its vCPU has to leave the guest: the size less what is kept in reserve. */
    public int ringLimit() {
        return ringEntries - RING_RESERVE - (kind.pml() ? PML_ENTRIES : 0);
    }

    /**
     * Checks that KVM would take it.
     *
     * @param where what to blame in an error
     * @return itself
     * @throws InputException if a number is out of its range, or two choices exclude each other
     */
    public CpuLogging checked(String where) {
        if (kind.ring() && initiallyAllSet) {
            throw new InputException(
                    where,
                    "a dirty ring cannot start with all pages set: only a bitmap can",
                    "leave out initially-all-set, or log into a bitmap");
        }
        if (kind.ring() && clearByChunk) {
            throw new InputException(
                    where,
                    "a dirty ring is not cleared by chunk: it is reset when it is harvested",
                    "leave out clearing by chunk, or log into a bitmap");
        }
        if (initiallyAllSet && !clearByChunk) {
            throw new InputException(
                    where,
                    "a log that starts with all pages set has to be cleared by chunk",
                    "clear by chunk, or leave out initially-all-set");
        }
        if (vcpus < 1 || vcpus > MOST_VCPUS) {
            throw new InputException(where, vcpus + " vCPUs", "give 1 to " + MOST_VCPUS);
        }
        if (Integer.bitCount(ringEntries) != 1 || ringEntries < LEAST_RING || ringEntries > GREATEST_RING) {
            throw new InputException(
                    where,
                    "a dirty ring of " + ringEntries + " entries",
                    "give a power of two from " + LEAST_RING + " to " + GREATEST_RING);
        }
        if (kind.ring() && ringLimit() < 1) {
            throw new InputException(
                    where,
                    "a dirty ring of " + ringEntries + " entries, no more than the " + (ringEntries - ringLimit())
                            + " that are kept in reserve",
                    "give 1024 or more");
        }
        return this;
    }
}
