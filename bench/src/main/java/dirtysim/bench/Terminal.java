package dirtysim.bench;

import java.io.Console;
import java.util.Map;

/** Whether standard input and output are a terminal. */
final class Terminal {
    private Terminal() {}

    /**
     * Whether someone watches: a terminal is attached, and this is no continuous integration.
     *
     * @param environment {@code CI} counts unless it is empty or {@code false}
     */
    static boolean watched(boolean attached, Map<String, String> environment) {
        String ci = environment.getOrDefault("CI", "");
        return attached && (ci.isEmpty() || ci.equals("false"));
    }

    /**
     * Whether someone who watches may be shown colours.
     *
     * @param environment {@code NO_COLOR} that is not empty forbids them (no-color.org), as does a {@code TERM} of {@code dumb}
     */
    static boolean coloured(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

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
