package dirtysim.migration;

import dirtysim.engine.Bandwidth;
import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.Server;
import dirtysim.engine.SimTime;

/** The migration link: a bandwidth with a queue in front of it, and the time from one end to the other. */
final class Link {
    private final EventLoop loop;
    private final Bandwidth memory;
    private final Server server;
    private final long bytesPerSecond;
    private final long latencyPs;

    /**
     * @param bytesPerSecond payload bandwidth
     * @param latencyMs from one end to the other
     * @param memory what is sent is read from
     */
    Link(EventLoop loop, long bytesPerSecond, double latencyMs, Bandwidth memory) {
        this.loop = loop;
        this.memory = memory;
        server = new Server(loop, "migration link", 1);
        this.bytesPerSecond = bytesPerSecond;
        latencyPs = SimTime.ofMillis(latencyMs);
    }

    /** Sends; the handler is called when the last byte is out, but not before so much time has passed. */
    void send(long bytes, long atLeastPs, EventHandler handler, int kind) {
        long wholeSeconds = bytes / bytesPerSecond;
        double fraction = (double) (bytes % bytesPerSecond) / bytesPerSecond;
        long linkPs = wholeSeconds * SimTime.PS_PER_S + Math.round(fraction * SimTime.PS_PER_S);
        long alonePs = Math.max(linkPs, atLeastPs);
        long waitPs = memory.stream(loop.nowPs(), bytes, alonePs);
        server.serve(alonePs + waitPs, handler, kind, 0);
    }

    /** From one end to the other: what was sent last arrives so much later. */
    long latencyPs() {
        return latencyPs;
    }

    /** Bytes that pass in so many milliseconds. */
    double bytesIn(double ms) {
        return bytesPerSecond * ms / 1000;
    }
}
