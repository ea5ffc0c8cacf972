package dirtysim.bench.sweep;

import dirtysim.host.InputException;
import dirtysim.scenario.Scenario;

/** A run that threw, with the name of its scenario. Bad input when the cause is an {@link InputException}. */
public final class RunFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param scenario what was run
     * @param cause what it threw
     */
    public RunFailure(Scenario scenario, Throwable cause) {
        super(
                "scenario " + scenario.name() + ", trace " + scenario.trace() + ", scheme " + scenario.scheme() + ": "
                        + (cause instanceof InputException ? cause.getMessage() : cause),
                cause);
    }

    /** Whether the user can mend it. */
    public boolean badInput() {
        return getCause() instanceof InputException;
    }
}
