extension Schema {
  static func fingerprints(_ types: Types) -> [String] {
    let (bytes, integer) = (types.bytes, types.integer)
    return [
      """
      CREATE TABLE fingerprint (
        sha256 \(bytes) NOT NULL PRIMARY KEY CHECK (length(sha256) = 32),
        hashes \(bytes) NOT NULL CHECK (length(hashes) = 256),
        hash_quality \(integer) NOT NULL CHECK (hash_quality >= 0),
        image_code \(bytes) NOT NULL CHECK (length(image_code) = 32),
        added_at \(integer) NOT NULL
      )
      """
    ]
  }
}
