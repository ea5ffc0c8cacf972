package dirtysim.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "ns, 0.5us, 500",
        "ns, 3 s, 3000000000",
        "us, 20ns, 0.02",
        "ms, 1.5s, 1500",
        "bytes, 64KiB, 65536",
        "KiB, 1MiB, 1024",
        "GB/s, 64Gbit/s, 8",
        "MiB/s, 1GiB/s, 1024",
        "ns, 500, 500",
        "ns, 64KiB, 64KiB",
        "ns, 0.5 US, 0.5 US",
        "entries, 5ns, 5ns",
        "ms/GiB, 5ms, 5ms",
    })
    void isConvertedIntoAUnitOfItsKindAndLeftAloneOtherwise(String unit, String text, String expected) {
        assertEquals(expected, Quantity.in(unit, text));
    }

    @ParameterizedTest
    @CsvSource({
        "64GiB, 68719476736",
        "64 GiB, 68719476736",
        "1.5MiB, 1572864",
        "500MB, 500000000",
        "1TiB, 1099511627776",
        "4096B, 4096",
        "2KiB, 2048",
        "2KB, 2000",
        "3GB, 3000000000",
        "1TB, 1000000000000",
    })
    void bytes(String text, long bytes) {
        assertEquals(bytes, Quantity.BYTES.whole(text, "--ram"));
    }

    @ParameterizedTest
    @CsvSource({
        "25Gbit/s, 3125000000",
        "800Mbit/s, 100000000",
        "0.1Tbit/s, 12500000000",
        "8bit/s, 1",
        "8kbit/s, 1000",
        "1.2GB/s, 1200000000",
        "3MiB/s, 3145728",
        "1GiB/s, 1073741824",
        "7B/s, 7",
    })
    void rates(String text, long bytesPerSecond) {
        assertEquals(bytesPerSecond, Quantity.RATE.whole(text, "--link"));
    }

    @ParameterizedTest
    @CsvSource({"300ms, 300", "1.5s, 1500", "250us, 0.25", "20ns, 0.00002", "0ms, 0"})
    void durations(String text, double milliseconds) {
        assertEquals(
                milliseconds, Quantity.DURATION.parse(text, "--downtime-limit").doubleValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GiB",
                "64",
                "64Gi",
                "64gib",
                "64 G iB",
                "-1GiB",
                "+1GiB",
                "1e3MiB",
                "1,5GiB",
                ".5GiB",
                "1.GiB",
                "0x10MiB",
                "64GiB/s",
                "64GiB extra",
                "1234567890123456789GiB",
                "1_000MiB",
                "٦٤GiB"
            })
    void refusesWhatIsNoSize(String text) {
        InputException refused = assertThrows(InputException.class, () -> Quantity.BYTES.whole(text, "--ram"));
        assertTrue(refused.getMessage().startsWith("--ram: '" + text + "' is no"), refused.getMessage());
        assertTrue(refused.getMessage().contains("2GiB, 512MiB or 500MB"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5B", "0.0001KiB", "99999999TiB"})
    void refusesFractionsOfAByteAndMoreThanALongHolds(String text) {
        InputException refused = assertThrows(InputException.class, () -> Quantity.BYTES.whole(text, "--ram"));
        assertTrue(refused.getMessage().contains("no whole number of bytes, or too many"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"25Gb/s", "25Gbit", "25gbit/s", "25Gbps", "25KBIT/s"})
    void refusesWhatIsNoRate(String text) {
        assertThrows(InputException.class, () -> Quantity.RATE.whole(text, "--link"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"300", "300 msec", "5m", "1h", "-5ms"})
    void refusesWhatIsNoDuration(String text) {
        assertThrows(InputException.class, () -> Quantity.DURATION.parse(text, "--downtime-limit"));
    }
}
