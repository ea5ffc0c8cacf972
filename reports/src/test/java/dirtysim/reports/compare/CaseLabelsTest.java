package dirtysim.reports.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.host.CostModel;
import dirtysim.host.DeviceStates;
import dirtysim.host.Parameters;
import dirtysim.scenario.Scenario;
import dirtysim.scenario.ScenarioBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cases of one trace are told apart by what differs, and by nothing else. */
class CaseLabelsTest {
    private static final Scenario BASE = new ScenarioBuilder()
            .name("test")
            .scheme("pinned")
            .trace("t")
            .costs(CostModel.defaults())
            .build();

    @Test
    void oneCaseNeedsNoLabel() {
        assertEquals(List.of(""), labels(BASE));
    }

    @Test
    void theLinkAndTheDevicesState() {
        Scenario devices = BASE.change()
                .channels(4)
                .devices(new DeviceStates(2, 64 << 20, DeviceStates.Transfer.PARALLEL, 0, false))
                .build();
        assertEquals(
                List.of(
                        " · one stream · devices' state not moved",
                        " · channels: 4 · devices' state 2 of 64 MiB, parallel"),
                labels(BASE, devices));
    }

    @Test
    void parametersByTheirKeys() {
        assertEquals(
                List.of(" · scan-per-pte-ns 2.4", " · scan-per-pte-ns 3"),
                labels(with(Map.of("scan-per-pte-ns", "2.4")), with(Map.of("scan-per-pte-ns", "3"))));
    }

    @Test
    void manyParametersByANumber() {
        Scenario many = with(
                Map.of("scan-per-pte-ns", "3", "dirty-pte-ns", "30", "mark-page-ns", "8", "invalidate-ns", "2000"));
        assertEquals(List.of(" · parameters 1", " · parameters 2"), labels(BASE, many));
    }

    @Test
    void repetitionsOfOneCase() {
        CaseLabels labels = new CaseLabels();
        labels.add(BASE, 0);
        labels.add(BASE, 1);
        assertEquals(" · repetition 2", labels.of(BASE, 1));
    }

    private static Scenario with(Map<String, String> values) {
        return BASE.change()
                .costs(Parameters.with(CostModel.defaults(), values, "test"))
                .build();
    }

    private static List<String> labels(Scenario... scenarios) {
        CaseLabels labels = new CaseLabels();
        for (Scenario scenario : scenarios) {
            labels.add(scenario, 0);
        }
        return List.of(scenarios).stream()
                .map(scenario -> labels.of(scenario, 0))
                .toList();
    }
}
