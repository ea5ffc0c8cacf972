package dirtysim.tracking;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.Capabilities;
import dirtysim.host.CapabilityKeys;
import dirtysim.host.InputException;
import java.util.List;
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
                        Requirements.check(scheme, capabilities);
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
                () -> Requirements.check(Schemes.create("nested-dbit"), without("second-stage-dirty", "nesting")));
        assertEquals(
                "scheme nested-dbit: it needs nesting (ECAP.NEST, bit 26) and second-stage-dirty (ECAP.SSADS, bit 45), which the"
                        + " modelled hardware lacks; set nesting=yes, second-stage-dirty=yes, or leave the scheme out",
                refused.getMessage());
    }

    @Test
    void aSchemeThatDeclaresNothingIsHeldToItsPlatformAlone() {
        DirtyTracker plain = Schemes.create("pinned");
        assertTrue(plain.needs().isEmpty());
        assertDoesNotThrow(() -> Requirements.check(plain, without("scalable-mode", "coherent-walk")));
    }
}
