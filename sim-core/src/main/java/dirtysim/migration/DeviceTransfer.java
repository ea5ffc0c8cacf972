package dirtysim.migration;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.SimTime;
import dirtysim.host.DeviceStates;
import dirtysim.host.DeviceStates.Transfer;
import dirtysim.host.StateCosts;

/**
 * Moves the state of passthrough devices. What VFIO's PRE_COPY calls initial data goes ahead while the guest runs, once the first
 * pass over RAM is over, for QEMU asks a VFIO device for it after RAM (QEMU {@code hw/vfio/migration.c}). The destination then makes
 * the resources that the state needs; that done, it acknowledges, if it was asked to ({@code switchover-ack}). The rest of the state
 * goes when the guest is stopped, and cannot be loaded before those resources are there. Without anything ahead the destination begins
 * to make them only then.
 *
 * <p>Serial transfer moves one device after the other at a rate that contains saving and loading; parallel transfer moves all at a
 * common rate, after a start. Neither is faster than the link.
 */
final class DeviceTransfer implements EventHandler {
    private static final int AHEAD_SENT = 0;
    private static final int REST_SENT = 1;
    private static final double MIB = 1 << 20;

    private final EventLoop loop;
    private final Link link;
    private final Sender sender;
    private final DeviceStates states;
    private final double bytesPerSecond;
    private final long startPs;
    private final long allocationPs;
    private final boolean acknowledged;
    private boolean ahead;
    private long allocatedPs = -1;
    private Runnable then;

    /**
     * @param loop the event loop
     * @param link where to
     * @param sender counts the bytes
     * @param states what to move
     * @param costs at what cost
     * @param acknowledged whether the rules know an acknowledgement
     */
    DeviceTransfer(
            EventLoop loop, Link link, Sender sender, DeviceStates states, StateCosts costs, boolean acknowledged) {
        this.loop = loop;
        this.link = link;
        this.sender = sender;
        this.states = states;
        this.acknowledged = acknowledged && states.switchoverAck();
        boolean serial = states.transfer() == Transfer.SERIAL;
        bytesPerSecond = MIB * (serial ? costs.stateSerialMibPerSecond() : costs.stateParallelMibPerSecond());
        startPs = serial ? 0 : SimTime.ofMillis(costs.stateParallelStartMs());
        long each = SimTime.ofMillis(costs.stateAllocationMsPerMib() * states.bytesEach() / MIB);
        allocationPs = states.devices() == 0 ? 0 : serial ? each * states.devices() : each;
    }

    /** State still to be sent when the guest is stopped. */
    long stopCopyBytes() {
        return states.stopCopyBytes();
    }

    /** Whether the guest may be stopped, as far as the destination goes. */
    boolean mayStop() {
        return !acknowledged
                || states.aheadBytes() == 0
                || allocatedPs >= 0 && loop.nowPs() >= allocatedPs + link.latencyPs();
    }

    /** Sends what goes ahead, the first time that it is called; {@code then} runs when it is out. */
    void sendAhead(Runnable then) {
        if (ahead || states.aheadBytes() == 0) {
            then.run();
            return;
        }
        ahead = true;
        this.then = then;
        send(states.aheadBytes(), 0, AHEAD_SENT);
    }

    /** Sends the rest; {@code then} runs when it is out. */
    void sendRest(Runnable then) {
        if (states.stopCopyBytes() == 0) {
            then.run();
            return;
        }
        this.then = then;
        send(states.stopCopyBytes(), startPs, REST_SENT);
    }

    /** How long the destination has yet to make resources, if it has what it needs for that from now on. */
    long allocationLeftPs() {
        return allocatedPs < 0 ? allocationPs : Math.max(0, allocatedPs - loop.nowPs());
    }

    @Override
    public void handle(int kind, long argument) {
        switch (kind) {
            case AHEAD_SENT -> {
                allocatedPs = loop.nowPs() + link.latencyPs() + allocationPs;
                then.run();
            }
            case REST_SENT -> then.run();
            default -> throw new IllegalStateException("unknown kind " + kind);
        }
    }

    private void send(long bytes, long beforePs, int kind) {
        sender.addBytes(bytes);
        link.send(bytes, beforePs + Math.round(bytes / bytesPerSecond * SimTime.PS_PER_S), this, kind);
    }
}
