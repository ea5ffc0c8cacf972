/**
 * The bundled schemes, a small class each. Their ids are stable: command line, suites, CSV and report use them.
 *
 * <table>
 * <caption>Platform and needs, and what a query hands over</caption>
 * <tr><th>id</th><th>platform</th><th>needs besides</th><th>dirty GFNs are</th><th>handed over</th></tr>
 * <tr><td>{@code nested-dbit}</td><td>nested</td><td>dirty tracking</td><td>written</td><td>copied</td></tr>
 * <tr><td>{@code shadow-dbit}</td><td>shadow</td><td>dirty tracking</td><td>written</td><td>copied</td></tr>
 * <tr><td>{@code iommufd-dbit}</td><td>shadow</td><td>dirty tracking</td><td>written</td><td>in place</td></tr>
 * <tr><td>{@code map-time}</td><td>shadow</td><td></td><td>mapped for write</td><td>copied</td></tr>
 * <tr><td>{@code dtt}</td><td>nested</td><td>a guest that takes part</td><td>mapped for write</td><td>in place</td></tr>
 * <tr><td>{@code iova-log}</td><td>shadow</td><td>a device or driver that logs</td><td>written, less what it loses</td>
 *     <td>copied</td></tr>
 * <tr><td>{@code device-log}</td><td>shadow</td><td>a device that logs</td><td>written, less what it loses</td>
 *     <td>in place</td></tr>
 * <tr><td>{@code pinned}</td><td>shadow</td><td></td><td>mapped</td><td>copied</td></tr>
 * <tr><td>{@code emulated}</td><td>emulated</td><td></td><td>written</td><td>in place</td></tr>
 * <tr><td>{@code stop-copy}</td><td>nested</td><td></td><td>all</td><td>not at all</td></tr>
 * </table>
 *
 * <p>{@code iova-log} and {@code device-log} lose pages wherever written mappings are torn down before a query; the others
 * lose none of a guest whose devices are done with a buffer before it is unmapped.
 *
 * <p>Read {@link dirtysim.tracking.schemes.StopCopy}, which is next to nothing, then
 * {@link dirtysim.tracking.schemes.NestedDirtyBit} and {@link dirtysim.tracking.schemes.ShadowDirtyBit}, which the others are
 * held against. What a scheme leaves out, its class says.
 *
 * <p>A scheme of one's own is one more class like these in a jar of its own, named in that jar's {@code
 * META-INF/services/dirtysim.tracking.DirtyTracker}.
 */
package dirtysim.tracking.schemes;
