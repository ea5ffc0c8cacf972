package dirtysim.cpu;

import dirtysim.engine.RandomStream;

/** One sweep after the other: m writes over W pages leave min(W, m) of them written. It begins at the first page. */
record Sequential() implements WriteShape {
    @Override
    public PageDraw over(long pages, RandomStream random) {
        return new SweepDraw(pages);
    }
}
