package dirtysim.swarm;

import dirtysim.swarm.GuestBuffer.State;
import dirtysim.swarm.Operation.Kind;
import dirtysim.tracking.DomainTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What the guest's drivers know of their buffers, and which operations make sense to them. */
final class GuestModel {
    private final Universe universe;
    private final GuestBuffer[][] buffers;
    private final boolean[][] used;
    private final int[] freedLast;
    private final int[] mappedTimes;
    private final List<GuestBuffer> all = new ArrayList<>();
    private final DomainTarget[] domains;
    private final boolean[] switching;
    /** All pages of a device that is passed through, as one buffer; null if it is not. */
    private final GuestBuffer[] identities;

    GuestModel(Universe universe) {
        this.universe = universe;
        buffers = new GuestBuffer[universe.devices()][universe.buffers()];
        used = new boolean[universe.devices()][universe.buffers()];
        freedLast = new int[universe.devices()];
        Arrays.fill(freedLast, -1);
        mappedTimes = new int[universe.pages()];
        domains = new DomainTarget[universe.devices()];
        Arrays.fill(domains, DomainTarget.TRANSLATED);
        switching = new boolean[universe.devices()];
        identities = new GuestBuffer[universe.devices()];
    }

    /** What a device is to be translated by. */
    static DomainTarget target(Operation op) {
        return DomainTarget.values()[op.page() % DomainTarget.values().length];
    }

    /** What a device is translated by, or was until the switch under way. */
    DomainTarget domain(int device) {
        return domains[device];
    }

    /** Whether a switch of a device is under way. */
    boolean switching(int device) {
        return switching[device];
    }

    /** What a device has mapped: no new accesses from now on, of a careful guest. */
    List<GuestBuffer> beginSwitch(Operation op) {
        switching[op.device()] = true;
        List<GuestBuffer> going = new ArrayList<>(placed());
        going.removeIf(buffer -> buffer.device != op.device());
        if (identities[op.device()] != null) {
            going.add(identities[op.device()]);
        }
        for (GuestBuffer buffer : going) {
            buffer.state = State.RETIRING;
            buffer.unmappedBy = op.cpu();
        }
        return going;
    }

    /** The device is translated by something else. */
    void switched(int device, DomainTarget target) {
        placed().stream().filter(buffer -> buffer.device == device).forEach(this::remove);
        if (identities[device] != null) {
            identities[device].state = State.GONE;
            identities[device] = null;
        }
        switching[device] = false;
        domains[device] = target;
        if (target == DomainTarget.PASSTHROUGH) {
            int[] pages = IntStream.range(0, universe.pages()).toArray();
            GuestBuffer buffer = new GuestBuffer(all.size(), device, Universe.IDENTITY, pages, true);
            buffer.state = State.LIVE;
            all.add(buffer);
            identities[device] = buffer;
        }
    }

    private boolean canSwitch(int device) {
        for (GuestBuffer buffer : buffers[device]) {
            if (buffer != null && buffer.state != State.LIVE && buffer.state != State.UNFLUSHED) {
                return false;
            }
        }
        return !switching[device];
    }

    private boolean mappable(int device) {
        return domains[device] == DomainTarget.TRANSLATED && !switching[device];
    }

    /** The buffer in a slot; null if the slot is free. */
    GuestBuffer buffer(int device, int slot) {
        return slot == Universe.IDENTITY ? identities[device] : buffers[device][slot];
    }

    /** A buffer by its number. */
    GuestBuffer buffer(long number) {
        return all.get((int) number);
    }

    /** Buffers that are in a slot, whatever their state. */
    List<GuestBuffer> placed() {
        List<GuestBuffer> placed = new ArrayList<>();
        for (GuestBuffer[] ofDevice : buffers) {
            for (GuestBuffer buffer : ofDevice) {
                if (buffer != null) {
                    placed.add(buffer);
                }
            }
        }
        return placed;
    }

    GuestBuffer place(Operation map) {
        GuestBuffer buffer = new GuestBuffer(all.size(), map.device(), map.slot(), pagesOf(map), map.writable());
        for (int page : buffer.pages) {
            mappedTimes[page]++;
        }
        buffers[map.device()][map.slot()] = buffer;
        used[map.device()][map.slot()] = true;
        all.add(buffer);
        return buffer;
    }

    void remove(GuestBuffer buffer) {
        buffer.state = State.GONE;
        for (int page : buffer.pages) {
            mappedTimes[page]--;
        }
        buffers[buffer.device][buffer.slot] = null;
        freedLast[buffer.device] = buffer.slot;
    }

