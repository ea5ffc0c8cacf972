package dirtysim.workloads.dtrace;

/** Constants that the writer and the reader share. */
final class Layout {
    /** Not a text, damaged by line-end conversion, recognisable. */
    static final byte[] MAGIC = {(byte) 0x89, 'D', 'T', 'R', 'C', '\r', '\n', 0x1a};

    static final int VERSION = 1;

    static final byte HEADER = 'H';
    static final byte RECORDS = 'R';
    static final byte FOOTER = 'F';

    static final int RECORDS_IN_BLOCK = 16_384;
    /** A reader refuses to make room for more, so a damaged length does no harm. */
    static final int LARGEST_BLOCK = 1 << 26;

    // The streams of a block of records.
    static final int TAGS = 0;
    static final int TIMES = 1;
    static final int ADDRESSES = 2;
    static final int LENGTHS = 3;
    static final int PHYSICAL = 4;
    static final int NUMBERS = 5;
    static final int STREAMS = 6;

    // A tag: the kind of the record, and what is not worth a number.
    static final int KIND_MASK = 0x07;
    static final int OTHER_CPU = 0x08;
    static final int BYTES = 0x10;
    static final int NOT_NEXT_CALL = 0x20;

    static final int PAGE_SHIFT = 12;

    private Layout() {}
}
