package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** One command line run in this process, and what it put on its two streams. */
public record CommandLineRun(int exitCode, String out, String err) {
    public static CommandLineRun of(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = List.of(args).stream().map(Object::toString).toArray(String[]::new);
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), false, words);
        return new CommandLineRun(code, out.toString(), err.toString());
    }

    /** The one line on standard error, after checking that it is one and that the exit code says bad input. */
    public String complaint() {
        assertEquals(1, err.lines().count(), () -> "lines on standard error:\n" + err);
        assertEquals(Complaints.BAD_INPUT, exitCode, err);
        return err.strip();
    }

    /** This run, after checking that all went well and nothing was complained about. */
    public CommandLineRun succeeded() {
        assertEquals("", err);
        assertEquals(0, exitCode);
        return this;
    }
}
