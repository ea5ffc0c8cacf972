package dirtysim.bench;

import java.io.Console;

/** Whether standard input and output are a terminal. */
final class Terminal {
    private Terminal() {}

    static boolean attached() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From JDK 22 on there is a console without a terminal too, and a method that tells; JDK 17 has neither.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
