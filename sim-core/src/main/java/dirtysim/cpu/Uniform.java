package dirtysim.cpu;

import dirtysim.engine.RandomStream;

/** Every page alike: m writes over W pages leave W (1 - exp(-m / W)) of them written. */
record Uniform() implements WriteShape {
    @Override
    public PageDraw over(long pages, RandomStream random) {
        return new PoissonDraw(random, new long[] {pages}, new long[] {1});
    }

    @Override
    public boolean scattered() {
        return false;
    }
}
