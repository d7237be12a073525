import Trust

/// Where the files that the writer adds stand.
public enum PackageLayout {
  /// The signed list of all files.
  public static let index = "index.json"
  /// Its signature.
  public static let signature = "index.sig"
  /// What only the writer writes into.
  public static let recordsFolder = "05_records"
  /// What only the writer writes into.
  public static let verificationFolder = "09_verify"
  /// The signer's certificate, and those between it and its root.
  public static let signer = "05_records/signer.pem"
  /// The public key alone, for `openssl`.
  public static let publicKey = "05_records/public-key.pem"
  /// The signer's root.
  public static let root = "05_records/root.pem"
  /// What was taken back, as X.509 revocation lists.
  public static let revocations = "05_records/revocations.pem"
  /// The page that checks the package in a browser.
  public static let page = "09_verify/verify.html"
  /// The digests in the form of `sha256sum`.
  public static let sums = "09_verify/SHA256SUMS"
  /// How to check everything by hand.
  public static let instructions = "09_verify/how-to-check.txt"
  /// The manifest store in a record's folder.
  public static let store = "record.c2pa"
  /// The bytes that were signed, for checking the signature without a C2PA tool.
  public static let signedBytes = "signed.bin"
  /// The signature in the form of the index's.
  public static let recordSignature = "signed.sig"

  /// The folder of the record with this place in the list.
  static func folder(_ place: Int, _ id: Digest) -> String {
    "\(recordsFolder)/\(place < 9 ? "0" : "")\(place + 1)_\(id.hex.prefix(8))"
  }
}
