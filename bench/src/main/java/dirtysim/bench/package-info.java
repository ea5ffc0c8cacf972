/**
 * The front door: the command line.
 *
 * <p>{@link dirtysim.bench.Main} parses a command line with picocli and hands it to one small class a command. What is to
 * be run is described in {@link dirtysim.bench.suite}, running it in {@link dirtysim.bench.sweep}, having other
 * machines run it in {@link dirtysim.bench.remote}, what {@code validate} runs
 * in {@link dirtysim.bench.validate}, the search of {@code frontier} in {@link dirtysim.bench.frontier}, what {@code advise} says
 * in {@link dirtysim.bench.advise}, and what {@code calibrate} measures in {@link dirtysim.bench.calibrate}; everything
 * else is done by the modules below.
 *
 * <p>Read {@link dirtysim.bench.Main}, then {@code SimulateCommand} with its options, {@code SettingOptions} above all; any other
 * command is like it. Options that several commands have are classes named Options. Nothing is modelled here.
 *
 * <p>Exit codes: 0 done, 1 a gate failed, or {@code check} found a schedule that loses a page, 2 bad usage or bad input, 70 an
 * internal fault. Whatever goes wrong puts exactly one line on standard error; the stack trace follows only under {@code --debug}.
 */
package dirtysim.bench;
