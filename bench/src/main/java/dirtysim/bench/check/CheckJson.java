package dirtysim.bench.check;

import dirtysim.check.TraceLine;
import dirtysim.check.Verdict;
import dirtysim.contract.Breach;
import dirtysim.contract.SchemeContract;
import dirtysim.reports.text.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Verdicts as JSON, what {@link CheckText} says and nothing else. */
public final class CheckJson {
    private CheckJson() {}

    /**
     * One object with all verdicts, with a line break at its end.
     *
     * @param guests random guests that each scheme was run on
     * @param outcomes what came out, by id of the scheme; empty if there were none, and then left out
     */
    public static String render(List<Verdict> verdicts, int guests, Map<String, SchemeContract.Outcome> outcomes) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("verdicts", verdicts.stream().map(CheckJson::verdict).toList());
        if (!outcomes.isEmpty()) {
            List<Map<String, Object>> contracts = new ArrayList<>();
            outcomes.forEach((scheme, outcome) -> contracts.add(contract(scheme, guests, outcome)));
            root.put("contracts", contracts);
        }
        return JsonText.render(root);
    }

    private static Map<String, Object> contract(String scheme, int guests, SchemeContract.Outcome outcome) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("scheme", scheme);
        object.put("guests", guests);
        object.put("runs", outcome.runs());
        object.put(
                "breaches", outcome.breaches().stream().map(CheckJson::breach).toList());
        return object;
    }

    private static Map<String, Object> breach(Breach breach) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("guest", breach.guest());
        object.put("conditions", breach.conditions());
        object.put("lost_pages", breach.lostPages());
        object.put("dma_faults", breach.dmaFaults());
        object.put("reason", breach.reason());
        return object;
    }

    private static Map<String, Object> verdict(Verdict verdict) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("scheme", verdict.scheme());
        object.put("pages", verdict.universe().pages());
        object.put("iovas", verdict.universe().iovas());
        object.put("queries", verdict.universe().queries());
        object.put("device_during_unmap", verdict.universe().writesDuringUnmap());
        object.put("hand_over", verdict.universe().handOver().id());
        object.put("loses", verdict.loses());
        object.put("states", verdict.states());
        object.put("depth", verdict.depth());
        object.put("exhausted", verdict.exhausted());
        object.put("lost_pages", verdict.lostPages());
        List<Map<String, Object>> schedule = new ArrayList<>();
        for (TraceLine line : verdict.schedule()) {
            Map<String, Object> step = new LinkedHashMap<>();
            step.put("step", schedule.size() + 1);
            step.put("who", line.who());
            step.put("what", line.what());
            step.put("state", line.state());
            schedule.add(step);
        }
        object.put("schedule", schedule);
        return object;
    }
}
