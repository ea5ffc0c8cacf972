package dirtysim.cpu;

/** Dirty rings, one a vCPU, as somebody sees them who limits what vCPUs dirty. */
public interface DirtyRings {
    /** Entries of a ring. */
    int capacity();

    /** Entries that a vCPU has written since logging began. Advance the writer first. */
    long entries(int vcpu);

    /** From now on a vCPU whose ring is full harvests that ring alone; before, it harvested all. */
    void harvestOneByOne();

    /** How long a vCPU whose ring was full sleeps after the harvest, from the next time on. */
    void sleepWhenFull(int vcpu, long ps);
}
