package dirtysim.bench.calibrate;

/**
 * One thing measured.
 *
 * @param what what was measured, in a few words
 * @param unit unit of the sample
 * @param sample the figures
 * @param key the parameter that it stands for; empty if the model has none
 * @param how how it was measured and how that differs from the kernel's doing, for the profile's source
 */
record Finding(String what, String unit, Sample sample, String key, String how) {}
