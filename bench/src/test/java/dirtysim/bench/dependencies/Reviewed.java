package dirtysim.bench.dependencies;

import java.util.Map;
import java.util.TreeMap;

/**
 * A line of {@code src/dependencies/reviewed.tsv}, whose fields are parted by tabulators.
 *
 * @param version the one that was looked up
 * @param licence what its licence file says
 * @param advisories known ones, or that none were found
 * @param judgement whether they are fixed in this version, or why they do not matter here
 * @param source where that stands
 * @param lookedUp the day
 */
record Reviewed(String version, String licence, String advisories, String judgement, String source, String lookedUp) {
    private static final int FIELDS = 7;

    static Map<String, Reviewed> read(String table) {
        Map<String, Reviewed> reviewed = new TreeMap<>();
        table.lines().skip(1).forEach(line -> {
            String[] fields = line.split("\t", -1);
            if (fields.length != FIELDS) {
                throw new IllegalArgumentException("not " + FIELDS + " fields: " + line);
            }
            Reviewed one = new Reviewed(fields[1], fields[2], fields[3], fields[4], fields[5], fields[6]);
            if (reviewed.put(fields[0], one) != null) {
                throw new IllegalArgumentException(fields[0] + " stands there twice");
            }
        });
        return reviewed;
    }
}
