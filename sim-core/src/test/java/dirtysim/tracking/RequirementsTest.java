package dirtysim.tracking;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.Scenarios;
import dirtysim.Simulation;
import dirtysim.contract.RandomWorkloads;
import dirtysim.host.Capabilities;
import dirtysim.host.CapabilityKeys;
import dirtysim.host.CostModel;
import dirtysim.host.InputException;
import dirtysim.host.Parameters;
import dirtysim.memory.LeafPolicy;
import dirtysim.memory.PageSize;
import dirtysim.scenario.Scenario;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which scheme runs on which hardware. */
class RequirementsTest {
    private static Capabilities without(String... keys) {
        Capabilities capabilities = Capabilities.defaults();
        for (String key : keys) {
            capabilities = CapabilityKeys.with(capabilities, key, "no", "test");
        }
        return capabilities;
    }

    private static List<String> refusedOn(Capabilities capabilities) {
        return Schemes.all().stream()
                .filter(scheme -> {
                    try {
                        Requirements.check(scheme, capabilities, CostModel.defaults(), LeafPolicy.SMALL);
                        return false;
                    } catch (InputException e) {
                        return true;
                    }
                })
                .map(DirtyTracker::id)
                .toList();
    }

    @Test
    void theDefaultHardwareRunsThemAll() {
        assertEquals(List.of(), refusedOn(Capabilities.defaults()));
    }

    @ParameterizedTest
    @CsvSource({
        "scalable-mode, nested-dbit shadow-dbit iommufd-dbit dtt stop-copy",
        "second-stage, nested-dbit shadow-dbit iommufd-dbit dtt stop-copy",
        "second-stage-dirty, nested-dbit shadow-dbit iommufd-dbit",
        "coherent-walk, nested-dbit shadow-dbit iommufd-dbit",
        "nesting, nested-dbit dtt stop-copy",
        "first-stage, nested-dbit dtt stop-copy",
        "caching-mode, shadow-dbit iommufd-dbit map-time iova-log device-log pinned",
        "queued-invalidation, nested-dbit shadow-dbit iommufd-dbit map-time dtt iova-log device-log pinned stop-copy",
        "four-level-tables, nested-dbit shadow-dbit iommufd-dbit map-time dtt iova-log device-log pinned stop-copy",
        "page-selective, ''",
        "device-tlb, ''",
        "pasid, ''",
    })
    void whatIsMissingRulesOutThoseThatRestOnIt(String missing, String refused) {
        assertEquals(refused, String.join(" ", refusedOn(without(missing))));
    }

    @Test
    void theRefusalNamesSchemeCapabilityBitAndMend() {
        InputException refused = assertThrows(
                InputException.class,
                () -> Requirements.check(
                        Schemes.create("nested-dbit"),
                        without("second-stage-dirty", "nesting"),
                        CostModel.defaults(),
                        LeafPolicy.SMALL));
        assertEquals(
                "scheme nested-dbit: it needs nesting (ECAP.NEST, bit 26) and second-stage-dirty (ECAP.SSADS, bit 45), which the"
                        + " modelled hardware lacks; set nesting=yes, second-stage-dirty=yes, or leave the scheme out",
                refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "ats, on, device-tlb, 'ats=on: it needs device-tlb (ECAP.DT, bit 2)', 'set device-tlb=yes, or leave ats off'",
        "second-stage-levels, 5, five-level-tables, 'second-stage-levels=5: it needs five-level-tables (CAP.SAGAW, bit 11)',"
                + " 'set five-level-tables=yes, or take another number of levels'",
        "second-stage-levels, 3, three-level-tables, 'second-stage-levels=3: it needs three-level-tables (CAP.SAGAW, bit 9)',"
                + " 'set three-level-tables=yes, or take another number of levels'",
        "second-stage-levels, 4, four-level-tables, 'second-stage-levels=4: it needs four-level-tables (CAP.SAGAW, bit 10)',"
                + " 'set four-level-tables=yes, or take another number of levels'",
    })
    void anOptionThatTheHardwareDoesNotHaveIsRefused(
            String option, String value, String capability, String what, String mend) {
        CostModel costs = Parameters.with(CostModel.defaults(), Map.of(option, value), "test");
        Capabilities lacking = without(capability);
        String lacks = ", which the modelled hardware lacks; ";
        for (DirtyTracker scheme : Schemes.all()) {
            Requirements.check(scheme, Capabilities.defaults(), costs, LeafPolicy.SMALL);
            if (scheme.platform() == Platform.EMULATED) {
                assertDoesNotThrow(() -> Requirements.check(scheme, lacking, costs, LeafPolicy.SMALL));
                continue;
            }
            InputException refused = assertThrows(
                    InputException.class, () -> Requirements.check(scheme, lacking, costs, LeafPolicy.SMALL));
            assertEquals(what + lacks + mend, refused.getMessage());
        }
        Scenario scenario = Scenarios.on(Scenarios.changed(Scenarios.of("pinned", 1, 1), option, value), lacking);
        assertThrows(
                InputException.class,
                () -> Simulation.run(scenario, RandomWorkloads.make(1, false, Scenarios.RAM_BYTES, 100)));
    }

    @ParameterizedTest
    @CsvSource({
        "SIZE_2M, pages-2m, 'pages-2m (CAP.SSLPS, bit 34)', 'pages-2m=yes'",
        "SIZE_1G, pages-1g, 'pages-1g (CAP.SSLPS, bit 35)', 'pages-1g=yes'",
        "SIZE_1G, pages-2m, 'pages-2m (CAP.SSLPS, bit 34)', 'pages-2m=yes'",
    })
    void aLeafThatTheHardwareDoesNotHaveIsRefused(PageSize size, String capability, String what, String mend) {
        LeafPolicy leaves = new LeafPolicy(size, false);
        for (DirtyTracker scheme : Schemes.all()) {
            Requirements.check(scheme, Capabilities.defaults(), CostModel.defaults(), leaves);
            if (scheme.platform() == Platform.EMULATED) {
                Requirements.check(scheme, without(capability), CostModel.defaults(), leaves);
                continue;
            }
            Requirements.check(scheme, without(capability), CostModel.defaults(), LeafPolicy.SMALL);
            InputException refused = assertThrows(
                    InputException.class,
                    () -> Requirements.check(scheme, without(capability), CostModel.defaults(), leaves));
            assertEquals(
                    "leaf-size=" + size.id() + ": it needs " + what + ", which the modelled hardware lacks; set " + mend
                            + ", or take a smaller leaf-size",
                    refused.getMessage());
        }
        Scenario scenario = Scenarios.on(Scenarios.of("pinned", 1, 1), without(capability))
                .change()
                .leaves(leaves)
                .build();
        assertThrows(
                InputException.class,
                () -> Simulation.run(scenario, RandomWorkloads.make(1, false, Scenarios.RAM_BYTES, 100)));
    }

    @Test
    void aSchemeThatDeclaresNothingIsHeldToItsPlatformAlone() {
        DirtyTracker plain = Schemes.create("pinned");
        assertTrue(plain.needs().isEmpty());
        assertDoesNotThrow(() -> Requirements.check(
                plain, without("scalable-mode", "coherent-walk"), CostModel.defaults(), LeafPolicy.SMALL));
    }
}
