package dirtysim.migration;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.Server;
import dirtysim.engine.SimTime;

/** The migration link: a bandwidth, and a queue in front of it. */
final class Link {
    private final Server server;
    private final long bytesPerSecond;

    /** @param bytesPerSecond payload bandwidth */
    Link(EventLoop loop, long bytesPerSecond) {
        server = new Server(loop, "migration link", 1);
        this.bytesPerSecond = bytesPerSecond;
    }

    /** Sends; the handler is called when the last byte is out. */
    void send(long bytes, EventHandler handler, int kind) {
        long wholeSeconds = bytes / bytesPerSecond;
        double fraction = (double) (bytes % bytesPerSecond) / bytesPerSecond;
        server.serve(wholeSeconds * SimTime.PS_PER_S + Math.round(fraction * SimTime.PS_PER_S), handler, kind, 0);
    }

    /** Bytes that pass in so many milliseconds. */
    double bytesIn(double ms) {
        return bytesPerSecond * ms / 1000;
    }
}
