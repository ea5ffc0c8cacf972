package dirtysim.workloads.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.engine.SimTime;
import dirtysim.guest.Direction;
import dirtysim.guest.Workload;
import dirtysim.guest.Workload.Kind;
import dirtysim.host.InputException;
import dirtysim.workloads.Traces;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriverKindsTest {
    private static Workload of(String name) {
        return Traces.open("generated:" + name, false).workload();
    }

    private static long count(Workload workload, Kind kind, IntPredicate which) {
        return IntStream.range(workload.bodyStart(), workload.seamStart())
                .filter(op -> workload.kind(op) == kind && which.test(op))
                .count();
    }

    private static double perSecond(Workload workload, Kind kind, IntPredicate which) {
        return count(workload, kind, which) / SimTime.toSeconds(workload.bodyPs());
    }

    /** Greatest and mean number of live mappings of a kind over the body. */
    private static double[] live(Workload workload, IntPredicate which) {
        long live = 0;
        long most = 0;
        double sum = 0;
        long lastPs = 0;
        for (int op = 0; op < workload.seamStart(); op++) {
            sum += (double) live * (workload.timePs(op) - lastPs);
            lastPs = workload.timePs(op);
            if (workload.kind(op) != Kind.FLUSH && which.test(op)) {
                live += workload.kind(op) == Kind.MAP ? 1 : -1;
                most = op < workload.bodyStart() ? most : Math.max(most, live);
            }
        }
        return new double[] {most, (sum + (double) live * (workload.bodyPs() - lastPs)) / workload.bodyPs()};
    }

    private static IntPredicate direction(Workload workload, Direction direction) {
        return op -> workload.direction(op) == direction;
    }

    @ParameterizedTest
    @CsvSource({"25, 1500, 4, 2048", "100, 1500, 16, 2048", "10, 9000, 2, 9216", "1, 64, 1, 256"})
    void aCardReceivesWhatIsAskedFor(long gbit, int packet, int queues, int buffer) {
        Workload nic = of(
                "nic,rx=" + gbit + "Gbit/s,packet=" + packet + ",queues=" + queues + ",buffer=" + buffer + ",batch=1");
        double expected = gbit * 1e9 / 8 / packet;
        double unmaps = perSecond(nic, Kind.UNMAP, direction(nic, Direction.FROM_DEVICE));
        assertEquals(expected, unmaps, 0.02 * expected);
        double[] live = live(nic, direction(nic, Direction.FROM_DEVICE));
        assertEquals(queues * 1023, live[0], "all descriptors but one hold a buffer after each poll");
        assertTrue(live[1] > 0.9 * queues * 1023, "a ring is filled again at once");
        assertEquals(queues, nic.cpus());
    }

    @Test
    void aCardIsRefilledInBatches() {
        Workload nic = of("nic,rx=5Gbit/s,queues=1,ring=256,batch=64,moderation=10");
        int inARow = 0;
        for (int op = nic.bodyStart(); op < nic.seamStart(); op++) {
            if (nic.kind(op) == Kind.MAP) {
                inARow++;
            } else {
                assertEquals(0, inARow % 64, "maps come by 64");
                inARow = 0;
            }
        }
    }

    @Test
    void buffersShareAPageIfTheyFit() {
        assertEquals(0.5, sharedShare(of("nic,rx=10Gbit/s,buffer=2048")), 0.02);
        assertEquals(0.75, sharedShare(of("nic,rx=1Gbit/s,buffer=1024,packet=1000")), 0.02);
        assertEquals(0, sharedShare(of("nic,rx=10Gbit/s,buffer=4096")), 0);
    }

    /** Maps that begin in the page of the map before them on the same CPU. */
    private static double sharedShare(Workload nic) {
        long[] lastGpa = new long[nic.cpus()];
        long same = 0;
        long maps = 0;
        for (int op = nic.bodyStart(); op < nic.seamStart(); op++) {
            if (nic.kind(op) == Kind.MAP) {
                long gpa = nic.segmentGpa(nic.segmentStart(op));
                same += gpa == lastGpa[nic.cpu(op)] ? 1 : 0;
                maps++;
                lastGpa[nic.cpu(op)] = gpa;
            }
        }
        return (double) same / maps;
    }

    @Test
    void aCardSends() {
        Workload nic = of("nic,rx=0Mbit/s,tx=20Gbit/s,queues=2,moderation=50");
        double expected = 20e9 / 8 / 1500;
        assertEquals(expected, perSecond(nic, Kind.MAP, direction(nic, Direction.TO_DEVICE)), 0.02 * expected);
        // Little's law: each packet is mapped for one interval.
        assertEquals(expected * 50e-6, live(nic, direction(nic, Direction.TO_DEVICE))[1], 0.05 * expected * 50e-6);
        assertEquals(0, count(nic, Kind.MAP, direction(nic, Direction.FROM_DEVICE)));
    }

    @ParameterizedTest
    @CsvSource({"100000, 32, 1, 4", "1000000, 64, 8, 4", "20000, 4, 2, 128", "5000, 8, 1, 1024"})
    void aDriveKeepsItsDepthAndItsRate(long iops, int depth, int queues, int block) {
        String name = "nvme,iops=" + iops + ",depth=" + depth + ",queues=" + queues + ",block=" + block;
        Workload nvme = of(name + ",reads=70");
        double[] live = live(nvme, op -> nvme.direction(op) != Direction.COHERENT);
        assertEquals(depth * queues, live[0], "never deeper");
        assertEquals(depth * queues, live[1], 1e-6, "and never less deep");
        assertEquals(iops, perSecond(nvme, Kind.MAP, op -> true), 0.04 * iops);
        double reads = count(nvme, Kind.MAP, direction(nvme, Direction.FROM_DEVICE));
        double share = reads / count(nvme, Kind.MAP, op -> true);
        assertEquals(0.7, share, 0.02);
        assertEquals(block / 4, nvme.pages(nvme.bodyStart() + 1));
    }

    @Test
    void segmentsAreAsLongAsAskedFor() {
        Workload nvme = of("nvme,block=128,segment=5,iops=10000");
        int map = nvme.bodyStart();
        while (nvme.kind(map) != Kind.MAP) {
            map++;
        }
        assertEquals(7, nvme.segmentEnd(map) - nvme.segmentStart(map), "six of five pages and one of two");
        assertEquals(2, nvme.segmentPages(nvme.segmentEnd(map) - 1));
    }

    @Test
    void aVirtioRequestIsFourMappingsOfTwoDirections() {
        Workload virtio = of("virtio,iops=50000,depth=16");
        assertEquals(200_000, perSecond(virtio, Kind.MAP, op -> true), 8_000);
        double[] live = live(virtio, op -> virtio.direction(op) != Direction.COHERENT);
        assertEquals(64, live[0]);
        double toDevice = perSecond(virtio, Kind.MAP, direction(virtio, Direction.TO_DEVICE));
        assertEquals(100_000, toDevice, 4_000, "header and descriptors");
    }

    @Test
    void regionsComeAndGoByLittlesLaw() {
        Workload rdma = of("rdma,regions=16,churn=50000,hold=2000,region=64,dirty=5000,body=400");
        double[] live = live(rdma, direction(rdma, Direction.BIDIRECTIONAL));
        assertEquals(16 + 50_000 * 2e-3, live[1], 6);
        assertEquals(5_000, rdma.steadyWritesPerSecond(0));
        assertEquals(
                17, rdma.bodyStart(), "the setup is the queue and what stays, which alone is written all the time");
    }

    @Test
    void severalKindsShareAGuest() {
        Workload mix = of("nic,rx=10Gbit/s,queues=2+nvme,iops=50000+virtio,iops=10000");
        assertEquals(3, mix.devices().size());
        assertEquals(2, mix.cpus());
        assertEquals(50_000, perSecond(mix, Kind.MAP, op -> mix.device(op) == 1), 3_000);
        double packets = 10e9 / 8 / 1500;
        assertEquals(packets, perSecond(mix, Kind.UNMAP, op -> mix.device(op) == 0), 0.02 * packets);
    }

    @Test
    void aLazyGuestFlushesWhenARingIsFullOrTheTimerEnds() {
        Workload seldom = of("nvme,iops=5000,lazy=yes,body=500");
        assertEquals(50, count(seldom, Kind.FLUSH, op -> true), 2, "each 10 ms");
        Workload often = of("nvme,iops=500000,depth=64,lazy=yes");
        double unmaps = count(often, Kind.UNMAP, op -> true);
        double flushes = count(often, Kind.FLUSH, op -> true);
        assertEquals(255, unmaps / flushes, 12, "255 fit the ring of a CPU");
        assertEquals(0, count(of("nvme"), Kind.FLUSH, op -> true), "a strict guest has no flushes of its own");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nic,rx=0Mbit/s|it neither receives nor sends",
                "nic,packet=9000|a packet of 9000 bytes does not fit a receive buffer; give buffer=9000 or more",
                "nic,rx=800Gbit/s,packet=60,queues=1|more than half its ring",
                "nvme,block=6|block=6 is not whole pages; give a multiple of 4",
                "nvme,depth=4096,queues=64,block=1024|do not fit into a quarter of the guest's memory; raise over",
                "rdma,churn=1000000,hold=10000000|regions that do not stay are registered at once",
                "nic,body=10000,rx=100Gbit/s,queues=16|has more than 20000000 maps",
                "nic,ring=64,batch=64|a ring of 64 descriptors runs dry before 64 of them are refilled; give batch=32",
                "nvme,iops=20000000,block=1024|even 5 ms have more than 20000000 maps",
                "rdma,regions=4096,region=262144,segment=1,over=16TiB|map far more than their rate says",
            })
    void whatDoesNotGoTogetherIsSaid(String name, String complaint) {
        String message = assertThrows(InputException.class, () -> of(name)).getMessage();
        assertTrue(message.contains(complaint), message);
        assertTrue(message.startsWith("generated:"), message);
    }

    @Test
    void largeGuestsTakeLittleMemory() {
        Workload large = of("nic,rx=100Gbit/s,queues=32,over=1TiB");
        assertTrue(large.size() < 800_000, large.size() + " operations");
        WorkloadInvariants.check(large, 1L << 40, large.name());
    }

    @Test
    void randomParametersKeepTheInvariants() {
        for (long seed = 1; seed <= 60; seed++) {
            RandomStream random = new RandomStreams(seed).stream("parameters");
            String name = randomName(random, seed);
            Workload workload = of(name);
            WorkloadInvariants.check(
                    workload, name.contains("over=8GiB") ? 8L << 30 : 4L << 30, "seed " + seed + " " + name);
        }
    }

    private static String randomName(RandomStream random, long seed) {
        String guest = ",body=" + (1 + random.nextInt(8)) + ",seed=" + seed + ",lazy="
                + (random.nextBoolean(0.5) ? "yes" : "no") + ",cpus=" + random.nextInt(4) + ",over="
                + (random.nextBoolean(0.5) ? "8GiB" : "2GiB");
        String name = part(random) + guest;
        return random.nextBoolean(0.5) ? name + "+" + part(random) : name;
    }

    private static String part(RandomStream random) {
        int queues = 1 + random.nextInt(8);
        return switch (random.nextInt(4)) {
            case 0 ->
                "nic,queues=" + queues + ",rx=" + random.nextInt(20) + "Gbit/s,tx=" + (1 + random.nextInt(20))
                        + "Gbit/s,buffer=" + (1500 + random.nextInt(8000)) + ",fresh=" + random.nextInt(101) + ",batch="
                        + (1 + random.nextInt(64)) + ",ring=" + (256 + random.nextInt(2000)) + ",moderation="
                        + (1 + random.nextInt(30));
            case 1, 2 ->
                (random.nextBoolean(0.5) ? "nvme" : "virtio") + ",queues=" + queues + ",iops="
                        + (1 + random.nextInt(500_000)) + ",depth=" + (1 + random.nextInt(64)) + ",block="
                        + 4 * (1 + random.nextInt(64)) + ",segment=" + (1 + random.nextInt(40)) + ",reads="
                        + random.nextInt(101) + ",cache=" + (random.nextBoolean(0.5) ? "yes" : "no");
            default ->
                "rdma,regions=" + (1 + random.nextInt(50)) + ",churn=" + random.nextInt(5_000) + ",region="
                        + 4 * (1 + random.nextInt(500)) + ",segment=" + (1 + random.nextInt(600)) + ",hold="
                        + (1 + random.nextInt(5_000));
        };
    }

    /** A body is as long as its maps take, and a list of segments maps each of them. */
    @ParameterizedTest
    @CsvSource({"'nvme,block=1024', 256", "'virtio,block=64', 19", "'nvme,block=1024,segment=128', 2"})
    void aBodyHasAsManyMapsWithSegmentsAsWithout(String name, int mapsOfRequest) {
        double wanted = Math.min(1, 250_000 / (100_000.0 * mapsOfRequest));
        assertEquals(wanted, SimTime.toSeconds(of(name).bodyPs()), 1e-3, name);
    }
}
