package dirtysim.check;

/** How far a thread has come in its script. */
final class ScriptPosition {
    /** Scripts of more steps are refused. */
    static final int MOST_STEPS = 31;

    /** Step that is next, or under way. */
    int at;
    /** Leaf that the step is at. */
    int leaf;
    /** How far the step has come with that leaf; for an invalidation, 1 once it is submitted. */
    int stage;
    /** The entry that the thread has read; see {@link Cell}. */
    int read;

    void reset() {
        at = 0;
        leaf = 0;
        stage = 0;
        read = Cell.NONE;
    }

    void transfer(Codec codec) {
        at = codec.field(at, 5);
        leaf = codec.field(leaf, 3);
        stage = codec.field(stage, 2);
        read = codec.field(read, 5);
    }

    void nextStep() {
        int next = at + 1;
        reset();
        at = next;
    }

    void nextLeaf() {
        leaf++;
        stage = 0;
        read = Cell.NONE;
    }
}
