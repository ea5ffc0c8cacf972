package dirtysim.reports;

import dirtysim.files.InputFile;
import dirtysim.files.OutputFile;
import dirtysim.host.InputException;
import dirtysim.reports.sensitivity.Point;
import dirtysim.reports.sensitivity.Study;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A results directory on disk: {@code results.csv}, {@code rounds.csv}, {@code means.csv}, {@code differences.csv}, {@code
 * parameters.csv}, {@code crossings.csv}, {@code latency.hlog}, {@code results.json}, {@code report.html}; of a suite that varies parameters {@code sensitivity.csv} and
 * {@code rankings.csv} too.
 */
public final class ResultsDirectory {
    private static final String JSON = "results.json";

    /** The files that may be in one. */
    public static final List<String> FILES = List.of(
            "results.csv",
            "rounds.csv",
            "means.csv",
            "differences.csv",
            "parameters.csv",
            "crossings.csv",
            "sensitivity.csv",
            "rankings.csv",
            "latency.hlog",
            "report.html",
            JSON);

    private ResultsDirectory() {}

    /**
     * Writes the files, making the directory if need be. All are rendered and written beside their targets before
     * the first is moved into place, so a failure leaves earlier results as they were.
     *
     * @throws InputException when the directory cannot be made or written
     */
    public static void write(Path directory, Results results) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("results.csv", ResultsCsv.render(results.runs()));
        files.put("rounds.csv", RoundsCsv.render(results.runs()));
        files.put("means.csv", MeansCsv.render(results.runs()));
        files.put("differences.csv", DifferencesCsv.render(results.runs()));
        files.put("parameters.csv", ParametersCsv.render(Point.withoutVaried(results.runs())));
        files.put("crossings.csv", CrossingsCsv.render(Point.withoutVaried(results.runs())));
        List<Study> studies = Study.of(results.runs());
        if (!studies.isEmpty()) {
            files.put("sensitivity.csv", SensitivityCsv.render(studies));
            files.put("rankings.csv", RankingsCsv.render(studies));
        }
        files.put("latency.hlog", LatencyLog.render(Point.withoutVaried(results.runs())));
        files.put("report.html", HtmlReport.render(results));
        files.put(JSON, ResultsJson.render(results));
        Map<Path, Path> targets = new LinkedHashMap<>();
        try {
            OutputFile.requireRoom(directory, List.copyOf(files.keySet()));
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path temporary = directory.resolve("." + file.getKey() + ".part");
                targets.put(temporary, directory.resolve(file.getKey()));
                Files.writeString(temporary, file.getValue(), StandardCharsets.UTF_8);
            }
            for (Map.Entry<Path, Path> target : targets.entrySet()) {
                Files.move(target.getKey(), target.getValue(), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            targets.keySet().forEach(ResultsDirectory::deleteQuietly);
            throw new InputException(
                    directory.toString(),
                    "the results cannot be written here (" + reason(e) + ")",
                    "give a directory that can be written with --out",
                    e);
        }
    }

    /**
     * Reads the records back from {@code results.json}.
     *
     * @throws InputException when the file is missing, unreadable, broken or of another schema version
     */
    public static Results read(Path directory) {
        Path file = directory.resolve(JSON);
        try {
            return ResultsJson.parse(InputFile.largeText(file), file.toString());
        } catch (OutOfMemoryError e) {
            // Only what was read of this file grows with it, and here it is given up.
            throw tooLarge(file, e);
        } catch (NoSuchFileException e) {
            throw new InputException(
                    file.toString(), "there is no such file", "give a directory that 'run' or 'simulate' wrote", e);
        } catch (CharacterCodingException e) {
            throw new InputException(
                    file.toString(), "it is not UTF-8 text", "give the results.json of a results directory", e);
        } catch (IOException e) {
            throw new InputException(
                    file.toString(), "it cannot be read (" + reason(e) + ")", "check its permissions", e);
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The first failure is the one to report; a leftover part file harms nothing.
            System.getLogger(ResultsDirectory.class.getName())
                    .log(System.Logger.Level.DEBUG, "left behind: " + file, e);
        }
    }

    private static InputException tooLarge(Path file, OutOfMemoryError e) {
        return new InputException(
                file.toString(),
                "its records do not fit into the " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB that Java has",
                "give Java more with -Xmx",
                e);
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
    }
}
