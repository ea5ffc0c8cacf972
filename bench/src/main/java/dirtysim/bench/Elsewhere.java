package dirtysim.bench;

import dirtysim.bench.remote.RemoteRuns;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;

/**
 * The command line with its simulations performed by other machines. Whatever connects them needs to know nothing but this class,
 * and no types but the JDK's pass through it, so that it can be reached by reflection through a class loader of its own, in which
 * no library of a cluster meets one of ours.
 */
public final class Elsewhere {
    private static final RemoteRuns HERE = new RemoteRuns(Planning::of);

    private Elsewhere() {}

    /**
     * Runs one command, {@code run} or {@code simulate}, on the machine that the results are to be written by.
     *
     * @param out standard output
     * @param err standard error
     * @param machine has {@link #perform} called with a list of words on another machine, and brings back what it returns; called
     *     from many threads at once
     * @param args the command line
     * @return the exit code
     */
    public static int drive(PrintWriter out, PrintWriter err, Function<List<String>, String> machine, String... args) {
        return Main.run(out, err, machine, args);
    }

    /**
     * Performs one run on a machine that helps.
     *
     * @param words what the driving machine sent
     * @return what it is to be answered
     */
    public static String perform(List<String> words) {
        return HERE.perform(words);
    }
}
