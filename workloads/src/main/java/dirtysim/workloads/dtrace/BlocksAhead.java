package dirtysim.workloads.dtrace;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;

/**
 * The blocks of a file in their order. Unpacking one takes a third of all reading, so the next is read and unpacked by
 * another thread while the last is looked at; where none is free, it is done when it is asked for. What is seen is the same.
 */
final class BlocksAhead implements AutoCloseable {
    private static final int STEP = 1 << 16;

    private final InputStream in;
    private Block block;
    private Block spare;
    private FutureTask<Void> ahead;

    BlocksAhead(InputStream in, int version) {
        this.in = in;
        block = new Block(version);
        spare = new Block(version);
    }

    /** The next block, which is whole; the one before is used again. */
    Block next() throws IOException, DamagedBlock {
        FutureTask<Void> reading = ahead == null ? new FutureTask<>(this::read) : ahead;
        ahead = null;
        end(reading);
        Block read = spare;
        spare = block;
        block = read;
        return block;
    }

    /** Lets the next block be read meanwhile, of which it must be known that there is one. */
    void begin() {
        ahead = new FutureTask<>(this::read);
        ForkJoinPool.commonPool().execute(ahead);
    }

    private Void read() throws IOException, DamagedBlock {
        byte[] head = spare.head();
        if (in.readNBytes(head, 0, head.length) < head.length) {
            throw new EOFException();
        }
        spare.begin();
        int done = 0;
        while (done < spare.payloadLength()) {
            int step = Math.min(Math.max(STEP, done), spare.payloadLength() - done);
            if (in.readNBytes(spare.payload(done, step), done, step) < step) {
                throw new EOFException();
            }
            done += step;
        }
        spare.end();
        return null;
    }

    private static void end(FutureTask<Void> reading) throws IOException, DamagedBlock {
        // Does nothing if another thread has begun.
        reading.run();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    reading.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            rethrow(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void rethrow(Throwable cause) throws IOException, DamagedBlock {
        if (cause instanceof DamagedBlock damage) {
            throw damage;
        }
        if (cause instanceof IOException failure) {
            throw failure;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) cause;
    }

    @Override
    public void close() throws IOException {
        try {
            if (ahead != null) {
                end(ahead);
            }
        } catch (IOException | DamagedBlock e) {
            // Nobody has asked for that block.
        } finally {
            block.close();
            spare.close();
            in.close();
        }
    }
}
