package dirtysim.guest;

import java.util.List;
import java.util.function.Consumer;

/**
 * What a {@link GuestReplay} replays, wherever its operations are: in memory ({@link Workload}), or in a file that is read
 * while the replay goes on. Immutable, and so shared by runs on several threads. The three parts of the operations are
 * described at {@link Workload}.
 */
public interface ReplaySource {
    /** Name of the trace. */
    String name();

    /** Names of the devices; an operation gives the index. */
    List<String> devices();

    /** Whether the recorded guest deferred its IOTLB flushes. */
    boolean lazy();

    /** What had to be mended or left out to make the recording replayable, one sentence each. */
    List<String> notes();

    /** Number of guest CPUs that issue operations. */
    int cpus();

    /** Recorded duration of the body. */
    long bodyPs();

    /** As {@link Workload#steadyWritesPerSecond}. */
    double steadyWritesPerSecond(int ofDevice);

    /**
     * The accesses that a device was recorded to make, which are replayed in place of those that are modelled; null if none
     * were.
     */
    default AccessStream accesses(int ofDevice) {
        return null;
    }

    /** Which addresses the operations use. */
    Extent extent();

    /** Shows the operations of the setup in their order; each is valid during the call only. */
    void setup(Consumer<Operation> each);

    /** Opens the body and the seam for one replay. */
    OperationFeed feed();
}
