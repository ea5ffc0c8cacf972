package dirtysim.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A standalone cluster on this machine: processes of Spark's own, a master and workers, each with one core and a folder. */
final class SparkCluster implements AutoCloseable {
    private static final String HOME = System.getProperty("dirtysim.spark.home");
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "SPARK_HOME",
            HOME,
            "SPARK_SCALA_VERSION",
            "2.13",
            "SPARK_LOCAL_IP",
            "127.0.0.1",
            "JAVA_HOME",
            System.getProperty("java.home"));
    private static final Pattern BOUND = Pattern.compile("Starting Spark master at (spark://\\S+)");
    private static final String MEMORY = "512m";

    private final Path folder;
    private final Started master;
    private final List<Started> workers = new ArrayList<>();
    private String address;

    private SparkCluster(Path folder) throws IOException {
        this.folder = folder;
        this.master = spark(
                "org.apache.spark.deploy.master.Master",
                folder,
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--webui-port",
                "0");
    }

    static SparkCluster start(Path folder, int workers) throws IOException, InterruptedException {
        SparkCluster cluster = new SparkCluster(folder);
        cluster.address = cluster.await(cluster.master, BOUND);
        for (int n = 0; n < workers; n++) {
            Started worker = spark(
                    "org.apache.spark.deploy.worker.Worker",
                    folder,
                    "--host",
                    "127.0.0.1",
                    "--cores",
                    "1",
                    "--memory",
                    MEMORY,
                    "--webui-port",
                    "0",
                    "--work-dir",
                    cluster.workFolder(n).toString(),
                    cluster.address);
            cluster.workers.add(worker);
            cluster.await(worker, Pattern.compile("(Successfully registered) with master"));
        }
        return cluster;
    }

    /** Hands a command line to a cluster as {@code spark-submit} does. */
    static Started submit(String master, Path folder, String... args) throws IOException {
        List<String> words = new ArrayList<>(List.of("--master", master, "--conf", "spark.executor.memory=" + MEMORY));
        words.addAll(List.of("--conf", "spark.ui.enabled=false", System.getProperty("dirtysim.spark.jar")));
        words.addAll(List.of(args));
        return spark("org.apache.spark.deploy.SparkSubmit", folder, words.toArray(String[]::new));
    }

    String master() {
        return address;
    }

    /** In how many workers' folders an executor was started. */
    long workersThatRan() throws IOException {
        long ran = 0;
        for (int n = 0; n < workers.size(); n++) {
            try (Stream<Path> files = Files.walk(workFolder(n))) {
                ran += files.anyMatch(file -> file.endsWith("stderr")) ? 1 : 0;
            }
        }
        return ran;
    }

    /** Kills a worker and its executor. */
    void kill(int worker) throws InterruptedException {
        workers.get(worker).kill();
    }

    @Override
    public void close() {
        try {
            for (Started worker : workers) {
                worker.kill();
            }
            master.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path workFolder(int worker) {
        return folder.resolve("worker-" + worker);
    }

    private String await(Started process, Pattern line) throws InterruptedException {
        while (true) {
            Matcher found = line.matcher(process.said());
            if (found.find()) {
                return found.group(1);
            }
            if (!process.isAlive()) {
                close();
                throw new AssertionError(process.said());
            }
            Thread.sleep(50);
        }
    }

    private static Started spark(String main, Path folder, String... args) throws IOException {
        return Started.java(List.of("-cp", HOME + "/jars/*", "-Xmx512m", main), ENVIRONMENT, folder, args);
    }
}
