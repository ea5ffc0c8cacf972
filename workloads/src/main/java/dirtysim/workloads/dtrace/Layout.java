package dirtysim.workloads.dtrace;

/** Constants that the writer and the reader share. */
final class Layout {
    /** Not a text, damaged by line-end conversion, recognisable. */
    static final byte[] MAGIC = {(byte) 0x89, 'D', 'T', 'R', 'C', '\r', '\n', 0x1a};

    /** What is written. */
    static final int VERSION = 2;
    /** Without marker and number of blocks, and without index. */
    static final int OLD_VERSION = 1;

    static final int FILE_HEAD = MAGIC.length + 2;

    static final byte HEADER = 'H';
    static final byte RECORDS = 'R';
    static final byte FOOTER = 'F';
    static final byte INDEX = 'I';

    /** Stands before each block, so that one can be found behind damage. */
    static final int MARKER = 0xd7_44_54_42;

    /** Marker, type, number, two lengths, checksum. */
    static final int BLOCK_HEAD = 21;

    static final int OLD_BLOCK_HEAD = 13;

    /** The last bytes of a file with an index: where that begins, and this. */
    static final long TAIL = 0x44_54_52_43_45_4e_44_0aL;

    static final int TAIL_BYTES = 16;

    /** Deflate makes no more out of a byte, so a content's length can be judged before there is room for it. */
    static final int MOST_INFLATED = 1032;

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
