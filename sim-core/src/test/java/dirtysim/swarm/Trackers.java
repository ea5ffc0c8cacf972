package dirtysim.swarm;

import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.Schemes;
import java.util.function.Supplier;

/** Fresh instances of a scheme, without a look through the class path for each. */
final class Trackers {
    private Trackers() {}

    static Supplier<DirtyTracker> of(String scheme) {
        Class<? extends DirtyTracker> type = Schemes.create(scheme).getClass();
        return () -> {
            try {
                return type.getConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(scheme + " cannot be made twice", e);
            }
        };
    }
}
