package dirtysim.workloads.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.InputException;
import dirtysim.workloads.Trace;
import dirtysim.workloads.Traces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratedNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "generated:steady|generated:steady,live=16384,dirty=100000,churn=1000",
                "generated:steady,churn=0,live=7|generated:steady,live=7,dirty=100000,churn=0",
                "generated:steady,lazy=no,pages=1,over=2048MiB|generated:steady,live=16384,dirty=100000,churn=1000",
                "generated:steady,over=1TiB,lazy=yes,pages=2"
                        + "|generated:steady,live=16384,pages=2,dirty=100000,churn=1000,over=1TiB,lazy=yes",
                "generated:nic,packet=1500,rx=100Gbit/s|generated:nic,rx=100Gbit/s,tx=0Mbit/s,queues=4,ring=1024",
                "generated:nvme+nic,tx=1500Mbit/s"
                        + "|generated:nvme,iops=100000,depth=32,queues=1+nic,rx=25Gbit/s,tx=1500Mbit/s,queues=4,ring=1024",
            })
    void oneWorkloadHasOneName(String written, String canonical) {
        assertEquals(canonical, GeneratedName.parse(written, "test").canonical());
        assertEquals(canonical, GeneratedName.parse(canonical, "test").canonical());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "generated:stedy|no kind of generated workload is called 'stedy'; did you mean 'steady'? Known: steady, nic, nvme, virtio, rdma, fitted",
                "generated:|no kind of generated workload is called ''; take one of steady, nic, nvme, virtio, rdma, fitted",
                "generated:steady,liv=3|steady has no key 'liv'; did you mean 'live'? Known: live (1 to 4194304)",
                "generated:nic,paket=9000|nic has no key 'paket'; did you mean 'packet'? Known: rx (0Mbit/s to 800Gbit/s)",
                "generated:nic,rx=10|rx is '10'; write it like 180Mbit/s or 25Gbit/s",
                "generated:nic,rx=1000Gbit/s|rx is out of its range; stay within 0Mbit/s to 800Gbit/s",
                "generated:nic+steady|steady cannot be joined with other kinds; name it alone",
                "generated:nic+nvme,lazy=yes|lazy is of the whole guest; give it in the first part",
                "generated:nic+|no kind of generated workload is called ''",
                "generated:steady,live|'live' has no value; write KEY=VALUE: live (1 to 4194304)",
                "generated:steady,|'' has no value; write KEY=VALUE",
                "generated:steady,live=0|live is out of its range; stay within 1 to 4194304",
                "generated:steady,live=1.5|live is '1.5'; write it like 16384",
                "generated:steady,live=-1|live is '-1'; write it like 16384",
                "generated:nic,body=-1|body is '-1'; write it like 0 or 1000",
                "generated:steady,live=3,live=4|live is given twice; give it once",
                "generated:steady,over=2GB|over is '2GB'; write it like 512MiB, 16GiB or 1TiB",
                "generated:steady,over=999999999999TiB|over is out of its range; stay within 64MiB to 16TiB",
                "generated:steady,lazy=true|lazy is 'true'; write yes or no",
            })
    void whatIsWrongIsSaid(String written, String complaint) {
        String message = assertThrows(InputException.class, () -> GeneratedName.parse(written, "line 7"))
                .getMessage();
        assertTrue(message.startsWith("line 7: " + complaint), message);
    }

    @Test
    void valuesMustGoTogether() {
        assertTrue(complaint("generated:steady,live=4194304")
                .contains("4194304 mappings of 1 pages, beside the pool of buffers, do not fit 2GiB"));
        assertTrue(complaint("generated:steady,live=3,devices=4").contains("are fewer than the devices"));
    }

    private static String complaint(String name) {
        return assertThrows(InputException.class, () -> Traces.open(name, false).workload())
                .getMessage();
    }

    @Test
    void itStandsInThePlaceOfATrace() {
        Trace trace = Traces.open("generated:steady,live=10,churn=0", false);
        assertEquals("generated:steady,live=10,dirty=100000,churn=0", trace.name());
        assertEquals(trace.name(), trace.workload().name());
        assertEquals(10, trace.workload().size());
        String message = assertThrows(InputException.class, trace::statistics).getMessage();
        assertTrue(message.contains("it is generated, and so has no recording"), message);
        assertFalse(GeneratedName.is("e1000e-rx-strict"));
    }
}
