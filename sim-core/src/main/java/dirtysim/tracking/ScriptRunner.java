package dirtysim.tracking;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.host.CostModel;
import dirtysim.host.HandOver;
import dirtysim.iommu.InvalidationRequest;
import dirtysim.measure.Cost;
import dirtysim.measure.HostOperation;
import dirtysim.memory.EntryFormat;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;

/**
 * Carries out the steps of a script, one after the other, in simulated time; one script at a time. A step does its work at
 * one instant, and what it charged passes before the next. Tables are read in chunks of {@value #CHUNK_LEAVES} leaves, so
 * that the rest of the world goes on in between: what fills one 512-byte piece of bitmap at 4 KiB. The length of a chunk
 * changes when things happen, not what they cost.
 *
 * <p>The harvest of a whole table is divided among {@code scan-threads}: each chunk takes that part of its time, but no less
 * than its bytes take from memory. Harvests of ranges are one thread's.
 */
final class ScriptRunner implements EventHandler {
    private static final int CHUNK_LEAVES = 4096;
    private static final long ENTRY_BYTES = 8;
    /** Chunks without cost, one after the other, beyond which a step is taken to be without end. */
    private static final int MOST_FREE_CHUNKS = 1_000_000;

    private static final int LOCKED = 0;
    private static final int PAID = 1;
    private static final int INVALIDATED = 2;
    private static final int COPIED = 3;

    private final EventLoop loop;
    private final TrackedVm vm;
    private final boolean lockHeld;
    private final Steps steps = new Steps();
    private final HandOverRun handOver;
    private final PageTable.LeafVisitor leaf = this::leaf;
    private final long readPs;
    private final long dirtyPs;
    private final int scanThreads;

    private GfnBitmap result;
    private EventHandler whenDone;
    private int doneKind;
    private long doneArgument;

    private int at;
    private Step step;
    private boolean more;
    private long nextInput;
    private long leavesSeen;
    private int freeChunks;
    private long startedPs;
    private long waitingSincePs;

    private boolean locked;
    private long copyPs;
    private long chunkBytes;
    private long unmapPs;
    private long invalidationPs;
    private long invalidationQueuedPs;
    private HostOperation during;
    private HostOperation untracked;

    /**
     * @param loop the event loop
     * @param vm the VM whose state the steps touch
     * @param lockHeld whether the caller holds the domain lock already
     * @param path how a driver's bitmap is handed over
     */
    ScriptRunner(EventLoop loop, TrackedVm vm, boolean lockHeld, HandOver path) {
        this.loop = loop;
        this.vm = vm;
        this.lockHeld = lockHeld;
        handOver = new HandOverRun(loop, vm, path);
        readPs = CostModel.ps(vm.costs().scanPerPteNs());
        dirtyPs = CostModel.ps(vm.costs().dirtyPteNs());
        scanThreads = (int) vm.costs().shared().scanThreads();
    }

    /** An empty script to write on; {@link #run} carries it out. */
    Script blank() {
        if (whenDone != null) {
            throw new IllegalStateException("a script is under way already");
        }
        return steps.blank();
    }

    /**
     * Carries out what was written.
     *
     * @param operation what the script's time is entered under in the ledger
     * @param outside what those parts are entered under that are not tracking's: clearing entries, and the last
     *     invalidation
     * @param into takes what is handed over; null if nothing may be
     */
    void run(
            HostOperation operation,
            HostOperation outside,
            GfnBitmap into,
            EventHandler handler,
            int kind,
            long argument) {
        steps.seal();
        during = operation;
        untracked = outside;
        result = into;
        whenDone = handler;
        doneKind = kind;
        doneArgument = argument;
        at = 0;
        freeChunks = 0;
        copyPs = 0;
        unmapPs = 0;
        invalidationPs = 0;
        invalidationQueuedPs = 0;
        startedPs = loop.nowPs();
        next();
    }

    /** Time since the script began. */
    long elapsedPs() {
        return loop.nowPs() - startedPs;
    }

    /** Of that, time spent handing over. */
    long copyPs() {
        return copyPs;
    }

    /** Of that, time for which page-table code would have run without tracking too. */
    long unmapPs() {
        return unmapPs;
    }

    /** Of that, the last invalidation, its wait in the queue included. */
    long lastInvalidationPs() {
        return invalidationPs;
    }

    /** What has been handed over. */
    HandOverRun handOver() {
        return handOver;
    }

    @Override
    public void handle(int kind, long argument) {
        switch (kind) {
            case LOCKED -> {
                vm.ledger().add(during, Cost.LOCK_WAIT, loop.nowPs() - waitingSincePs);
                locked = true;
                next();
            }
            case PAID -> {
                if (more) {
                    carryOutChunk();
                } else {
                    next();
                }
            }
            case INVALIDATED -> {
                // Which one is the last is known at the end only.
                vm.spendOnInvalidation(during, invalidationPs, invalidationQueuedPs);
                invalidationPs = loop.nowPs() - waitingSincePs;
                invalidationQueuedPs = vm.iommu().invalidations().lastQueuedPs();
                next();
            }
            case COPIED -> {
                copyPs += handOver.lastPs();
                next();
            }
            default -> throw new IllegalStateException("unknown kind " + kind);
        }
    }

