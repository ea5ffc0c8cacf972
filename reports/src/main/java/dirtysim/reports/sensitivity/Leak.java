package dirtysim.reports.sensitivity;

import java.util.ArrayList;
import java.util.List;

/**
 * A scheme that loses pages at some point of a study, and so is not compared.
 *
 * @param study where
 * @param scheme id of the scheme
 * @param atBase whether it does at the base already
 * @param runs in how many of its runs it does
 * @param of how many runs it has
 * @param alone what makes it lose pages when it is moved alone, such as {@code ats=on}; empty where it does at the base
 */
public record Leak(Study study, String scheme, boolean atBase, int runs, int of, List<String> alone) {
    /** Every scheme that loses pages somewhere. */
    public static List<Leak> of(Study study) {
        List<Leak> leaks = new ArrayList<>();
        study.schemes().forEach((scheme, runs) -> {
            int losing = study.losing(scheme);
            if (losing > 0) {
                boolean atBase = runs.base().tracking().lostPages() > 0;
                List<String> alone = new ArrayList<>();
                runs.alone()
                        .forEach((key, ends) -> ends.forEach((at, run) -> {
                            if (!atBase && run.tracking().lostPages() > 0) {
                                alone.add(key + "=" + at);
                            }
                        }));
                leaks.add(new Leak(study, scheme, atBase, losing, runs.count(), alone));
            }
        });
        return leaks;
    }
}
