package dirtysim.spark;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The driver: {@code spark-submit dirtysim-spark.jar run --suite NAME --out DIR}. Every run is a job of one task, so that what has
 * ended is kept at once and a sweep that was stopped goes on where it was; Spark performs as many at a time as the cluster has
 * cores, in the order of the suite, and those of an executor that was lost once more.
 */
public final class SparkMain {
    private SparkMain() {}

    /**
     * Runs one command and exits with its code.
     *
     * @param args the command line, as {@code java -jar dirtysim.jar} takes it
     */
    public static void main(String[] args) {
        SparkConf conf = new SparkConf()
                .setIfMissing("spark.app.name", "dirtysim " + String.join(" ", args))
                .setIfMissing("spark.master", "local[*]");
        if (!conf.contains("spark.jars")) {
            conf.setJars(JavaSparkContext.jarOfClass(SparkMain.class));
        }
        int code;
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            code = Program.loaded().drive(utf8(System.out), utf8(System.err), words -> perform(spark, words), args);
        }
        System.exit(code);
    }

    private static String perform(JavaSparkContext spark, List<String> words) {
        return spark.parallelize(List.<List<String>>of(new ArrayList<>(words)), 1)
                .map(new RunTask())
                .collect()
                .get(0);
    }

    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
