package dirtysim.host;

/**
 * The passthrough devices whose own state moves with the guest: registers, queues and resources that a VFIO variant driver
 * reads out of the device and its fellow writes into another.
 *
 * @param devices how many, such as virtual functions; 0 where no state is to be moved
 * @param bytesEach state of each
 * @param transfer whether one device is saved and loaded after the other
 * @param aheadShare share of the state that is sent while the guest runs, 0 to 1: what VFIO's PRE_COPY calls initial data
 * @param switchoverAck whether the source waits for the destination to have loaded that before it stops the guest
 */
public record DeviceStates(int devices, long bytesEach, Transfer transfer, double aheadShare, boolean switchoverAck) {
    /** No state to move. */
    public static final DeviceStates NONE = new DeviceStates(0, 100L << 20, Transfer.SERIAL, 0, false);

    /** How several devices share the way. */
    public enum Transfer {
        /** The migration thread moves one after the other. */
        SERIAL("serial"),
        /** A thread a device, over multifd channels. */
        PARALLEL("parallel");

        private final String id;

        Transfer(String id) {
            this.id = id;
        }

        /** Stable id, as written in suites. */
        public String id() {
            return id;
        }
    }

    /** State that is sent while the guest runs, of all devices. */
    public long aheadBytes() {
        return Math.round(devices * bytesEach * aheadShare);
    }

    /** State that is left for when it is stopped, of all devices: their stop-copy size. */
    public long stopCopyBytes() {
        return devices * bytesEach - aheadBytes();
    }

    /** What a reader is told, on one line. */
    public String words() {
        if (devices == 0) {
            return "not moved";
        }
        long mib = Math.round(bytesEach / (double) (1 << 20));
        long percent = Math.round(aheadShare * 100);
        return devices + " of " + mib + " MiB, " + transfer.id()
                + (percent == 0 ? "" : ", " + percent + " % ahead")
                + (switchoverAck ? ", acknowledged" : "");
    }
}