    /** Whether exactly this makes sense now. */
    boolean sensible(Operation op) {
        GuestBuffer buffer = buffer(op.device(), op.slot());
        return switch (op.kind()) {
            case MAPPED, MAP, REUSE, ALIAS -> buffer == null && mappable(op.device());
            case UNMAP, UNMAP_LAZY -> buffer != null && buffer.state == State.LIVE;
            case FLUSH -> hasUnflushed(op);
            case SWITCH -> canSwitch(op.device()) && target(op) != domains[op.device()];
            case READ -> buffer != null && op.page() < buffer.pages.length && accessible(buffer);
            case WRITE -> buffer != null && op.page() < buffer.pages.length && accessible(buffer) && buffer.writable;
            default -> true;
        };
    }

    /** The operation with operands that make sense; null if there are none. */
    Operation resolve(Operation op) {
        return switch (op.kind()) {
            case MAPPED, MAP -> freePages(freeSlot(op));
            case REUSE -> {
                int slot = freedLast[op.device()];
                boolean free =
                        slot >= 0 && mappable(op.device()) && universe.reuses() && buffers[op.device()][slot] == null;
                yield free ? freePages(op.at(op.device(), slot, op.page())) : null;
            }
            case ALIAS -> universe.aliases() ? mappedPage(freeSlot(op)) : null;
            case UNMAP, UNMAP_LAZY -> find(op, buffer -> buffer.state == State.LIVE);
            case FLUSH -> hasUnflushed(op) ? op : null;
            case SWITCH -> {
                int other = target(op) == domains[op.device()] ? 1 : 0;
                int wanted = (target(op).ordinal() + other) % DomainTarget.values().length;
                yield canSwitch(op.device()) ? op.at(op.device(), op.slot(), wanted) : null;
            }
            case READ, WRITE -> {
                Operation found = find(op, buffer -> accessible(buffer) && (op.kind() == Kind.READ || buffer.writable));
                yield found == null
                        ? null
                        : found.at(
                                found.device(),
                                found.slot(),
                                op.page() % buffer(found.device(), found.slot()).pages.length);
            }
            default -> op;
        };
    }

    private boolean accessible(GuestBuffer buffer) {
        return buffer.accessible(universe.careless());
    }

    private boolean hasUnflushed(Operation flush) {
        for (GuestBuffer buffer : buffers[flush.device()]) {
            if (buffer != null && flushedBy(buffer, flush)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a flush is for a buffer: of its device, and of its CPU's queue if each has one. */
    boolean flushedBy(GuestBuffer buffer, Operation flush) {
        return buffer.device == flush.device()
                && buffer.state == State.UNFLUSHED
                && (!universe.queueEachCpu() || buffer.unmappedBy == flush.cpu());
    }

    private int[] pagesOf(Operation map) {
        int[] pages = new int[map.count()];
        for (int n = 0; n < pages.length; n++) {
            pages[n] = (map.page() + n) % universe.pages();
        }
        return pages;
    }

    private Operation freeSlot(Operation op) {
        for (int n = 0; mappable(op.device()) && n < universe.buffers(); n++) {
            int slot = (op.slot() + n) % universe.buffers();
            if (buffers[op.device()][slot] == null && (universe.reuses() || !used[op.device()][slot])) {
                return op.at(op.device(), slot, op.page());
            }
        }
        return null;
    }

    private Operation freePages(Operation op) {
        if (op == null || universe.aliases()) {
            return op;
        }
        for (int n = 0; n < universe.pages(); n++) {
            Operation tried = op.at(op.device(), op.slot(), (op.page() + n) % universe.pages());
            boolean free = true;
            for (int page : pagesOf(tried)) {
                free &= mappedTimes[page] == 0;
            }
            if (free) {
                return tried;
            }
        }
        return null;
    }

    private Operation mappedPage(Operation op) {
        for (int n = 0; op != null && n < universe.pages(); n++) {
            int page = (op.page() + n) % universe.pages();
            if (mappedTimes[page] > 0) {
                return op.at(op.device(), op.slot(), page);
            }
        }
        return null;
    }

    private Operation find(Operation op, Predicate<GuestBuffer> wanted) {
        for (int d = 0; d < universe.devices(); d++) {
            int device = (op.device() + d) % universe.devices();
            if (identities[device] != null && (op.kind() == Kind.READ || op.kind() == Kind.WRITE)) {
                if (wanted.test(identities[device])) {
                    return op.at(device, Universe.IDENTITY, op.page());
                }
                continue;
            }
            for (int n = 0; n < universe.buffers(); n++) {
                int slot = (op.slot() + n) % universe.buffers();
                GuestBuffer buffer = buffers[device][slot];
                if (buffer != null && wanted.test(buffer)) {
                    return op.at(device, slot, op.page());
                }
            }
        }
        return null;
    }
}
