/**
 * State that hardware and software share, without time: page tables with A and D bits, the GFN bitmap, memory slots.
 *
 * <ul>
 *   <li>{@link dirtysim.memory.PageTable}: the radix table that IOMMU hardware walks, first or second stage, with leaves
 *       of 4 KiB, 2 MiB and 1 GiB. A leaf has one D bit, so a 2 MiB leaf reports 512 pages when one byte was written.
 *       Leaves can be cut and merged; A and D are copied into every part, and OR-ed back.
 *   <li>{@link dirtysim.memory.GfnBitmap}: one bit a guest frame, 32 KiB a GiB.
 *   <li>{@link dirtysim.memory.MemorySlots}: GPA, HVA and HPA of the same page.
 *   <li>{@link dirtysim.memory.TablePages}: the pages of guest memory that first-stage tables fill.
 * </ul>
 *
 * <p>Read them in this order.
 *
 * <p><b>Not modelled.</b> What pages hold; host memory that is moved, merged or swapped, so HPA follows from GPA for good;
 * time, which is charged by whoever touches a table or a bitmap.
 *
 * <p>Footprint: a level-1 table that was mapped linearly and never written takes a few tens of bytes, not 4 KiB; 1 TiB of
 * guest memory in leaves of 4 KiB starts at about 30 MiB of Java heap and grows with the tables that devices write to.
 *
 * <p>API: {@link dirtysim.memory.GfnBitmap}, {@link dirtysim.memory.PageSize}, {@link dirtysim.memory.LeafPolicy} and {@link
 * dirtysim.memory.MemorySlots}. The rest is internal.
 */
package dirtysim.memory;
