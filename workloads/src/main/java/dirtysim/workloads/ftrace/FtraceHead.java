package dirtysim.workloads.ftrace;

import dirtysim.workloads.text.Key;
import dirtysim.workloads.text.LineCursor;

/**
 * {@code COMM-PID [CPU] FLAGS SECONDS.MICROS: EVENT: DETAILS}: ftrace, and {@code trace-cmd report}, which leaves the flags
 * out before 3.3, prints {@code CPUFLAGS} with {@code -l}, nine digits with {@code -t}, and the instance before all else with
 * {@code -B}.
 *
 * <p>The comm is greedy, it may hold spaces, brackets and dashes. It is padded to 16 columns and never longer, and too short
 * to hold all that follows a pid; so the first dash that all of it follows is the one before the pid.
 */
final class FtraceHead extends LineHead {
    private static final int COMM_COLUMNS = 16;
    private static final Key STACK = Key.of("<stack trace>");
    private static final Key USER_STACK = Key.of("<user stack trace>");
    private static final Key SYSTEM_CALL = Key.of("sys_");
    private static final Key RETURNS = Key.of(" -> 0x");
    private static final Key OFFSET = Key.of("+0x");
    private static final Key CALLER = Key.of("<-");

    /** Of the last two that were read in full and whose comm had the usual columns. */
    private LineBegin last = new LineBegin();

    private LineBegin lastButOne = new LineBegin();

    FtraceHead(LineCursor cursor) {
        super(cursor);
    }

    @Override
    String shape() {
        return "COMM-PID [CPU] FLAGS SECONDS.MICROS: EVENT:";
    }

    @Override
    boolean parse() {
        event = null;
        nameless = null;
        int start = cursor.position();
        if (begunAsBefore() && fractionOfSecond() && (expectedName() || endOfTime() && name())) {
            return true;
        }
        complaint = null;
        int usual = start + COMM_COLUMNS;
        if (cursor.at(usual) == '-' && from(usual)) {
            if (fractionStart >= 0) {
                last.keep(this, start, fractionStart);
            }
            return true;
        }
        int latest = Math.min(afterInstance(start) + COMM_COLUMNS, cursor.end() - 1);
        for (int dash = cursor.indexOf('-', start); dash <= latest; dash = cursor.indexOf('-', dash + 1)) {
            if (dash != usual && from(dash)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the line begins as one of the two that were read in full last; if not, the older of them is to be forgotten. */
    private boolean begunAsBefore() {
        if (last.begins(this)) {
            return true;
        }
        LineBegin other = last;
        last = lastButOne;
        lastButOne = other;
        return last.begins(this);
    }

    /** Where the columns of the comm begin, at least: behind spaces, and behind {@code INSTANCE:} and spaces. */
    private int afterInstance(int start) {
        cursor.moveTo(start);
        cursor.skipSpaces();
        int token = cursor.position();
        cursor.skipWord();
        return cursor.position() > token && cursor.at(cursor.position() - 1) == ':' && cursor.skipSpaces() > 0
                ? cursor.position()
                : token;
    }

    private boolean from(int dash) {
        cursor.moveTo(dash + 1);
        pid = cursor.decimal();
        if (pid < 0 || pid > Integer.MAX_VALUE || cursor.skipSpaces() == 0) {
            return false;
        }
        if (cursor.peek() == '(') {
            // Option record-tgid adds "(TGID)" or "(-----)".
            cursor.moveTo(Math.min(cursor.indexOf(')', cursor.position()) + 1, cursor.end()));
            cursor.skipSpaces();
        }
        return cpuAndFlags() && timeAndName();
    }

    private boolean cpuAndFlags() {
        if (cursor.peek() == '[') {
            if (!bracketedCpu()) {
                return false;
            }
            int first = cursor.peek();
            if (first >= '0' && first <= '9') {
                return true;
            }
        } else if (!cpuNumber() || cursor.peek() == ' ') {
            return false;
        }
        cursor.skipWord();
        if (cursor.skipSpaces() == 0) {
            complaint = "the line ends before its time";
            return false;
        }
        return true;
    }

    private boolean timeAndName() {
        if (!time()) {
            return false;
        }
        return name();
    }

    private boolean expectedName() {
        if (expected == null || !cursor.skip(expected.heading)) {
            return false;
        }
        event = expected;
        cursor.skipSpaces();
        return true;
    }

    private boolean name() {
        cursor.skipSpaces();
        if (cursor.peek() == '(') {
            // trace-cmd report --ts-diff adds "(+NANOSECONDS)".
            cursor.skipWord();
            cursor.skipSpaces();
        }
        nameStart = cursor.position();
        int at = cursor.endOfName(nameStart);
        nameHash = cursor.hash(nameStart, at);
        nameEnd = at;
        int behind = cursor.at(at + 1);
        if (at == nameStart || cursor.at(at) != ':' || behind != ' ' && behind != -1) {
            return nameless(at);
        }
        cursor.moveTo(at + 1);
        cursor.skipSpaces();
        return true;
    }

    /** What ftrace prints besides events, whose name would end at {@code at}: stacks, functions, system calls, trace_printk. */
    private boolean nameless(int at) {
        if (cursor.matches(nameStart, STACK)) {
            nameless = "kernel_stack";
        } else if (cursor.matches(nameStart, USER_STACK)) {
            nameless = "user_stack";
        } else if (cursor.matches(nameStart, SYSTEM_CALL) && (cursor.at(at) == '(' || cursor.matches(at, RETURNS))) {
            nameless = cursor.text(nameStart, at);
        } else if (at > nameStart && cursor.matches(at, OFFSET) && cursor.at(endOfWord(at) - 1) == ':') {
            nameless = "trace_printk";
        } else {
            cursor.moveTo(nameStart);
            nameless = at > nameStart && cursor.find(CALLER) ? "function" : null;
        }
        complaint = nameless == null ? "no 'EVENT:' follows the time" : null;
        return nameless != null;
    }

    private int endOfWord(int from) {
        cursor.moveTo(from);
        cursor.skipWord();
        return cursor.position();
    }
}
