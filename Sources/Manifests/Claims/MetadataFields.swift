/// What a `c2pa.metadata` assertion may hold (C2PA 2.2 §18.17 and its list of fields).
enum MetadataFields {
  /// Schemas all of whose fields describe the capture.
  private static let schemas: Set<String> = ["exif", "exifEX", "tiff", "aux", "crs", "pdf", "pdfx"]
  /// Of the other schemas, the fields that describe the asset and not people's opinions of it.
  private static let fields: Set<String> = [
    "dc:coverage", "dc:date", "dc:format", "dc:identifier", "dc:language", "dc:relation", "dc:type",
    "Iptc4xmpCore:Scene", "Iptc4xmpExt:DigImageGUID", "Iptc4xmpExt:DigitalSourceType",
    "Iptc4xmpExt:EventId", "Iptc4xmpExt:Genre", "Iptc4xmpExt:ImageRating",
    "Iptc4xmpExt:ImageRegion", "Iptc4xmpExt:LocationCreated", "Iptc4xmpExt:LocationShown",
    "Iptc4xmpExt:MaxAvailHeight", "Iptc4xmpExt:MaxAvailWidth", "Iptc4xmpExt:RegistryId",
    "photoshop:AncestorID", "photoshop:Category", "photoshop:City", "photoshop:ColorMode",
    "photoshop:Country", "photoshop:DateCreated", "photoshop:DocumentAncestors",
    "photoshop:History", "photoshop:ICCProfile", "photoshop:State",
    "photoshop:SupplementalCategories", "photoshop:TextLayers",
    "photoshop:TransmissionReference", "photoshop:Urgency", "plus:FileNameAsDelivered",
    "plus:FirstPublicationDate", "plus:ImageFileFormatAsDelivered",
    "plus:ImageFileSizeAsDelivered", "plus:ImageType", "plus:Version", "xmp:CreateDate",
    "xmp:CreatorTool", "xmp:Identifier", "xmp:Label", "xmp:MetadataDate", "xmp:ModifyDate",
    "xmp:Rating", "xmp:Thumbnails", "xmp:BaseURL", "xmp:Nickname",
  ]
  private static let openSchemas: Set<String> = ["xmpMM", "xmpDM", "xmpTPg", "xmpBJ"]

  /// The first thing that is not allowed: a field off the list, or the missing `@context`.
  static func firstDisallowed(in value: CBORValue) -> String? {
    guard case .map(let entries) = value, case .map? = value["@context"] else {
      return "no @context"
    }
    for entry in entries {
      guard case .textString(let name) = entry.key else { return "a name that is no text" }
      if name.hasPrefix("@") { continue }
      let schema = String(name.prefix { $0 != ":" })
      if schemas.contains(schema) || openSchemas.contains(schema) || fields.contains(name) {
        continue
      }
      return name
    }
    return nil
  }
}
