package dirtysim.workloads.stream;

import dirtysim.guest.Direction;
import dirtysim.guest.Operation;
import dirtysim.guest.Workload.Kind;
import java.util.ArrayDeque;
import java.util.Arrays;

/** Operations of one CPU that have been made and not yet read, packed: some 15 bytes each. First in, first out. */
final class OperationQueue {
    private static final int CHUNK = 1 << 16;
    private static final int FIRST = 256;
    private static final int PAGE_SHIFT = 12;
    private static final Kind[] KINDS = Kind.values();
    private static final Direction[] DIRECTIONS = Direction.values();
    /** Longest number, in bytes. */
    private static final int LONGEST = 10;
    /** Numbers of an operation beside its segments and predecessors. */
    private static final int NUMBERS = 9;

    /** What the next operation is told by its difference from. */
    private static final class Last {
        private long number;
        private long timePs;
        private long iova;
        private long gpa;
    }

    private final SpillFile spill;
    private final ArrayDeque<SpillFile.Chunk> middle = new ArrayDeque<>();
    private final Last written = new Last();
    private final Last read = new Last();
    private byte[] head = new byte[0];
    private int headEnd;
    private int position;
    private byte[] tail = new byte[FIRST];
    private int tailEnd;

    OperationQueue(SpillFile spill) {
        this.spill = spill;
    }

    void add(Operation op) {
        int room = LONGEST * (NUMBERS + 2 * op.segments() + 2 * op.predecessors());
        if (tailEnd > 0 && tailEnd + room > CHUNK) {
            middle.add(spill.keep(tail, tailEnd));
            tail = new byte[CHUNK];
            tailEnd = 0;
        }
        if (tailEnd + room > tail.length) {
            tail = Arrays.copyOf(tail, Math.max(tail.length * 2, tailEnd + room));
        }
        write(op.kind().ordinal() | op.direction().ordinal() << 2);
        write(op.number() - written.number);
        write(op.timePs() - written.timePs);
        write(op.cpu());
        write(op.device() + 1);
        writeSigned(op.iova() - written.iova >> PAGE_SHIFT);
        write(op.pages());
        write(op.segments());
        write(op.predecessors());
        for (int s = 0; s < op.segments(); s++) {
            writeSigned(op.segmentGpa(s) - written.gpa >> PAGE_SHIFT);
            write(op.segmentPages(s));
            written.gpa = op.segmentGpa(s);
        }
        for (int p = 0; p < op.predecessors(); p++) {
            write(op.number() - op.predecessor(p));
            write((long) op.predecessorCpu(p) << 1 | (op.predecessorFlushes(p) ? 1 : 0));
        }
        written.number = op.number();
        written.timePs = op.timePs();
        written.iova = op.iova();
    }

    /** Reads the next operation; false if there is none. */
    boolean poll(Operation into) {
        if (position == headEnd && !nextChunk()) {
            return false;
        }
        int what = (int) number();
        read.number += number();
        read.timePs += number();
        int cpu = (int) number();
        int device = (int) number() - 1;
        read.iova += signed() << PAGE_SHIFT;
        into.set(read.number, KINDS[what & 3], read.timePs, cpu, device, DIRECTIONS[what >> 2])
                .range(read.iova, (int) number());
        long segments = number();
        long predecessors = number();
        for (long s = segments; s > 0; s--) {
            read.gpa += signed() << PAGE_SHIFT;
            into.segment(read.gpa, (int) number());
        }
        for (long p = predecessors; p > 0; p--) {
            long before = read.number - number();
            long packed = number();
            into.after(before, (int) (packed >> 1), (packed & 1) != 0);
        }
        return true;
    }

    /** Empties it. */
    void clear() {
        while (!middle.isEmpty()) {
            spill.release(middle.poll());
        }
        tailEnd = 0;
        position = headEnd;
        for (Last last : new Last[] {written, read}) {
            last.number = 0;
            last.timePs = 0;
            last.iova = 0;
            last.gpa = 0;
        }
    }

    private boolean nextChunk() {
        byte[] free = head;
        position = 0;
        if (!middle.isEmpty()) {
            headEnd = middle.peek().length();
            head = spill.release(middle.poll());
            return true;
        }
        head = tail;
        headEnd = tailEnd;
        tail = free.length == 0 ? new byte[FIRST] : free;
        tailEnd = 0;
        return headEnd > 0;
    }

    private void writeSigned(long value) {
        write(value << 1 ^ value >> 63);
    }

    private void write(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            tail[tailEnd++] = (byte) (rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        tail[tailEnd++] = (byte) rest;
    }

    private long signed() {
        long zigzag = number();
        return zigzag >>> 1 ^ -(zigzag & 1);
    }

    private long number() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = head[position++];
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }
}
