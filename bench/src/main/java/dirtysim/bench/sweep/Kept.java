package dirtysim.bench.sweep;

import dirtysim.scenario.RunRecord;
import java.util.Optional;

/** Where runs that have ended are kept until all have. Called from several threads at once. */
public interface Kept {
    /** Keeps nothing. */
    Kept NOTHING = new Kept() {
        @Override
        public Optional<RunRecord> of(int run) {
            return Optional.empty();
        }

        @Override
        public void add(int run, RunRecord record) {}
    };

    /**
     * What came of a run before, if it has ended before.
     *
     * @param run its place in the plan, from 0
     */
    Optional<RunRecord> of(int run);

    /**
     * A run has ended well.
     *
     * @param run its place in the plan, from 0
     */
    void add(int run, RunRecord record);
}
