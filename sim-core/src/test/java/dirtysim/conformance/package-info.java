/**
 * The dirty-tracking cases of Linux's iommufd selftests, run against the model's GET_DIRTY_BITMAP, and cases that the
 * selftests leave out.
 *
 * <p>Source: {@code tools/testing/selftests/iommu/iommufd.c}, fixture {@code iommufd_dirty_tracking} with the variants of
 * commit ffa3c799ce15 (June 2024), and {@code _test_mock_dirty_bitmaps} of {@code iommufd_utils.h}, as
 * {@code dirty-tracking.md} §6 describes them; no code is taken from there. A test bears the name of the selftest that it
 * mirrors.
 *
 * <p>The selftests' mock IOMMU has pages of 2 KiB, which are also the granule of its bitmaps, and huge pages of 512 of them,
 * 1 MiB. Here the page and the granule are 4 KiB and the huge page is the leaf of 2 MiB, 512 pages too. What a variant is
 * about is its number of bits, and that is kept: "8k" is 4 bits there and here, over 16 KiB of ours. The aperture begins at
 * 16 MiB there and here.
 */
package dirtysim.conformance;
