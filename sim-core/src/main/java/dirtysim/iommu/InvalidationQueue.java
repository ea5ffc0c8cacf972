package dirtysim.iommu;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.Server;

/**
 * The queue through which software invalidates cached translations: one descriptor and its wait at a time, first come
 * first served. Entries leave the IOTLB at the instant at which the wait completes, and not before.
 *
 * <p>The page-selective invalidation of a range is one descriptor, as VT-d covers a power of two of pages with one.
 */
public final class InvalidationQueue implements EventHandler {
    private static final int COMPLETE = 0;

    private final Iotlb iotlb;
    private final Server server;
    private final long invalidatePs;
    private long submitted;

    /** Requests under way, in the order of the queue. */
    private Request head;

    private Request tail;
    private Request free;

    private static final class Request {
        int domain;
        long iova;
        long bytes;
        EventHandler handler;
        int kind;
        long argument;
        Request next;
    }

    /**
     * @param loop the event loop
     * @param iotlb what is invalidated
     * @param invalidatePs one descriptor with its wait on an idle queue
     */
    public InvalidationQueue(EventLoop loop, Iotlb iotlb, long invalidatePs) {
        this.iotlb = iotlb;
        this.server = new Server(loop, "invalidation queue", 1);
        this.invalidatePs = invalidatePs;
    }

    /** Descriptors submitted so far. */
    public long submitted() {
        return submitted;
    }

    /** The server behind it, for its waiting times. */
    public Server server() {
        return server;
    }

    /** Page-selective; the handler is called when the wait has completed. */
    public void invalidate(int domain, long iova, long bytes, EventHandler handler, int kind, long argument) {
        Request request = free == null ? new Request() : free;
        free = request.next;
        request.domain = domain;
        request.iova = iova;
        request.bytes = bytes;
        request.handler = handler;
        request.kind = kind;
        request.argument = argument;
        request.next = null;
        if (head == null) {
            head = request;
        } else {
            tail.next = request;
        }
        tail = request;
        submitted++;
        server.serve(invalidatePs, this, COMPLETE, 0);
    }

    /** Domain-selective; the handler is called when the wait has completed. */
    public void invalidateDomain(int domain, EventHandler handler, int kind, long argument) {
        invalidate(domain, 0, Long.MAX_VALUE, handler, kind, argument);
    }

    @Override
    public void handle(int kind, long argument) {
        Request done = head;
        head = done.next;
        if (done.bytes == Long.MAX_VALUE) {
            iotlb.invalidateDomain(done.domain);
        } else {
            iotlb.invalidatePasidPages(done.domain, Iommu.RID_PASID, done.iova, done.bytes, true);
        }
        EventHandler handler = done.handler;
        int handlerKind = done.kind;
        long handlerArgument = done.argument;
        done.handler = null;
        done.next = free;
        free = done;
        handler.handle(handlerKind, handlerArgument);
    }
}
