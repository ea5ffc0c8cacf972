/** The modelled IOMMU. */
package dirtysim.iommu;
