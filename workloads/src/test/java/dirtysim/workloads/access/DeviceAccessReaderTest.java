package dirtysim.workloads.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.InputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceAccessReaderTest {
    private static final String HEAD = "host_us,guest_us,flush_rank,did,bdf,iova,gpa,len,op,what,iotlb\n";

    private static List<DeviceAccess> read(String text) throws IOException {
        List<DeviceAccess> accesses = new ArrayList<>();
        DeviceAccessReader.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "a.csv", accesses::add);
        return accesses;
    }

    @Test
    void readsEachAccess() throws IOException {
        assertEquals(
                List.of(
                        new DeviceAccess(11008340, 0, 4, "0000:00:02.0", 0xfffff000L, 0x14837000L, 16, false, false),
                        new DeviceAccess(
                                11008377,
                                DeviceAccess.UNRANKED,
                                65535,
                                "0000:00:02.0",
                                0xffefc002L,
                                0x148af002L,
                                4094,
                                true,
                                true)),
                read("# what it is\r\n" + HEAD
                        + "1795354858770631,11008340,0,4,0000:00:02.0,fffff000,14837000,16,R,tx_desc_rd,miss\r\n\n"
                        + "1795354858770668,11008377,,65535,0000:00:02.0,ffefc002,148af002,,W,tx_buf,hit"));
    }

    @Test
    void columnsMayStandInAnyOrderAndOthersAreSkipped() throws IOException {
        assertEquals(
                List.of(new DeviceAccess(7, 3, 4, "d", 0x1000, 0x2000, 4096, true, false)),
                read("iotlb,op,gpa,more,iova,bdf,did,flush_rank,guest_us\nmiss,W,2000,?,1000,d,4,3,7\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1,x,0,4,d,1000,2000,16,R,w,miss    | guest_us is 'x', no decimal number
            1,,0,4,d,1000,2000,16,R,w,miss     | guest_us is '', no decimal number
            1,7,-1,4,d,1000,2000,16,R,w,miss   | flush_rank is '-1', no decimal number
            1,7,0,65536,d,1000,2000,16,R,w,miss | a domain's number has 16 bits
            1,7,0,4,,1000,2000,16,R,w,miss     | bdf is empty
            1,7,0,4,d,0x1000,2000,16,R,w,miss  | iova is '0x1000', no hexadecimal number
            1,7,0,4,d,1000,ffffffffffffffff,16,R,w,miss | gpa is 'ffffffffffffffff', no hexadecimal number of 63 bits
            1,7,0,4,d,1000,2000,16,r,w,miss    | op is 'r', neither W nor R
            1,7,0,4,d,1000,2000,16,R,w,maybe   | iotlb is 'maybe', neither hit nor miss
            1,7,0,4,d,1000,2000,16,R,w         | there are 10 fields, and 11 columns
            """)
    void aBrokenLineIsNamed(String line, String complaint) {
        InputException refusal = assertThrows(InputException.class, () -> read("#\n" + HEAD + line + "\n"));
        assertTrue(refusal.getMessage().startsWith("a.csv, line 3: "), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(complaint), refusal.getMessage());
    }

    @Test
    void aMissingColumnAndAnEmptyFileAreRefused() {
        String missing = assertThrows(InputException.class, () -> read("guest_us,did\n1,2\n"))
                .getMessage();
        assertTrue(missing.startsWith("a.csv, line 1: there is no column 'flush_rank'"), missing);
        String empty = assertThrows(InputException.class, () -> read(HEAD)).getMessage();
        assertTrue(empty.startsWith("a.csv: there is no access in 1 lines"), empty);
    }

    @Test
    void aLineWithoutEndIsNotKept() {
        AtomicLong read = new AtomicLong();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                read.incrementAndGet();
                return 'a';
            }
        };
        String said = assertThrows(InputException.class, () -> DeviceAccessReader.read(endless, "a.csv", access -> {}))
                .getMessage();
        assertTrue(said.startsWith("a.csv, line 1: the line is longer than any access; "), said);
        assertTrue(read.get() < 4 << 20, read + " bytes were read");
    }
}
