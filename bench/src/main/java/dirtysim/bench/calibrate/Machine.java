package dirtysim.bench.calibrate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/**
 * The machine that is measured, as far as it tells.
 *
 * @param processor model of the processor; the architecture where no model is to be had
 * @param processors processors that Java may use
 * @param cacheBytes last-level cache
 */
record Machine(String processor, int processors, long cacheBytes) {
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");
    private static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache");
    /** More than most servers have for a core, where Linux does not say. */
    private static final long UNKNOWN_CACHE_BYTES = 64L << 20;

    /** This one. */
    static Machine here() {
        return new Machine(processorName(), Runtime.getRuntime().availableProcessors(), lastLevelCache());
    }

    /** Processor, day and JDK, for a source. */
    String words() {
        return processor + ", " + processors + (processors == 1 ? " processor" : " processors") + " ("
                + LocalDate.now(ZoneOffset.UTC) + ", JDK " + Runtime.version() + ")";
    }

    private static String processorName() {
        String unknown = System.getProperty("os.arch");
        try (Stream<String> lines = Files.lines(CPUINFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .filter(name -> !name.isEmpty())
                    .findFirst()
                    .orElse(unknown);
        } catch (IOException | UncheckedIOException e) {
            return unknown;
        }
    }

    private static long lastLevelCache() {
        try (Stream<Path> caches = Files.list(CACHES)) {
            return caches.map(cache -> cache.resolve("size"))
                    .filter(Files::isReadable)
                    .mapToLong(Machine::bytes)
                    .max()
                    .orElse(UNKNOWN_CACHE_BYTES);
        } catch (IOException | UncheckedIOException e) {
            return UNKNOWN_CACHE_BYTES;
        }
    }

    /** Linux writes {@code 32768K}. */
    private static long bytes(Path size) {
        try {
            String text = Files.readString(size).strip();
            return text.matches("[0-9]{1,9}K") ? Long.parseLong(text.substring(0, text.length() - 1)) << 10 : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
