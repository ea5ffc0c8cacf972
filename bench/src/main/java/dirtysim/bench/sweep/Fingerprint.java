package dirtysim.bench.sweep;

import dirtysim.bench.suite.Plan;
import dirtysim.reports.ResultsJson;
import dirtysim.reports.RunText;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * Which sweep it is: a digest of every scenario of a plan, of the traces' files (their sizes, first and last MiB), of the schema
 * of results and of the program's jars. Runs of equal fingerprints are interchangeable. Folders of classes, as a build has them,
 * are not looked into.
 */
public final class Fingerprint {
    private static final int MIB = 1 << 20;

    private static final class Program {
        private static final byte[] DIGEST = digest();

        private static byte[] digest() {
            MessageDigest digest = sha256();
            classPath().filter(Files::isRegularFile).forEach(jar -> add(digest, jar));
            return digest.digest();
        }

        /** Where the program is from; where it has a loader to itself, that one's jars, as the rest is somebody else's. */
        private static Stream<Path> classPath() {
            if (Fingerprint.class.getClassLoader() instanceof URLClassLoader own) {
                return Arrays.stream(own.getURLs()).map(jar -> Path.of(URI.create(jar.toString())));
            }
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Path::of);
        }
    }

    private Fingerprint() {}

    /** Of a whole plan, warm-ups settled, as hexadecimal digits. */
    public static String of(Plan plan) {
        MessageDigest digest = sha256();
        add(digest, "schema " + ResultsJson.SCHEMA_VERSION + " suite " + plan.suite());
        digest.update(Program.DIGEST);
        plan.inputs().forEach((name, file) -> {
            add(digest, name);
            add(digest, file);
        });
        plan.runs().forEach(run -> add(digest, RunText.of(run.scenario())));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    private static void add(MessageDigest digest, Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            add(digest, Long.toString(size));
            add(digest, channel, 0);
            if (size > MIB) {
                add(digest, channel, Math.max(MIB, size - MIB));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(MessageDigest digest, FileChannel channel, long from) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MIB);
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
            continue;
        }
        digest.update(bytes.flip());
    }
}
