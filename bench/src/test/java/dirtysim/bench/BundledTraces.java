package dirtysim.bench;

import dirtysim.workloads.Traces;

/** Bundled traces by their place in the list, for tests that need any one. */
final class BundledTraces {
    private BundledTraces() {}

    static String first() {
        return Traces.bundled().get(0).name();
    }
}
