package dirtysim.measure;

/** What the host was doing when time passed: the first dimension of {@link CostLedger}, beside {@link Cost}. */
public enum HostOperation {
    /** A guest's map that traps, from its exit to its return, and what the scheme does at a map. */
    MAP("map"),
    /** A guest's unmap or flush that traps, from its exit to its return, without what is {@link #FLUSH}. */
    UNMAP("unmap"),
    /**
     * What tracking adds to an unmap: the scheme's script, without what unmapping the range costs anyway and without the last
     * invalidation.
     */
    FLUSH("flush"),
    /** A scheme's query, without {@link #COPY}. */
    QUERY("query"),
    /** Handing a query's bitmap over. */
    COPY("copy"),
    /** The steps with which a scheme begins to track. */
    START("start"),
    /** The log of CPU writes. */
    CPU_LOG("CPU log"),
    /** All else: switches of a domain, and devices that the VMM emulates. */
    OTHER("other");

    private final String word;

    HostOperation(String word) {
        this.word = word;
    }

    /** The operation in a word or two of English. */
    public String word() {
        return word;
    }
}
