@testable import Catalogue

/// Counts that are zero unless said.
enum CatalogueCountsFixture {
  static func counts(
    pictures: Int = 0, issued: Int = 0, outputs: Int = 0, records: Int = 0
  ) -> CatalogueCounts {
    CatalogueCounts(
      originals: 0, pictures: pictures, reservedCopies: 0, issuedCopies: issued, outputs: outputs,
      records: records)
  }
}
