package dirtysim.bench;

import java.io.PrintWriter;
import java.util.function.Supplier;

/** A line for whoever stops the program from outside, by Ctrl-C or SIGTERM, until it is withdrawn. */
final class StopNotice {
    private final Thread hook;

    StopNotice(PrintWriter err, Supplier<String> line) {
        hook = new Thread(
                () -> {
                    err.println(line.get());
                    err.flush();
                },
                "stop notice");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void withdraw() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is being stopped just now, and the line is said.
            return;
        }
    }
}
