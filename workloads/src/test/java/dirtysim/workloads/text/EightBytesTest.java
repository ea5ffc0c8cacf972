package dirtysim.workloads.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Eight bytes at a time give what one at a time gives. */
class EightBytesTest {
    private static final long SEED = 6;
    private static final byte[] TEMPTING =
            "0123456789abcdefABCDEFgGzZ_/:@[`{ -\r\n\u007f".getBytes(StandardCharsets.ISO_8859_1);

    /** Mostly bytes on either side of what counts as a digit or a letter, some of any value. */
    private static byte[] bytes(RandomStream random, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = random.nextInt(8) == 0
                    ? (byte) random.nextInt(256)
                    : TEMPTING[random.nextInt(random.nextInt(2) == 0 ? 10 : TEMPTING.length)];
        }
        return bytes;
    }

    @Test
    void countsAndNumbers() {
        RandomStream random = new RandomStreams(SEED).stream("words");
        for (int n = 0; n < 300_000; n++) {
            byte[] bytes = bytes(random, 8);
            long word = EightBytes.at(bytes, 0);
            String which = "seed " + SEED + ", case " + n + ": " + Arrays.toString(bytes);
            int digits = 0;
            long value = 0;
            while (digits < 8 && bytes[digits] >= '0' && bytes[digits] <= '9') {
                value = value * 10 + bytes[digits++] - '0';
            }
            assertEquals(digits, EightBytes.digits(word), which);
            if (digits > 0) {
                assertEquals(value, EightBytes.decimal(word, digits), which);
            }
            int letters = 0;
            while (letters < 8 && isOfName(bytes[letters])) {
                letters++;
            }
            assertEquals(letters, EightBytes.nameBytes(word), which);
        }
    }

    private static boolean isOfName(byte b) {
        return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '_';
    }

    @Test
    void keys() {
        RandomStream random = new RandomStreams(SEED).stream("keys");
        for (int n = 0; n < 100_000; n++) {
            int length = random.nextInt(30);
            byte[] line = bytes(random, 40 + EightBytes.SLACK);
            int from = random.nextInt(10);
            byte[] key = Arrays.copyOfRange(line, from, from + length);
            String which = "seed " + SEED + ", case " + n + ": " + Arrays.toString(key);
            assertEquals(EightBytes.hash(line, from, from + length), Key.of(key).hash(), which);
            if (length > 0 && random.nextInt(2) == 0) {
                key[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
            }
            boolean same = Arrays.equals(key, Arrays.copyOfRange(line, from, from + length));
            assertEquals(same, Key.of(key).standsAt(line, from), which);
        }
    }
}
