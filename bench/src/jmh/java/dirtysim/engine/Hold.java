package dirtysim.engine;

import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;
import umontreal.ssj.simevents.eventlist.Henriksen;

/**
 * The HOLD model: the earliest of so many events leaves, and one is scheduled in its place. The queue alone, and the whole loop with
 * events all alike, of eight kinds or of eight handlers at random, beside the queue that Java brings and the kernel of SSJ, a
 * simulation library, with events all alike or of eight classes at random.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class Hold {
    private static final int BATCH = 1024;

    /** Events pending. */
    @State(Scope.Thread)
    public static class Size {
        @Param({"100", "1000", "10000", "100000", "1000000"})
        public int pending;
    }

    /** The queue of the event loop. */
    @State(Scope.Thread)
    public static class Ladder {
        private final EventSlots slots = new EventSlots();
        private final EventQueue queue = new EventQueue(slots);

        @Setup(Level.Trial)
        public void fill(Size size, Increments increments) {
            for (int event = 0; event < size.pending; event++) {
                queue.add(EventSlots.taken(slots.take((kind, argument) -> {}, 0, 0)), increments.nextPs());
            }
        }
    }

    /** One event of {@link PriorityQueue}: as a kernel of an afternoon has it, a new one each time. */
    private record Pending(long timePs, long sequence) implements Comparable<Pending> {
        @Override
        public int compareTo(Pending other) {
            int byTime = Long.compare(timePs, other.timePs);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    /** Java's own. */
    @State(Scope.Thread)
    public static class Heap {
        private final PriorityQueue<Pending> queue = new PriorityQueue<>();
        private long sequence;

        @Setup(Level.Trial)
        public void fill(Size size, Increments increments) {
            for (int event = 0; event < size.pending; event++) {
                queue.add(new Pending(increments.nextPs(), sequence++));
            }
        }
    }

    /** The event loop, with events of eight types at random, each of which schedules one of its kind. */
    @State(Scope.Thread)
    public static class Loop {
        private static final int TYPES = 8;

        private final EventLoop loop = new EventLoop();
        private final EventHandler[] same = {
            this::first, this::second, this::third, this::fourth, this::fifth, this::sixth, this::seventh, this::eighth
        };

        private Increments delays;
        private int left;

        @Setup(Level.Trial)
        public void fill(Size size, Increments increments) {
            delays = increments;
            RandomStream random = new RandomStreams(2).stream("types");
            for (int event = 0; event < size.pending; event++) {
                int type = random.nextInt(TYPES);
                loop.schedule(increments.nextPs(), same[type], type, event);
            }
        }

        private void again(EventHandler handler, int kind, long argument) {
            loop.schedule(delays.nextPs(), handler, kind, argument);
            if (--left == 0) {
                loop.stop();
            }
        }

        private void first(int kind, long argument) {
            again(same[0], kind, argument + 1);
        }

        private void second(int kind, long argument) {
            again(same[1], kind, argument + 2);
        }

        private void third(int kind, long argument) {
            again(same[2], kind, argument + 3);
        }

        private void fourth(int kind, long argument) {
            again(same[3], kind, argument + 4);
        }

        private void fifth(int kind, long argument) {
            again(same[4], kind, argument + 5);
        }

        private void sixth(int kind, long argument) {
            again(same[5], kind, argument + 6);
        }

        private void seventh(int kind, long argument) {
            again(same[6], kind, argument + 7);
        }

        private void eighth(int kind, long argument) {
            again(same[7], kind, argument + 8);
        }
    }

    /** The event loop, with events of eight kinds at random of one handler that switches over them. */
    @State(Scope.Thread)
    public static class Kinds implements EventHandler {
        private static final int KINDS = 8;

        private final EventLoop loop = new EventLoop();
        private Increments delays;
        private int left;

        @Setup(Level.Trial)
        public void fill(Size size, Increments increments) {
            delays = increments;
            RandomStream random = new RandomStreams(2).stream("types");
            for (int event = 0; event < size.pending; event++) {
                loop.schedule(increments.nextPs(), this, random.nextInt(KINDS), event);
            }
        }

        @Override
        public void handle(int kind, long argument) {
            long next =
                    switch (kind) {
                        case 0 -> argument + 1;
                        case 1 -> argument * 3;
                        case 2 -> argument ^ 5;
                        case 3 -> argument - 7;
                        case 4 -> argument + 11;
                        case 5 -> argument * 13;
                        case 6 -> argument ^ 17;
                        default -> argument - 19;
                    };
            loop.schedule(delays.nextPs(), this, kind, next);
            if (--left == 0) {
                loop.stop();
            }
        }
    }

    /** The event loop, with events of one kind of one handler. */
    @State(Scope.Thread)
    public static class Alike implements EventHandler {
        private final EventLoop loop = new EventLoop();
        private Increments delays;
        private int left;

        @Setup(Level.Trial)
        public void fill(Size size, Increments increments) {
            delays = increments;
            for (int event = 0; event < size.pending; event++) {
                loop.schedule(increments.nextPs(), this, 0, event);
            }
        }

        @Override
        public void handle(int kind, long argument) {
            loop.schedule(delays.nextPs(), this, kind, argument + 1);
            if (--left == 0) {
                loop.stop();
            }
        }
    }

    /** The kernel of SSJ with its list for many events, all of one class. */
    @State(Scope.Thread)
    public static class Ssj {
        private final Simulator simulator = new Simulator();
        private int left;

        private final class Again extends Event {
            private final Increments delays;

            Again(Increments delays) {
                super(simulator);
                this.delays = delays;
            }

            @Override
            public void actions() {
                schedule(delays.nextPs());
                if (--left == 0) {
                    simulator.stop();
                }
            }
        }

        @Setup(Level.Trial)
        public void fill(Size size, Increments increments) {
            simulator.init(new Henriksen());
            for (int event = 0; event < size.pending; event++) {
                new Again(increments).schedule(increments.nextPs());
            }
        }
    }

    /** The same with events of eight classes. */
    @State(Scope.Thread)
    public static class SsjOfEight {
        private final Simulator simulator = new Simulator();
        private int left;

        private abstract class Again extends Event {
            private final Increments delays;
            private long argument;

            Again(Increments delays) {
                super(simulator);
                this.delays = delays;
            }

            final void again(int step) {
                argument += step;
                schedule(delays.nextPs());
                if (--left == 0) {
                    simulator.stop();
                }
            }
        }

        private Again ofType(int type, Increments delays) {
            return switch (type) {
                case 0 -> new Again(delays) {
                    @Override
                    public void actions() {
                        again(1);
                    }
                };
                case 1 -> new Again(delays) {
                    @Override
                    public void actions() {
                        again(2);
                    }
                };
                case 2 -> new Again(delays) {
                    @Override
                    public void actions() {
                        again(3);
                    }
                };
                case 3 -> new Again(delays) {
                    @Override
                    public void actions() {
                        again(4);
                    }
                };
                case 4 -> new Again(delays) {
                    @Override
                    public void actions() {
                        again(5);
                    }
                };
                case 5 -> new Again(delays) {
                    @Override
                    public void actions() {
                        again(6);
                    }
                };
                case 6 -> new Again(delays) {
                    @Override
                    public void actions() {
                        again(7);
                    }
                };
                default -> new Again(delays) {
                    @Override
                    public void actions() {
                        again(8);
                    }
                };
            };
        }

        @Setup(Level.Trial)
        public void fill(Size size, Increments increments) {
            simulator.init(new Henriksen());
            RandomStream random = new RandomStreams(2).stream("types");
            for (int event = 0; event < size.pending; event++) {
                ofType(random.nextInt(8), increments).schedule(increments.nextPs());
            }
        }
    }

    /** The queue of the event loop alone. */
    @Benchmark
    public long queue(Ladder ladder, Increments increments) {
        int slot = ladder.queue.poll();
        long timePs = ladder.queue.polledPs();
        ladder.queue.add(slot, timePs + increments.nextPs());
        return timePs;
    }

    /** Queue, dispatch, handler, the next event, with events all alike, as where other kernels are measured by HOLD. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long loopOfOne(Alike state) {
        state.left = BATCH;
        state.loop.run();
        return state.loop.nowPs();
    }

    /** The same with eight handlers. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long loop(Loop state) {
        state.left = BATCH;
        state.loop.run();
        return state.loop.nowPs();
    }

    /** The same with eight kinds of one handler, as the package documentation recommends. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long loopOfKinds(Kinds state) {
        state.left = BATCH;
        state.loop.run();
        return state.loop.nowPs();
    }

    /** The queue that Java brings, alone. */
    @Benchmark
    public long referencePriorityQueue(Heap heap, Increments increments) {
        Pending first = heap.queue.poll();
        heap.queue.add(new Pending(first.timePs() + increments.nextPs(), heap.sequence++));
        return first.timePs();
    }

    /** SSJ: list, dispatch of one type, handler, the next event. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public double referenceSsj(Ssj state) {
        state.left = BATCH;
        state.simulator.start();
        return state.simulator.time();
    }

    /** The same with eight classes of events. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public double referenceSsjOfEight(SsjOfEight state) {
        state.left = BATCH;
        state.simulator.start();
        return state.simulator.time();
    }
}
