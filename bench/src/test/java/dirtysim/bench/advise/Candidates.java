package dirtysim.bench.advise;

/** Candidates made by hand. */
final class Candidates {
    private Candidates() {}

    /** One that lost nothing and took four rounds. */
    static Candidate of(
            String scheme, boolean converged, double downtimeMs, double slowdown, double totalMs, double hostCpuShare) {
        return new Candidate(
                scheme,
                converged,
                0,
                downtimeMs * 1e9,
                slowdown,
                totalMs * 1e9,
                hostCpuShare * totalMs * 1e9,
                3L << 30,
                4);
    }
}
