package dirtysim.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.InputException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemesTest {
    private record Named(String id, int rank) implements DirtyTracker {
        @Override
        public String title() {
            return "has a name";
        }

        @Override
        public Platform platform() {
            return Platform.NESTED;
        }

        @Override
        public void attach(TrackingHost host) {}

        @Override
        public void query(Script script) {}
    }

    @Test
    void theBundledOnesStandInTheirOrder() {
        assertEquals(
                List.of(
                        "nested-dbit",
                        "shadow-dbit",
                        "iommufd-dbit",
                        "map-time",
                        "dtt",
                        "iova-log",
                        "device-log",
                        "pinned",
                        "emulated",
                        "stop-copy"),
                Schemes.all().stream().map(DirtyTracker::id).toList());
    }

    @Test
    void rankGoesBeforeId() {
        List<DirtyTracker> sorted = Schemes.checked(List.of(new Named("b", 2), new Named("a", 2), new Named("c", 1)));
        assertEquals(
                List.of("c", "a", "b"), sorted.stream().map(DirtyTracker::id).toList());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Mine", "my scheme", "a,b", "-a", "a--b", "all schemes"})
    void aBadIdIsRefused(String id) {
        InputException refusal = assertThrows(InputException.class, () -> Schemes.checked(List.of(new Named(id, 1))));
        assertTrue(
                refusal.getMessage().startsWith("scheme class dirtysim.tracking.SchemesTest$Named: its id is '" + id));
    }

    @Test
    void twoOfOneNameAreRefused() {
        InputException refusal = assertThrows(
                InputException.class,
                () -> Schemes.checked(Stream.of(1, 2)
                        .map(rank -> (DirtyTracker) new Named("x", rank))
                        .toList()));
        assertTrue(refusal.getMessage().contains("another scheme is called 'x' too"), refusal::getMessage);
    }
}
