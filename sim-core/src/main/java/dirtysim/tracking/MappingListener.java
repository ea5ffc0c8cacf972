package dirtysim.tracking;

/** Hears of every change to what devices can reach, whoever owns the tables; an instrument, not a part of the model. */
public interface MappingListener {
    /** For when nobody listens. */
    MappingListener NOBODY = new MappingListener() {
        @Override
        public void mapped(DmaRange range) {}

        @Override
        public void unmapped(DmaRange range) {}
    };

    /** The entries of a range have been written. */
    void mapped(DmaRange range);

    /** The entries of a range are cleared. */
    void unmapped(DmaRange range);
}
