package dirtysim.spark;

import java.util.List;
import org.apache.spark.api.java.function.Function;

/** One run as Spark sends it to an executor: words go in, and the answer is text. */
final class RunTask implements Function<List<String>, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String call(List<String> words) {
        return Program.loaded().perform(words);
    }
}
