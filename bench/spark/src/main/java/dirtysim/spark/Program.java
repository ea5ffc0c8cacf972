package dirtysim.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * DirtySim, loaded from the jar within this one with nothing but the JDK above it. There is one in a process. Jars with schemes of
 * one's own, which the property {@code dirtysim.jars} of the process names with commas between, are loaded beside it.
 */
final class Program {
    /** System property: jars with further schemes. */
    static final String JARS = "dirtysim.jars";

    private static final String JAR = "/dirtysim.jar";
    private static final String ENTRY = "dirtysim.bench.Elsewhere";

    private static final class Loaded {
        private static final Program PROGRAM = load();
    }

    private final ClassLoader loader;
    private final MethodHandle drive;
    private final MethodHandle perform;

    private Program(ClassLoader loader) {
        this.loader = loader;
        try {
            Class<?> entry = loader.loadClass(ENTRY);
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            drive = lookup.findStatic(
                            entry,
                            "drive",
                            MethodType.methodType(
                                    int.class, PrintWriter.class, PrintWriter.class, Function.class, String[].class))
                    .asFixedArity();
            perform = lookup.findStatic(entry, "perform", MethodType.methodType(String.class, List.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(JAR + " of this jar is of another version", e);
        }
    }

    /** The program of this process, loaded at the first call. */
    static Program loaded() {
        return Loaded.PROGRAM;
    }

    /** Runs a command line, its runs performed by {@code machine}; the exit code. */
    int drive(PrintWriter out, PrintWriter err, Function<List<String>, String> machine, String... args) {
        return within(() -> (int) drive.invokeExact(out, err, machine, args));
    }

    /** Performs one run. */
    String perform(List<String> words) {
        return within(() -> (String) perform.invokeExact(words));
    }

    private interface Call<T> {
        T call() throws Throwable;
    }

    /** Services, such as schemes, are looked for in the thread's loader. */
    private <T> T within(Call<T> call) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return call.call();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Program load() {
        try {
            List<URL> jars = new ArrayList<>();
            jars.add(extracted().toUri().toURL());
            for (String jar : System.getProperty(JARS, "").split(",")) {
                if (!jar.isBlank()) {
                    jars.add(Path.of(jar.strip()).toUri().toURL());
                }
            }
            return new Program(new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path extracted() throws IOException {
        Path jar = Files.createTempFile("dirtysim", ".jar");
        jar.toFile().deleteOnExit();
        try (InputStream packed = Program.class.getResourceAsStream(JAR)) {
            if (packed == null) {
                throw new IllegalStateException(
                        "there is no " + JAR + " in this jar; build it with mvn verify -Pspark");
            }
            Files.copy(packed, jar, StandardCopyOption.REPLACE_EXISTING);
        }
        return jar;
    }
}
