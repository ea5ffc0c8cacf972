package dirtysim.workloads.fit;

import dirtysim.engine.SimTime;
import dirtysim.guest.Direction;
import dirtysim.host.InputException;
import dirtysim.workloads.drivers.DriverDevice;
import dirtysim.workloads.drivers.DriverGuest;
import dirtysim.workloads.drivers.GuestRam;
import dirtysim.workloads.fit.FittedModel.Standing;
import dirtysim.workloads.record.CallKind;

/**
 * Puts the devices of a {@link FittedModel} into a guest, as they were or scaled.
 *
 * <p>Scaled by rate, all times between operations shrink. Scaled by live mappings, levels and bursts grow, and the waits
 * between bursts with them, so that the rate stays. Copies of the queues share their device: each has CPUs of its own, and as
 * many live mappings as the one that was recorded; the rate is that of all together.
 */
public final class FittedGuest {
    private static final long MOST_LIVE = 1 << 21;

    private final FittedModel model;
    private final int copies;
    private final double rateFactor;
    private final double liveFactor;

    /**
     * @param mapsPerSecond mapping calls a second of all copies; 0 for as many as recorded, times the copies
     * @param live mean live mappings of all copies; 0 for as many as recorded, times the copies
     * @param copies copies of each queue, 1 or more
     */
    public FittedGuest(FittedModel model, long mapsPerSecond, long live, int copies) {
        this.model = model;
        this.copies = copies;
        rateFactor = mapsPerSecond == 0 ? 1 : mapsPerSecond / model.mapsPerSecond() / copies;
        liveFactor = live == 0 ? 1 : live / model.meanLive() / copies;
    }

    /** Mapping calls a second of all copies. */
    public double mapsPerSecond() {
        return model.mapsPerSecond() * rateFactor * copies;
    }

    /** Whether the recorded guest deferred its flushes. */
    public boolean lazy() {
        return model.lazy();
    }

    /** CPUs that the copies need. */
    public int cpus() {
        return model.cpus() * copies;
    }

    /** How long the body has to be for as many maps of each copy as were recorded. */
    public double bodyMs() {
        return model.bodyMs() / rateFactor;
    }

    /**
     * Puts the devices into a guest.
     *
     * @param name whom to blame in an error
     * @throws InputException if more would be mapped than a guest can hold
     */
    public void attach(DriverGuest guest, String name) {
        if (model.meanLive() * liveFactor * copies > MOST_LIVE) {
            throw new InputException(
                    name,
                    Math.round(model.meanLive() * liveFactor * copies) + " live mappings are more than " + MOST_LIVE,
                    "lower live or queues");
        }
        if (model.flushTimerMs() != null) {
            Deck timer = new Deck(model.flushTimerMs(), guest.random("flush timer"));
            guest.flushTimer(() -> SimTime.ofMillis(timer.draw()));
        }
        for (int number = 0; number < model.devices().size(); number++) {
            DriverDevice device = guest.device(model.devices().get(number));
            for (Standing standing : model.standing()) {
                for (int i = 0; standing.device() == number && i < standing.count(); i++) {
                    stand(guest, device, standing);
                }
            }
            FittedMemory memory = new FittedMemory(guest);
            for (int copy = 0; copy < copies; copy++) {
                for (int queue = 0; queue < model.queues().size(); queue++) {
                    if (model.queues().get(queue).device() == number) {
                        String use = "queue " + queue + " copy " + copy;
                        new FittedDriver(device, memory, model.queues().get(queue), rateFactor, liveFactor, use)
                                .onCpusFrom(copy * model.cpus())
                                .start();
                    }
                }
            }
        }
    }

    private static void stand(DriverGuest guest, DriverDevice device, Standing standing) {
        if (standing.direction() == Direction.COHERENT) {
            device.allocate(0, (long) standing.pages() << 12);
            return;
        }
        long[] gpas = {GuestRam.gpa(guest.ram().area(standing.pages(), "standing mappings"))};
        device.map(0, standing.direction(), CallKind.DMA_MAP_PAGE, 0, (long) standing.pages() << 12, gpas, new int[] {
            standing.pages()
        });
    }
}
