package dirtysim.workloads.generate;

import dirtysim.engine.EventHandler;
import dirtysim.engine.SimTime;
import dirtysim.guest.Direction;
import dirtysim.host.InputException;
import dirtysim.workloads.drivers.DmaBuffer;
import dirtysim.workloads.drivers.DriverDevice;
import dirtysim.workloads.drivers.DriverGuest;
import dirtysim.workloads.drivers.GuestRam;
import dirtysim.workloads.record.CallKind;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.ExponentialDistribution;

/** The regions of an {@link RdmaKind}: registrations come as a Poisson process, and each is given up after a random time. */
final class Regions implements EventHandler {
    private static final int REGISTER = 0;
    private static final int GIVE_UP = 1;
    private static final int PAGE_BYTES = 4096;

    private record Registered(DmaBuffer buffer, long firstPage) {}

    private final DriverGuest guest;
    private final DriverDevice device;
    private final int cpu;
    private final int pages;
    private final int[] segments;
    private final ExponentialDistribution hold;
    private final Map<Long, Registered> registered = new TreeMap<>();
    private final Deque<Long> idle = new ArrayDeque<>();
    private ExponentialDistribution gap;
    private long count;

    Regions(DriverGuest guest, DriverDevice device, int cpu, int pages, KindValues values) {
        this.guest = guest;
        this.device = device;
        this.cpu = cpu;
        this.pages = pages;
        int segment = (int) Math.min(pages, values.value(RdmaKind.SEGMENT.key()));
        segments = new int[(pages + segment - 1) / segment];
        Arrays.fill(segments, segment);
        segments[segments.length - 1] = pages - segment * (segments.length - 1);
        double holdPs = (double) values.value(RdmaKind.HOLD.key()) * SimTime.PS_PER_US;
        hold = new ExponentialDistribution(guest.random("rdma " + device.index() + " hold"), holdPs);
    }

    int pages() {
        return pages;
    }

    DmaBuffer map(long firstPage) {
        long[] gpas = new long[segments.length];
        for (int segment = 0; segment < gpas.length; segment++) {
            gpas[segment] = GuestRam.gpa(firstPage + (long) segment * segments[0]);
        }
        CallKind call = gpas.length == 1 ? CallKind.DMA_MAP_PAGE : CallKind.DMA_MAP_SG;
        long bytes = (long) pages * PAGE_BYTES;
        return device.map(cpu, Direction.BIDIRECTIONAL, call, 0, bytes, gpas, segments);
    }

    /**
     * Registers from the moment on at which the load begins: what is there before is what the device writes all the time,
     * and must stay.
     *
     * @param gapPs mean time from one registration to the next
     * @param atOnce how many are registered at once on average; as many are at the beginning
     */
    void churn(double gapPs, double atOnce) {
        gap = new ExponentialDistribution(guest.random("rdma " + device.index() + " gap"), gapPs);
        // Registered at once is Poisson; eight sigma above its mean is never reached.
        long room = (long) Math.ceil(atOnce + 8 * Math.sqrt(atOnce) + 8);
        long first = guest.ram().area(room * pages, "regions that do not stay");
        for (long place = 0; place < room; place++) {
            idle.add(first + place * pages);
        }
        guest.whenLoadBegins(() -> {
            for (long i = 0; i < Math.round(atOnce); i++) {
                register();
            }
            next();
        });
    }

    @Override
    public void handle(int kind, long argument) {
        if (kind == REGISTER) {
            register();
            next();
        } else {
            Registered gone = registered.remove(argument);
            device.unmap(cpu, gone.buffer());
            idle.add(gone.firstPage());
        }
    }

    private void next() {
        guest.loop().schedule(Math.round(gap.sample()), this, REGISTER, 0);
    }

    private void register() {
        if (idle.isEmpty()) {
            throw new InputException("rdma", "no place is left for a region", "lower churn or hold");
        }
        long place = idle.remove();
        registered.put(count, new Registered(map(place), place));
        guest.loop().schedule(Math.max(1, Math.round(hold.sample())), this, GIVE_UP, count++);
    }
}
