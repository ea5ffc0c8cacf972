package dirtysim.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;

/** One record, or one scenario, as a line of JSON: what {@code results.json} holds of it, the same text on every machine. */
public final class RunText {
    private RunText() {}

    /** A record on one line, without a line's end. */
    public static String of(RunRecord run) {
        return line(run);
    }

    /** A scenario on one line, without a line's end. */
    public static String of(Scenario scenario) {
        return line(scenario);
    }

    /**
     * The record that a line holds.
     *
     * @throws IllegalArgumentException if it holds none of this version
     */
    public static RunRecord record(String line) {
        try {
            return ResultsJson.MAPPER.readValue(line, RunRecord.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String line(Object value) {
        try {
            return ResultsJson.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON", e);
        }
    }
}
