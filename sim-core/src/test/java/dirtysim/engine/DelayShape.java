package dirtysim.engine;

import java.util.SplittableRandom;

/** How far ahead events are scheduled: the shapes that queues of this kind have trouble with. */
enum DelayShape {
    TIES {
        @Override
        long next(SplittableRandom random) {
            return 0;
        }
    },
    NEAR_TIES {
        @Override
        long next(SplittableRandom random) {
            return random.nextInt(3);
        }
    },
    UNIFORM {
        @Override
        long next(SplittableRandom random) {
            return random.nextLong(1_000_000);
        }
    },
    EXPONENTIAL {
        @Override
        long next(SplittableRandom random) {
            return (long) (-1e6 * Math.log(1 - random.nextDouble()));
        }
    },
    CONSTANTS {
        @Override
        long next(SplittableRandom random) {
            return new long[] {0, 90_000, 850_000, 850_001, 5_000_000}[random.nextInt(5)];
        }
    },
    BIMODAL {
        @Override
        long next(SplittableRandom random) {
            return random.nextInt(10) == 0 ? 1_000_000_000L + random.nextLong(1_000_000) : random.nextLong(1000);
        }
    },
    EVERY_SCALE {
        @Override
        long next(SplittableRandom random) {
            return random.nextLong() >>> (1 + random.nextInt(62));
        }
    },
    CLUSTERS {
        @Override
        long next(SplittableRandom random) {
            return (random.nextLong(5) << 40) + random.nextInt(4);
        }
    };

    /** A delay in picoseconds, 0 or more. */
    abstract long next(SplittableRandom random);
}
