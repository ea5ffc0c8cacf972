package dirtysim.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.InputException;
import dirtysim.host.PreCopyRules;
import dirtysim.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of what CPUs write and of the migration thread's rules, on their way into a scenario. */
class PreCopySettingsTest {
    private static Settings with(Settings settings, Setting setting, String text) {
        return settings.with(setting, text, "--" + setting.key());
    }

    private static Scenario scenario(Settings settings) {
        return settings.checked("test").scenario("test", "test", "trace", "scheme");
    }

    @Test
    void theyReachTheScenario() {
        Settings settings = Settings.standard();
        settings = with(settings, Setting.CPU_PATTERN, "hot-cold:10%/90%+bursts:2s/3s@1s");
        settings = with(settings, Setting.CPU_LOOP, "open");
        settings = with(settings, Setting.CPU_WORKING_SET_ABOVE, "64MiB");
        settings = with(settings, Setting.CPU_BUSY_PAGES, "300");
        settings = with(settings, Setting.ZERO_MEMORY, "1GiB");
        settings = with(settings, Setting.ZERO_MEMORY_FROM, "128MiB");
        settings = with(settings, Setting.PRE_COPY, "qemu-7.2");
        settings = with(settings, Setting.MAX_BANDWIDTH, "100MB/s");
        settings = with(settings, Setting.MAX_TIME, "90s");
        settings = with(settings, Setting.AUTO_CONVERGE, "true");
        Scenario scenario = scenario(settings);
        assertEquals("hot-cold:10%/90%+bursts:2s/3s@1s", scenario.cpuPattern());
        assertTrue(scenario.cpuOpenLoop());
        assertEquals(64L << 20, scenario.cpuWorkingSetAboveBytes());
        assertEquals(300, scenario.cpuBusyPages());
        assertEquals(1L << 30, scenario.zeroBytes());
        assertEquals(128L << 20, scenario.zeroFromBytes());
        assertEquals(
                PreCopyRules.of(PreCopyRules.Rule.QEMU_7_2)
                        .withMaxBytesPerSecond(100_000_000)
                        .withMaxTimeMs(90_000)
                        .withAutoConverge(true),
                scenario.preCopy());
    }

    @Test
    void theirDefaultsAreWhatWasBeforeThem() {
        Scenario scenario = scenario(Settings.standard());
        assertEquals("uniform", scenario.cpuPattern());
        assertFalse(scenario.cpuOpenLoop());
        assertEquals(PreCopyRules.ROUNDS, scenario.preCopy());
        assertEquals(0, scenario.zeroBytes() + scenario.cpuBusyPages() + scenario.cpuWorkingSetAboveBytes());
    }

    @ParameterizedTest
    @CsvSource({
        "CPU_PATTERN, wild, is no pattern",
        "CPU_LOOP, ajar, 'write one of closed, open'",
        "CPU_WORKING_SET_ABOVE, 5KiB, no multiple of 4KiB",
        "CPU_BUSY_PAGES, -1, out of its range",
        "PRE_COPY, qemu-9, 'write one of rounds, qemu-7.2'",
        "MAX_BANDWIDTH, 1, --max-bandwidth",
        "MAX_TIME, 0ms, out of its range",
        "AUTO_CONVERGE, maybe, write true or false",
    })
    void whatMakesNoSenseIsRefused(Setting setting, String text, String complaint) {
        InputException refused = assertThrows(InputException.class, () -> with(Settings.standard(), setting, text));
        assertTrue(refused.getMessage().contains(complaint), refused.getMessage());
        assertFalse(refused.getMessage().contains("\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "CPU_WORKING_SET_ABOVE, 2GiB, cpu-working-set-above",
        "CPU_BUSY_PAGES, 1, cpu-busy-pages",
        "ZERO_MEMORY, 1540MiB, zero-memory",
        "ZERO_MEMORY_FROM, 4KiB, zero-memory-from has no effect without zero-memory",
        "AUTO_CONVERGE, true, auto-converge has no effect under pre-copy rounds",
        "MAX_BANDWIDTH, 1Gbit/s, max-bandwidth has no effect under pre-copy rounds",
        "MAX_TIME, 90s, max-time has no effect under pre-copy rounds",
    })
    void whatDoesNotFitTogetherIsRefused(Setting setting, String text, String complaint) {
        Settings settings = with(Settings.standard(), setting, text);
        InputException refused = assertThrows(InputException.class, () -> settings.checked("test"));
        assertTrue(refused.getMessage().contains(complaint), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "qemu-7.2, dirty-ring, 50MiB/s, false, 'set pre-copy to qemu-10'",
        "qemu-10, pml, 50MiB/s, false, 'set cpu-log to dirty-ring'",
        "qemu-10, dirty-ring, 50MiB/s, true, 'take one of the two'",
        "qemu-10, dirty-ring, 1KiB/s, false, 'write 1MiB/s or more'",
    })
    void aDirtyLimitIsRefusedWhereQemuHasNone(
            String rules, String log, String rate, String converge, String complaint) {
        Settings settings = with(Settings.standard(), Setting.PRE_COPY, rules);
        settings = with(settings, Setting.CPU_LOG, log);
        settings = with(settings, Setting.AUTO_CONVERGE, converge);
        Settings limited = with(settings, Setting.DIRTY_LIMIT, rate);
        InputException refused = assertThrows(InputException.class, () -> scenario(limited));
        assertTrue(refused.getMessage().contains(complaint), refused.getMessage());
    }

    @Test
    void aDirtyLimitOnRingsIsTaken() {
        Settings settings = with(Settings.standard(), Setting.PRE_COPY, "qemu-10");
        settings = with(settings, Setting.CPU_LOG, "dirty-ring");
        settings = with(settings, Setting.DIRTY_LIMIT, "50MiB/s");
        assertEquals(50L << 20, scenario(settings).preCopy().dirtyLimitBytesPerSecond());
    }
}
