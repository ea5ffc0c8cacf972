package dirtysim.swarm;

import java.util.Locale;

/**
 * One operation of a schedule. What an operand means depends on the kind; those without a meaning are 0.
 *
 * @param kind what is done
 * @param gapPs when: so long after the operation before it began
 * @param cpu guest CPU that does it
 * @param device device that does it, or that it is done for
 * @param slot buffer slot of the device, that is, an IOVA
 * @param page first page of the universe to map or copy; for a device's access, the page of the buffer
 * @param count pages to map or copy
 * @param writable whether the device may write
 */
record Operation(Kind kind, long gapPs, int cpu, int device, int slot, int page, int count, boolean writable) {
    /** What can be done. */
    enum Kind {
        /** Mapped before simulated time begins. */
        MAPPED,
        MAP,
        /** A map of the IOVA that was freed last. */
        REUSE,
        /** A map of a page that is mapped already. */
        ALIAS,
        UNMAP,
        UNMAP_LAZY,
        FLUSH,
        READ,
        WRITE,
        START,
        QUERY,
        COPY,
        /** The guest has a device translated by something else: the page's number says by what. */
        SWITCH,
        /** The host splits the large leaf of a slot, under nested translation. */
        SPLIT,
        /** The host makes one large leaf of a slot's leaves, under nested translation. */
        MERGE;

        /** Whether a guest CPU is busy with it. */
        boolean needsCpu() {
            return switch (this) {
                case MAP, REUSE, ALIAS, UNMAP, UNMAP_LAZY, FLUSH, SWITCH -> true;
                default -> false;
            };
        }
    }

    Operation after(long otherGapPs) {
        return new Operation(kind, otherGapPs, cpu, device, slot, page, count, writable);
    }

    Operation on(int otherCpu) {
        return new Operation(kind, gapPs, otherCpu, device, slot, page, count, writable);
    }

    Operation at(int otherDevice, int otherSlot, int otherPage) {
        return new Operation(kind, gapPs, cpu, otherDevice, otherSlot, otherPage, count, writable);
    }

    /** The same pages and operands, as a plain map. */
    Operation asMap() {
        return new Operation(kind == Kind.MAPPED ? kind : Kind.MAP, gapPs, cpu, device, slot, page, count, writable);
    }

    @Override
    public String toString() {
        String buffer = "device " + device + " buffer " + slot;
        String what = switch (kind) {
            case MAPPED, MAP, ALIAS, REUSE ->
                buffer + " to " + count + " pages from " + page + (writable ? ", writable" : ", read only");
            case UNMAP, UNMAP_LAZY -> buffer;
            case FLUSH -> "device " + device;
            case READ, WRITE -> buffer + " page " + page;
            case START, QUERY -> "";
            case COPY -> count + " pages from " + page;
            case SWITCH -> "device " + device + " to " + GuestModel.target(this);
            case SPLIT, MERGE -> "leaves of slot " + (page & 1);
        };
        String who = kind.needsCpu() ? "cpu " + cpu + ": " : "";
        String name = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return String.format(Locale.ROOT, "+%.3f ns  %s%s %s", gapPs / 1e3, who, name, what)
                .stripTrailing();
    }
}
