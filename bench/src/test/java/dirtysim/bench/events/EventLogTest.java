package dirtysim.bench.events;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.bench.CommandLineRun;
import dirtysim.engine.EventHandler;
import dirtysim.engine.EventWatcher;
import dirtysim.host.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log of events holds every one of them, and whatever differs is found where it first does. */
class EventLogTest {
    private static final long SEED = 20_261_123;
    private static final int EVENTS = 2_000;

    private static final class One implements EventHandler {
        @Override
        public void handle(int kind, long argument) {}
    }

    private static final class Other implements EventHandler {
        @Override
        public void handle(int kind, long argument) {}
    }

    private final EventHandler[] handlers = {new One(), new Other(), new One(), (kind, argument) -> {}};

    @TempDir
    private Path folder;

    /** Random events with numbers of every size. */
    private record Made(long[] timesPs, int[] handlers, int[] kinds, long[] arguments) {
        static Made of(long seed) {
            Random random = new Random(seed);
            long timePs = 0;
            Made made = new Made(new long[EVENTS], new int[EVENTS], new int[EVENTS], new long[EVENTS]);
            for (int n = 0; n < EVENTS; n++) {
                timePs += random.nextLong() >>> 20 + random.nextInt(44);
                made.timesPs[n] = timePs;
                made.handlers[n] = random.nextInt(4);
                made.kinds[n] = random.nextInt() >> random.nextInt(32);
                made.arguments[n] = random.nextLong() >> random.nextInt(64);
            }
            return made;
        }
    }

    private void play(Made made, int events, EventWatcher watcher) {
        for (int n = 0; n < events; n++) {
            watcher.dispatches(made.timesPs[n], handlers[made.handlers[n]], made.kinds[n], made.arguments[n]);
        }
    }

    private Path log(Made made) {
        Path file = folder.resolve("events.log");
        try (EventLogWriter writer = new EventLogWriter(file)) {
            play(made, EVENTS, writer);
            writer.finish();
        }
        return file;
    }

    @Test
    void theSameEventsAreTheSame() {
        Made made = Made.of(SEED);
        try (EventLogVerifier verifier = new EventLogVerifier(log(made))) {
            play(made, EVENTS, verifier);
            verifier.finish();
            assertEquals(EVENTS, verifier.events());
        }
    }

    @Test
    void whateverDiffersIsNamedWhereItFirstDoes() {
        Path file = log(Made.of(SEED));
        Random random = new Random(SEED);
        for (int trial = 0; trial < 200; trial++) {
            Made made = Made.of(SEED);
            int at = random.nextInt(EVENTS);
            switch (trial % 4) {
                case 0 -> made.timesPs[at]++;
                case 1 -> made.handlers[at] = (made.handlers[at] + 1) % 4;
                case 2 -> made.kinds[at] ^= 1;
                default -> made.arguments[at] ^= 1L << random.nextInt(64);
            }
            try (EventLogVerifier verifier = new EventLogVerifier(file)) {
                EventsDiffer differ = assertThrows(
                        EventsDiffer.class, () -> play(made, EVENTS, verifier), "seed " + SEED + ", trial " + trial);
                assertTrue(
                        differ.getMessage().contains(": event " + (at + 1) + " differs: recorded "),
                        differ.getMessage() + ", planted at " + (at + 1));
            }
        }
    }

    @Test
    void anEventTooManyOrTooFewIsADifference() {
        Made made = Made.of(SEED);
        Path file = log(made);
        try (EventLogVerifier verifier = new EventLogVerifier(file)) {
            play(made, EVENTS - 1, verifier);
            String message = assertThrows(EventsDiffer.class, verifier::finish).getMessage();
            assertTrue(message.endsWith(", now nothing more"), message);
        }
        try (EventLogVerifier verifier = new EventLogVerifier(file)) {
            play(made, EVENTS, verifier);
            EventHandler one = handlers[0];
            String message = assertThrows(EventsDiffer.class, () -> verifier.dispatches(Long.MAX_VALUE, one, 0, 0))
                    .getMessage();
            assertTrue(message.contains("recorded nothing more, now bench.events.EventLogTest$One #"), message);
        }
    }

    /** Wherever a log is cut or a bit turns over, no run passes as the same. */
    @Test
    void aDamagedLogVerifiesNothing() throws IOException {
        Made made = Made.of(SEED);
        byte[] whole = Files.readAllBytes(log(made));
        Random random = new Random(SEED);
        for (int trial = 0; trial < 300; trial++) {
            byte[] bytes = trial % 2 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            if (trial % 2 == 1) {
                // Behind the header of gzip, whose time and name are nobody's concern.
                bytes[10 + random.nextInt(bytes.length - 10)] ^= (byte) (1 << random.nextInt(8));
            }
            Path file = Files.write(folder.resolve("damaged.log"), bytes);
            RuntimeException thrown = assertThrows(
                    RuntimeException.class,
                    () -> {
                        try (EventLogVerifier verifier = new EventLogVerifier(file)) {
                            play(made, EVENTS, verifier);
                            verifier.finish();
                        }
                    },
                    "seed " + SEED + ", trial " + trial);
            assertTrue(
                    thrown instanceof InputException || thrown instanceof EventsDiffer,
                    "seed " + SEED + ", trial " + trial + ": " + thrown);
        }
    }

    @Test
    void aRunIsKeptVerifiedAndToldFromAnother() throws IOException {
        Path log = folder.resolve("run.log");
        Object[] run = {
            "simulate",
            "--trace",
            "generated:steady,live=64,dirty=5000,over=128MiB",
            "--scheme",
            "nested-dbit",
            "--ram",
            "128MiB",
            "--cpu-working-set",
            "16MiB",
            "--max-rounds",
            "2",
            "--out"
        };
        String kept =
                with(run, folder.resolve("a"), "--event-log", log).succeeded().out();
        assertTrue(kept.contains("event log: " + log), kept);
        String same =
                with(run, folder.resolve("b"), "--verify", log).succeeded().out();
        assertTrue(same.matches("(?s).*verified: [0-9]{3,} events as in .*"), same);
        with(run, folder.resolve("c")).succeeded();
        for (String other : new String[] {"a", "b"}) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("c").resolve("results.json")),
                    Files.readAllBytes(folder.resolve(other).resolve("results.json")),
                    "watched or not");
        }
        CommandLineRun differs = with(run, folder.resolve("d"), "--verify", log, "--set", "memory-ref-ns=99");
        assertEquals(1, differs.exitCode(), differs.err());
        assertTrue(differs.err().matches(".*run.log: event [0-9]+ differs: recorded .*, now .*\\R"), differs.err());
        String two = with(run, folder.resolve("e"), "--verify", log, "--event-log", log)
                .complaint();
        assertTrue(two.contains("give one of the two"), two);
        Path text = Files.writeString(folder.resolve("no.log"), "no log");
        assertTrue(with(run, folder.resolve("f"), "--verify", text).complaint().contains("is no log of events"));
    }

    private static CommandLineRun with(Object[] run, Object... more) {
        Object[] all = Arrays.copyOf(run, run.length + more.length);
        System.arraycopy(more, 0, all, run.length, more.length);
        return CommandLineRun.of(all);
    }
}
