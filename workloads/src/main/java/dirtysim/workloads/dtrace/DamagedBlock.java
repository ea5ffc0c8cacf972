package dirtysim.workloads.dtrace;

/** A block that does not hold what it should. The reader, which knows the file and the block, tells the user. */
final class DamagedBlock extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedBlock(String what) {
        super(what, null, false, false);
    }
}
