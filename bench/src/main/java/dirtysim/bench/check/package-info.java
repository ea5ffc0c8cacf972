/** How the verdicts of the exhaustive checker are shown: in words for people, as JSON for programs. */
package dirtysim.bench.check;
