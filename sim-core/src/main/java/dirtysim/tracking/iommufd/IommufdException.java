package dirtysim.tracking.iommufd;

/** A call that the modelled kernel refuses. The message is for whoever debugs a scheme; the error is what user space gets. */
public final class IommufdException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Errno errno;

    /**
     * @param errno the error returned
     * @param why what is wrong with the call
     */
    public IommufdException(Errno errno, String why) {
        super(errno + ": " + why);
        this.errno = errno;
    }

    /** The error returned. */
    public Errno errno() {
        return errno;
    }
}