    private void next() {
        if (at == steps.size()) {
            vm.spendOnInvalidation(untracked, invalidationPs, invalidationQueuedPs);
            EventHandler handler = whenDone;
            whenDone = null;
            handler.handle(doneKind, doneArgument);
            return;
        }
        step = steps.step(at++);
        switch (step.kind) {
            case LOCK -> {
                requireLockFree();
                waitingSincePs = loop.nowPs();
                vm.domainLock().acquire(this, LOCKED, 0);
            }
            case UNLOCK -> {
                requireLockFree();
                vm.domainLock().release();
                locked = false;
                next();
            }
            case WORK, EXCHANGE, WRITE_PROTECT -> carryOutChunk();
            case HARVEST, VISIT -> {
                nextInput = step.range == null ? 0 : step.range.iova();
                carryOutChunk();
            }
            case INVALIDATE -> invalidate();
            case ENABLE -> {
                waitingSincePs = loop.nowPs();
                if (!vm.tracking().turnOn(this, INVALIDATED)) {
                    next();
                }
            }
            case COPY_OUT -> copyOut();
        }
    }

    private void requireLockFree() {
        if (lockHeld) {
            throw new IllegalStateException(
                    "the script of an unmap runs under the domain lock from its begin to its end");
        }
    }

    private void carryOutChunk() {
        more = switch (step.kind) {
            case WORK -> step.chunk.run();
            case HARVEST -> harvestSome();
            case VISIT -> visitSome();
            case EXCHANGE -> exchange();
            case WRITE_PROTECT -> writeProtect();
            default -> throw new IllegalStateException(step.kind + " is not done in chunks");
        };
        int threads = step.kind == Step.Kind.HARVEST && step.range == null ? scanThreads : 1;
        long paidPs = vm.spend(during, untracked, threads);
        if (chunkBytes > 0) {
            long waitPs = vm.memory().stream(loop.nowPs(), chunkBytes, paidPs);
            chunkBytes = 0;
            vm.ledger().add(during, Cost.MEMORY_WAIT, waitPs, waitPs * threads);
            paidPs += waitPs;
        }
        freeChunks = paidPs == 0 && more ? freeChunks + 1 : 0;
        if (freeChunks == MOST_FREE_CHUNKS) {
            throw new IllegalStateException("a step of a script did " + freeChunks
                    + " chunks of work in a row that charged nothing, and says that there is more");
        }
        loop.schedule(paidPs, this, PAID, 0);
    }

    private void leaf(long input, PageSize size, long entry) {
        leavesSeen++;
        boolean looked = step.kind != Step.Kind.VISIT && step.visitor != Script.UNSEEN;
        if (looked && size != PageSize.SIZE_4K && EntryFormat.SECOND_STAGE.dirty(entry)) {
            vm.foundLargeDirty();
        }
        step.visitor.visit(step.device, input, size, entry);
    }

    private long end(PageTable table) {
        return step.range == null ? table.inputLimit() : step.range.iova() + bytes(step.range);
    }

    private static long bytes(DmaRange range) {
        return range.pages() * PageSize.SIZE_4K.bytes();
    }

    private boolean harvestSome() {
        PageTable table = vm.secondLevel(step.device);
        leavesSeen = 0;
        nextInput = table.scanDirty(nextInput, end(table), CHUNK_LEAVES, step.clears, leaf);
        vm.charge(Cost.SCAN, table.scanned() * readPs);
        chunkBytes = table.scanned() * ENTRY_BYTES;
        vm.charge(Cost.CLEAR, leavesSeen * dirtyPs);
        return nextInput < end(table);
    }

    private boolean visitSome() {
        PageTable table = vm.secondLevel(step.device);
        nextInput = table.scan(nextInput, end(table), CHUNK_LEAVES, leaf);
        return nextInput < end(table);
    }

    private boolean exchange() {
        PageTable table = vm.secondLevel(step.device);
        long end = end(table);
        long leaves = 0;
        for (long iova = step.range.iova(); iova < end; leaves++) {
            long entry = table.unmap(iova);
            PageSize size = table.foundSize();
            leaf(iova, size, entry);
            iova += size.bytes();
            if (iova > end) {
                throw new IllegalStateException("an unmap that ends at IOVA 0x" + Long.toHexString(end)
                        + " takes a part of a leaf of " + size.id());
            }
        }
        long ps = vm.costs().unmapPs(leaves);
        unmapPs += ps;
        vm.charge(Cost.UNMAP, ps);
        return false;
    }

    private boolean writeProtect() {
        PageTable table = vm.secondLevel(step.device);
        for (long iova = step.range.iova(); iova < end(table); ) {
            boolean present = table.find(iova);
            if (present) {
                table.updateFound(EntryFormat.SECOND_STAGE.protectedFromWrites(table.foundEntry()));
                vm.charge(Cost.CLEAR, dirtyPs);
            }
            iova += (present ? table.foundSize() : PageSize.SIZE_4K).bytes();
        }
        return false;
    }

    private void invalidate() {
        waitingSincePs = loop.nowPs();
        InvalidationRequest request = vm.iommu().invalidations().request();
        if (step.range != null) {
            // Tables keep their nodes, so what became of the range changed leaves only.
            request.pages(domain(step.device), step.range.iova(), bytes(step.range), true);
            request.deviceTlbPages(step.device, domain(step.device), step.range.iova(), bytes(step.range));
        } else {
            for (int device = 0; device < vm.devices(); device++) {
                request.domain(domain(device));
            }
            // A second stage's addresses are not those that a device asks with, so all of its TLB goes.
            for (int device = 0; device < vm.devices(); device++) {
                request.deviceTlb(device);
            }
        }
        request.submit(this, INVALIDATED, 0);
    }

    private int domain(int device) {
        return vm.iommu().domain(device).id();
    }

    private void copyOut() {
        if (result == null) {
            throw new IllegalStateException("a script hands a bitmap over, and is not a query's");
        }
        if (step.inPlace) {
            handOver.inPlace(step.bitmap, result, this, COPIED);
        } else {
            handOver.start(step.bitmap, result, locked, this, COPIED);
        }
    }
}
