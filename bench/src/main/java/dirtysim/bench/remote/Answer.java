package dirtysim.bench.remote;

import dirtysim.host.InputException;
import dirtysim.reports.RunText;
import dirtysim.scenario.RunRecord;

/**
 * What another machine made of an {@link Order}, as text: the run's record, or what is wrong. Exceptions do not cross, since the
 * executor between the two knows none of our classes.
 */
public final class Answer {
    private static final char DONE = '=';
    private static final char BAD_INPUT = '!';
    private static final char FAULT = '?';

    private Answer() {}

    static String of(RunRecord run) {
        return DONE + RunText.of(run);
    }

    static String of(RuntimeException e) {
        return e instanceof InputException ? BAD_INPUT + e.getMessage() : FAULT + e.toString();
    }

    /**
     * The record.
     *
     * @throws InputException if the other machine refused the input
     * @throws IllegalStateException if something broke there
     */
    static RunRecord record(String answer) {
        String text = answer.substring(1);
        switch (answer.charAt(0)) {
            case DONE:
                return RunText.record(text);
            case BAD_INPUT:
                int mend = text.lastIndexOf("; ");
                throw new InputException("on another machine", text.substring(0, mend), text.substring(mend + 2));
            case FAULT:
                throw new IllegalStateException("on another machine: " + text);
            default:
                throw new IllegalStateException("no answer: " + answer);
        }
    }
}
