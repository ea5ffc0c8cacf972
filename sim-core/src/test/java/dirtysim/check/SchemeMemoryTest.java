package dirtysim.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.memory.GfnBitmap;
import dirtysim.tracking.Script;
import dirtysim.tracking.Steps;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SchemeMemoryTest {
    private enum Colour {
        RED,
        BLUE
    }

    private static class Base {
        int inherited;
    }

    private static final class Node {
        long value;
        Node next;
    }

    /** One field of each kind that a scheme may have. */
    private static final class Everything extends Base {
        final GfnBitmap bitmap = new GfnBitmap(4);
        final List<Node> list = new ArrayList<>();
        final Deque<Integer> deque = new ArrayDeque<>();
        final Map<Long, String> map = new TreeMap<>();
        final BitSet bits = new BitSet();
        final AtomicLong atomic = new AtomicLong();
        final byte[] bytes = new byte[2];
        long[] longs = new long[1];
        Node node;
        Colour colour = Colour.RED;
        String text = "";
        double number;

        /** One change, of a field that chance picks. */
        void change(RandomStream random) {
            int value = random.nextInt(3);
            switch (random.nextInt(14)) {
                case 0 -> inherited = value;
                case 1 -> bitmap.set(value);
                case 2 -> bitmap.clear(value);
                case 3 -> {
                    Node added = new Node();
                    added.value = value;
                    added.next = node;
                    list.add(added);
                }
                case 4 -> {
                    if (!list.isEmpty()) {
                        list.get(0).value = value;
                        node = list.get(list.size() - 1);
                    }
                }
                case 5 -> deque.addFirst(value);
                case 6 -> deque.poll();
                case 7 -> map.put((long) value, "x" + value);
                case 8 -> map.remove((long) value);
                case 9 -> bits.flip(value);
                case 10 -> atomic.addAndGet(value);
                case 11 -> bytes[value % 2] = (byte) value;
                case 12 -> {
                    longs = Arrays.copyOf(longs, 1 + value);
                    longs[value] = value;
                }
                default -> {
                    colour = value == 0 ? Colour.BLUE : Colour.RED;
                    text = value == 1 ? "one" : null;
                    number = value / 2.0;
                }
            }
        }

        String describe() {
            StringBuilder nodes = new StringBuilder();
            list.forEach(each -> nodes.append(each.value)
                    .append('>')
                    .append(list.indexOf(each.next))
                    .append(' '));
            return String.join(
                    " | ",
                    String.valueOf(inherited),
                    String.valueOf(bitmap.contentHash()) + bitmap.count(),
                    nodes,
                    String.valueOf(deque),
                    String.valueOf(map),
                    String.valueOf(bits),
                    String.valueOf(atomic),
                    Arrays.toString(bytes),
                    Arrays.toString(longs),
                    String.valueOf(list.indexOf(node)),
                    String.valueOf(colour),
                    String.valueOf(text),
                    String.valueOf(number));
        }
    }

    @Test
    void everyStateComesBackAsItWas() {
        for (long seed = 1; seed <= 20; seed++) {
            RandomStream random = new RandomStreams(seed).stream("changes");
            Everything scheme = new Everything();
            SchemeMemory memory = new SchemeMemory("scheme", scheme, new Object());
            List<String> described = new ArrayList<>();
            for (int n = 0; n < 300; n++) {
                int number = memory.identify();
                String now = scheme.describe();
                if (number == described.size()) {
                    described.add(now);
                }
                assertEquals(described.get(number), now, "seed " + seed + ", change " + n + ": two states, one number");
                if (random.nextInt(4) == 0) {
                    int back = random.nextInt(described.size());
                    memory.restore(back);
                    assertEquals(described.get(back), scheme.describe(), "seed " + seed + ", change " + n);
                    assertEquals(back, memory.identify(), "seed " + seed + ", change " + n);
                }
                scheme.change(random);
            }
            assertEquals(memory.states(), described.size(), "seed " + seed);
        }
    }

    @Test
    void equalContentsInOtherObjectsAreTheSameState() {
        Everything scheme = new Everything();
        SchemeMemory memory = new SchemeMemory("scheme", scheme, new Object());
        scheme.node = new Node();
        scheme.node.value = 7;
        int first = memory.identify();
        Node other = new Node();
        other.value = 7;
        scheme.node = other;
        assertEquals(first, memory.identify());
        scheme.list.add(other);
        int shared = memory.identify();
        Node apart = new Node();
        apart.value = 7;
        scheme.list.set(0, apart);
        assertNotEquals(shared, memory.identify(), "one object seen twice is not two equal ones");
    }

    /** Two empty lists are equal, and still not each other. */
    private static final class TwoLists {
        final List<List<Long>> all = new ArrayList<>(List.of(new ArrayList<>(), new ArrayList<>()));
        final List<Long> first = all.get(0);
    }

    @Test
    void equalObjectsInACollectionArePutBackInTheirOrder() {
        TwoLists scheme = new TwoLists();
        SchemeMemory memory = new SchemeMemory("scheme", scheme, new Object());
        int before = memory.identify();
        Collections.reverse(scheme.all);
        assertNotEquals(before, memory.identify());
        memory.restore(before);
        assertSame(scheme.first, scheme.all.get(0));
        assertEquals(before, memory.identify());
    }

    @Test
    void whatAScriptUnderWayHoldsBelongsToTheState() {
        Steps script = new Steps();
        SchemeMemory memory = new SchemeMemory("scheme", new Node(), new Object(), script);
        GfnBitmap bitmap = new GfnBitmap(2);
        script.blank().copyOut(bitmap);
        script.seal();
        int empty = memory.identify();
        bitmap.set(1);
        assertNotEquals(empty, memory.identify());
        script.blank().work(() -> false).harvest(0, true, Script.UNSEEN);
        assertNotEquals(empty, memory.identify());
        memory.restore(empty);
        assertEquals(1, script.size());
        assertSame(bitmap, script.step(0).bitmap());
        assertEquals(0, bitmap.count());
    }
}
