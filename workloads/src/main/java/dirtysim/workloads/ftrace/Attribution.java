package dirtysim.workloads.ftrace;

import dirtysim.guest.Direction;
import dirtysim.workloads.record.CallKind;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.RecordSink;
import org.agrona.collections.Long2ObjectHashMap;

/** Joins maps and unmaps with the dma events that name their device, and passes the records on in the file's order. */
class Attribution {
    /** Records that may be held back behind one that nothing explains. */
    static final int LOOK_AHEAD = 65_536;

    private static final long PAGE_MASK = 4095;
    private static final int FEW_TASKS = 4096;

    private final RecordSink sink;
    private final Long2ObjectHashMap<Task> tasks = new Long2ObjectHashMap<>();
    private Held first;
    private Held last;
    private int queued;
    private Held free;
    private int calls;
    private int mostTasks = FEW_TASKS;
    private long lastKey = Long.MIN_VALUE;
    private Task lastTask;

    Attribution(RecordSink sink) {
        this.sink = sink;
    }

    /** A record to be filled and passed. */
    Held take(RecordKind kind, long timeUs, int cpu) {
        Held held = free;
        if (held == null) {
            held = new Held();
        } else {
            free = held.next;
        }
        held.reset(kind, timeUs, cpu);
        return held;
    }

    /** The task of an event; each idle CPU is one, and so is what perf does not know on each CPU. */
    Task task(long pid, int cpu) {
        long key = pid > 0 ? pid : (pid - 1) * (Short.MAX_VALUE + 1) - cpu;
        if (key != lastKey) {
            lastKey = key;
            lastTask = tasks.get(key);
            if (lastTask == null) {
                if (tasks.size() >= mostTasks) {
                    forgetIdleTasks();
                }
                lastTask = new Task();
                tasks.put(key, lastTask);
            }
        }
        return lastTask;
    }

    /** One of which nothing waits is as good as a new one; a text that the program itself wrote has a task for each call. */
    private void forgetIdleTasks() {
        tasks.values().removeIf(Task::isIdle);
        mostTasks = Math.max(FEW_TASKS, 2 * tasks.size());
    }

    void map(Task task, Held map) {
        task.maps.add(map);
        pass(map);
    }

    void unmap(Task task, Held unmap) {
        if (!task.explain(unmap)) {
            task.unmaps.add(unmap);
        }
        pass(unmap);
    }

    /** A mapping call: explains the newest maps of its task within its range, until they cover it. */
    void call(Task task, Held call, CallKind kind, long from, long to) {
        call.callKind = kind;
        long uncovered = to - from;
        while (uncovered > 0) {
            Held map = task.maps.takeWithin(from, to);
            if (map == null) {
                break;
            }
            uncovered -= map.length;
            map.call = calls;
        }
        calls++;
        pass(call);
    }

    /** An unmapping call that follows its unmap. */
    void release(Task task, int device, Direction direction, long from, long to) {
        Held unmap = task.unmaps.takeWithin(from, to);
        if (unmap != null) {
            unmap.device = device;
            unmap.direction = direction;
            drain();
        }
    }

    void pass(Held held) {
        if (first == null) {
            if (held.waitingIn == null) {
                emit(held);
                return;
            }
            first = held;
        } else {
            last.next = held;
        }
        last = held;
        queued++;
        drain();
        if (queued > LOOK_AHEAD) {
            giveUp();
        }
    }

    /** The end of the file: what still waits is given up. */
    void finish() {
        while (first != null) {
            giveUp();
        }
    }

    private void giveUp() {
        first.waitingIn.remove(first);
        drain();
    }

    private void drain() {
        while (first != null && first.waitingIn == null) {
            Held held = first;
            first = held.next;
            queued--;
            emit(held);
        }
    }

    private void emit(Held held) {
        switch (held.kind) {
            case MAP -> sink.map(held.timeUs, held.cpu, held.address, held.length, held.extra, held.call);
            case UNMAP -> sink.unmap(held.timeUs, held.cpu, held.address, held.length, held.device, held.direction);
            case FLUSH_RANGE -> sink.flushRange(held.timeUs, held.cpu, held.extra, held.address, held.length);
            case FLUSH_DOMAIN -> sink.flushDomain(held.timeUs, held.cpu, held.extra);
            case CALL ->
                sink.call(held.timeUs, held.cpu, held.callKind, held.device, held.direction, held.address, held.length);
            case MARK -> sink.mark(held.timeUs, held.cpu, held.extra, held.text);
        }
        held.next = free;
        free = held;
    }

    static long pageDown(long address) {
        return address & ~PAGE_MASK;
    }

    static long pageUp(long address) {
        return address + PAGE_MASK & ~PAGE_MASK;
    }
}
