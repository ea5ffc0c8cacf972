package dirtysim.memory;

/**
 * A stretch of guest memory as KVM knows it: guest-physical, host-virtual and host-physical address of its start.
 *
 * <p>Host memory behind a slot is taken as contiguous. Which host page backs which guest page decides nothing in this
 * model; that the two address spaces differ does, for a scheme must not mix them up.
 *
 * @param gpa guest-physical address
 * @param hva address in the VMM's process
 * @param hpa address in host memory
 * @param bytes length, a multiple of 2 MiB
 */
public record MemorySlot(long gpa, long hva, long hpa, long bytes) {
    boolean holdsGpa(long address) {
        return address >= gpa && address < gpa + bytes;
    }

    boolean holdsHva(long address) {
        return address >= hva && address < hva + bytes;
    }

    boolean holdsHpa(long address) {
        return address >= hpa && address < hpa + bytes;
    }
}
