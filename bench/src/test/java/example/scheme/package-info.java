/**
 * A scheme as a user adds one: {@link example.scheme.StickyDirtyBit} knows nothing of the simulator but the interfaces of
 * {@link dirtysim.tracking}. {@code ExampleSchemeTest} checks it, runs it and puts it into a suite; README, "A scheme of
 * your own", does the same by hand. Its services file is not at the top of the test resources: no other test finds it.
 */
package example.scheme;
