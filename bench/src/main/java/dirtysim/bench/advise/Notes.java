package dirtysim.bench.advise;

import dirtysim.reports.text.Exact;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What was done to the trace so that it could be run, in sentences; of notes that all ranked schemes have, without their names. */
final class Notes {
    private Notes() {}

    static List<String> of(List<List<Candidate>> ranks, List<RunRecord> records) {
        List<String> ranked =
                ranks.stream().flatMap(List::stream).map(Candidate::scheme).toList();
        List<String> sentences = new ArrayList<>();
        if (ranked.isEmpty()) {
            return sentences;
        }
        Scenario scenario = records.get(0).scenario();
        if (scenario.timeScale() != 1) {
            sentences.add("the trace was replayed " + Exact.plain(scenario.timeScale())
                    + " times as fast as it was recorded, which scales what devices do and what drivers do alike");
        }
        Map<String, TreeSet<String>> byNote = new LinkedHashMap<>();
        for (RunRecord record : records) {
            String scheme = record.scenario().scheme();
            if (ranked.contains(scheme)) {
                record.notes().stream()
                        // How often differs with the length of the migration; the first choice stands for all.
                        .filter(note -> !note.startsWith("the trace was looped") || scheme.equals(ranked.get(0)))
                        .forEach(note -> byNote.computeIfAbsent(note, key -> new TreeSet<>())
                                .add(scheme));
            }
        }
        byNote.forEach((note, schemes) -> sentences.add(
                schemes.size() == ranked.size() || note.startsWith("the trace was looped")
                        ? note
                        : String.join(", ", schemes) + ": " + note));
        return sentences;
    }
}
