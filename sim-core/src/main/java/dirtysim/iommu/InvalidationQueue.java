package dirtysim.iommu;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.Server;
import java.util.function.LongSupplier;

/**
 * The queue through which software invalidates cached translations: one descriptor and its wait at a time, first come
 * first served. Entries leave the caches at the instant at which the descriptor is done, and not before. The wait completes
 * then, or when the last write translated until then has landed, whichever is later.
 *
 * <p>A page-selective invalidation carries the hint that only leaves have changed; a domain-selective one has none, and drops
 * the paging-structure caches of the domain too. The page-selective invalidation of a range is one descriptor, as VT-d covers a
 * power of two of pages with one. Device-TLBs are invalidated with it, at no cost of their own.
 */
public final class InvalidationQueue implements EventHandler {
    private static final int DROP = 0;
    private static final int COMPLETE = 1;

    private final TranslationCache caches;
    private final Server server;
    private final long invalidatePs;
    private final LongSupplier drainedAtPs;
    private final EventLoop loop;
    private long submitted;

    /** Requests under way, in the order of the queue. */
    private Request head;

    private Request tail;
    /** First of those whose entries are in the caches still. */
    private Request toDrop;

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
     * @param caches what is invalidated
     * @param invalidatePs one descriptor with its wait on an idle queue
     * @param drainedAtPs when all writes translated so far will have landed
     */
    public InvalidationQueue(EventLoop loop, TranslationCache caches, long invalidatePs, LongSupplier drainedAtPs) {
        this.loop = loop;
        this.drainedAtPs = drainedAtPs;
        this.caches = caches;
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
        if (toDrop == null) {
            toDrop = request;
        }
        tail = request;
        submitted++;
        server.serve(invalidatePs, this, DROP, 0);
    }

    /** Domain-selective; the handler is called when the wait has completed. */
    public void invalidateDomain(int domain, EventHandler handler, int kind, long argument) {
        invalidate(domain, 0, Long.MAX_VALUE, handler, kind, argument);
    }

    @Override
    public void handle(int kind, long argument) {
        if (kind == DROP) {
            Request request = toDrop;
            toDrop = request.next;
            if (request.bytes == Long.MAX_VALUE) {
                caches.invalidateDomain(request.domain);
            } else {
                caches.invalidatePasidPages(request.domain, Iommu.RID_PASID, request.iova, request.bytes, true);
            }
            loop.schedule(Math.max(0, drainedAtPs.getAsLong() - loop.nowPs()), this, COMPLETE, 0);
            return;
        }
        Request done = head;
        head = done.next;
        EventHandler handler = done.handler;
        int handlerKind = done.kind;
        long handlerArgument = done.argument;
        done.handler = null;
        done.next = free;
        free = done;
        handler.handle(handlerKind, handlerArgument);
    }
}
