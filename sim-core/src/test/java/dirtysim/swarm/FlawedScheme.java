package dirtysim.swarm;

import dirtysim.host.CapabilityNeed;
import dirtysim.memory.GfnBitmap;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.DmaRange;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Script;
import dirtysim.tracking.TrackingHost;
import java.util.List;

/** A sound scheme with one thing done wrong. */
public final class FlawedScheme implements DirtyTracker {
    /** What is done wrong. */
    public enum Flaw {
        /** An unmap drops what the entries knew. */
        NO_FLUSH_AT_UNMAP,
        /** D bits are cleared, and the IOTLB goes on believing that they are set. */
        NO_INVALIDATION,
        /** The IOTLB is invalidated before the D bits are cleared, not after. */
        EARLY_INVALIDATION,
        /** No leaves are visited: that pages mapped still stay dirty is forgotten. */
        NO_VISIT,
        /** The bitmap is handed over before the invalidation is complete, so pages are copied too early. */
        COPY_BEFORE_INVALIDATION,
        /** An unmap reads D and leaves it, and then clears the entry without a look: NO_CLEAR, then unmap. */
        READ_THEN_UNMAP,
        /** The bitmap is handed over when the domain lock has been given back. */
        COPY_AFTER_UNLOCK
    }

    private final DirtyTracker sound;
    private final Flaw flaw;

    /**
     * @param sound the scheme as it should be
     * @param flaw what is done wrong
     */
    public FlawedScheme(DirtyTracker sound, Flaw flaw) {
        this.sound = sound;
        this.flaw = flaw;
    }

    @Override
    public String id() {
        return sound.id() + " with " + flaw;
    }

    @Override
    public String title() {
        return sound.title();
    }

    @Override
    public Platform platform() {
        return sound.platform();
    }

    @Override
    public void attach(TrackingHost host) {
        sound.attach(host);
    }

    @Override
    public void started(Script script) {
        sound.started(script);
    }

    @Override
    public List<CapabilityNeed> needs() {
        return sound.needs();
    }

    @Override
    public void mapped(DmaRange range) {
        sound.mapped(range);
    }

    @Override
    public void unmapping(DmaRange range, Script script) {
        if (flaw == Flaw.NO_FLUSH_AT_UNMAP) {
            DirtyTracker.super.unmapping(range, script);
        } else {
            sound.unmapping(range, new FlawedScript(script));
        }
    }

    @Override
    public void query(Script script) {
        sound.query(new FlawedScript(script));
    }

    private final class FlawedScript implements Script {
        private final Script script;
        private GfnBitmap toHandOver;

        FlawedScript(Script script) {
            this.script = script;
        }

        @Override
        public Script lockDomain() {
            script.lockDomain();
            if (flaw == Flaw.EARLY_INVALIDATION) {
                script.invalidateDomains();
            }
            return this;
        }

        @Override
        public Script unlockDomain() {
            script.unlockDomain();
            if (flaw == Flaw.COPY_AFTER_UNLOCK) {
                script.copyOut(toHandOver);
            }
            return this;
        }

        @Override
        public Script work(Chunk chunk) {
            script.work(chunk);
            return this;
        }

        @Override
        public Script harvest(int device, boolean clear, LeafVisitor visitor) {
            script.harvest(device, clear, visitor);
            return this;
        }

        @Override
        public Script harvest(DmaRange range, boolean clear, LeafVisitor visitor) {
            script.harvest(range, clear, visitor);
            return this;
        }

        @Override
        public Script visitLeaves(int device, LeafVisitor visitor) {
            if (flaw != Flaw.NO_VISIT) {
                script.visitLeaves(device, visitor);
            }
            return this;
        }

        @Override
        public Script exchange(DmaRange range, LeafVisitor visitor) {
            if (flaw == Flaw.READ_THEN_UNMAP) {
                script.harvest(range, false, visitor).exchange(range, UNSEEN);
            } else {
                script.exchange(range, visitor);
            }
            return this;
        }

        @Override
        public Script writeProtect(DmaRange range) {
            script.writeProtect(range);
            return this;
        }

        @Override
        public Script invalidate(DmaRange range) {
            script.invalidate(range);
            return this;
        }

        @Override
        public Script invalidateDomains() {
            if (flaw != Flaw.NO_INVALIDATION
                    && flaw != Flaw.EARLY_INVALIDATION
                    && flaw != Flaw.COPY_BEFORE_INVALIDATION) {
                script.invalidateDomains();
            }
            return this;
        }

        @Override
        public Script enableDirtyTracking() {
            script.enableDirtyTracking();
            return this;
        }

        @Override
        public Script copyOut(GfnBitmap bitmap) {
            if (flaw == Flaw.COPY_AFTER_UNLOCK) {
                toHandOver = bitmap;
            } else {
                script.copyOut(bitmap);
            }
            if (flaw == Flaw.COPY_BEFORE_INVALIDATION) {
                script.invalidateDomains();
            }
            return this;
        }

        @Override
        public Script handOver(GfnBitmap bitmap) {
            script.handOver(bitmap);
            return this;
        }
    }
}
