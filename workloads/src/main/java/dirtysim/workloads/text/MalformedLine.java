package dirtysim.workloads.text;

/** A line that is not what it should be. The importer, which knows the file and the line, turns it into the user's line. */
public final class MalformedLine extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param what what is wrong, a clause */
    public MalformedLine(String what) {
        super(what, null, false, false);
    }
}
