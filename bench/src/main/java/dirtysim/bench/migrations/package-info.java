/**
 * Real migrations, replayed: sixty-four that QEMU 7.2.22 made of a Linux guest of one vCPU, measured by QEMU itself, on a host of
 * two cores (bundled, with what a model must be given and what it must predict), or any folder of such.
 *
 * <p>Read {@link dirtysim.bench.migrations.RecordedMigration}, {@link dirtysim.bench.migrations.MigrationReplay} and
 * {@code Prediction}, then {@link dirtysim.bench.migrations.MigrationChecks}; each class named Targets is published migrations,
 * and can be read alone.
 *
 * <p>A model is given the configuration, the bandwidth that there was, as a mean, and the rate of writes that the guest counted
 * second by second. It does not know when within a migration the host was busy; where each round is hardly smaller than the one
 * before, that decides when it ends.
 */
package dirtysim.bench.migrations;
