package dirtysim.workloads.drivers;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.RandomStreams;
import dirtysim.engine.SimTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.commons.math3.random.RandomGenerator;

/** The guest kernel under the drivers: clock, memory, CPUs and devices. One thread only. */
public final class DriverGuest implements EventHandler {
    private static final long FLUSH_TIMER_PS = 10 * SimTime.PS_PER_MS;
    private static final long DEPOT_PS = 100 * SimTime.PS_PER_MS;

    private final EventLoop loop = new EventLoop();
    private final OperationSink sink;
    private final boolean lazy;
    private final int cpus;
    private final GuestRam ram;
    private final RandomStreams streams;
    private final List<DriverDevice> devices = new ArrayList<>();
    private long operationsLeft = Long.MAX_VALUE;
    private LongSupplier flushTimerPs = () -> FLUSH_TIMER_PS;
    private final List<Runnable> atBegin = new ArrayList<>();

    /**
     * @param sink hears of the operations
     * @param lazy whether unmaps are flushed later
     * @param cpus CPUs, 1 or more
     * @param ram where buffers lie
     * @param streams what is random
     */
    public DriverGuest(OperationSink sink, boolean lazy, int cpus, GuestRam ram, RandomStreams streams) {
        this.sink = sink;
        this.lazy = lazy;
        this.cpus = cpus;
        this.ram = ram;
        this.streams = streams;
        loop.schedule(DEPOT_PS, this, 0, 0);
    }

    /** Adds a device, in a domain of its own. */
    public DriverDevice device(String name) {
        sink.device(name);
        DriverDevice device = new DriverDevice(this, devices.size());
        devices.add(device);
        return device;
    }

    /** Devices so far. */
    public int devices() {
        return devices.size();
    }

    /** The guest's clock; drivers schedule themselves here. */
    public EventLoop loop() {
        return loop;
    }

    /** Its memory. */
    public GuestRam ram() {
        return ram;
    }

    /** Its CPUs. */
    public int cpus() {
        return cpus;
    }

    /** Whether unmaps are flushed later. */
    public boolean lazy() {
        return lazy;
    }

    /** Random numbers for one use, as commons-math's distributions want them. */
    public RandomGenerator random(String use) {
        return new StreamGenerator(streams.stream(use));
    }

    /** Refuses to map more often than so many times, which drivers with odd parameters might do at one instant. */
    public void mostMaps(long maps) {
        operationsLeft = maps;
    }

    void countMaps(int segments) {
        operationsLeft -= segments;
        if (operationsLeft < 0) {
            throw new IllegalStateException("its drivers map far more than their rate says, and than memory holds");
        }
    }

    /** How long a lazy guest's flush timer runs, each time that it is set; 10 ms if nobody says. */
    public void flushTimer(LongSupplier timerPs) {
        flushTimerPs = timerPs;
    }

    long flushTimerPs() {
        return flushTimerPs.getAsLong();
    }

    /** Does something at the moment at which the load begins, so that it is not there before. */
    public void whenLoadBegins(Runnable what) {
        atBegin.add(what);
    }

    /**
     * Runs the drivers: first until what they do has settled, then the load.
     *
     * @param settlePs how long before the load begins
     * @param bodyPs how long the load is
     * @return when it ends
     */
    public long run(long settlePs, long bodyPs) {
        loop.runUntil(settlePs);
        sink.beginBody(settlePs);
        atBegin.forEach(Runnable::run);
        loop.runUntil(settlePs + bodyPs);
        return settlePs + bodyPs;
    }

    @Override
    public void handle(int kind, long argument) {
        devices.forEach(DriverDevice::trimDepots);
        loop.schedule(DEPOT_PS, this, 0, 0);
    }

    OperationSink sink() {
        return sink;
    }
}
