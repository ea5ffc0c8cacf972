package dirtysim.workloads.ftrace;

/** A line that is not what it should be. The importer, which knows the file and the line, turns it into the user's line. */
final class MalformedLine extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedLine(String what) {
        super(what, null, false, false);
    }
}
