package dirtysim.workloads.drivers;

import dirtysim.engine.RandomStream;
import org.apache.commons.math3.random.AbstractRandomGenerator;

/** A stream of random numbers in the form that commons-math's distributions draw from. */
final class StreamGenerator extends AbstractRandomGenerator {
    private final RandomStream stream;

    StreamGenerator(RandomStream stream) {
        this.stream = stream;
    }

    @Override
    public double nextDouble() {
        return stream.nextDouble();
    }

    @Override
    public int nextInt(int bound) {
        return stream.nextInt(bound);
    }

    @Override
    public void setSeed(long seed) {
        throw new UnsupportedOperationException("seeds are those of the streams");
    }
}
