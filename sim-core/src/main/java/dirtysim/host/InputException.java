package dirtysim.host;

/**
 * Bad input from a user: an unknown scheme, a parameter out of its range, a broken trace line. The command line prints
 * {@link #getMessage()} as its one line on standard error and exits with 2, so a message must stand alone: what is
 * wrong, where, and how to mend it. It is never thrown for a fault of the simulator itself.
 */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param where the file and line, the option or the key that is wrong
     * @param what what is wrong with it
     * @param mend what the user can do about it
     */
    public InputException(String where, String what, String mend) {
        super(PlainText.line(where + ": " + what + "; " + mend));
    }

    /**
     * @param where the file and line, the option or the key that is wrong
     * @param what what is wrong with it
     * @param mend what the user can do about it
     * @param cause what the library or the file system said, kept for debugging only
     */
    public InputException(String where, String what, String mend, Throwable cause) {
        super(PlainText.line(where + ": " + what + "; " + mend), cause);
    }
}
