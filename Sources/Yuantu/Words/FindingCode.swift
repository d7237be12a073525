/// What an examination can see. The raw values are stable and part of every record and output.
public enum FindingCode: String, CaseIterable, Sendable {
  /// An original without EXIF.
  case exifAbsent = "exif.absent"
  /// EXIF without maker and model.
  case cameraAbsent = "exif.cameraAbsent"
  /// EXIF without capture time.
  case timeAbsent = "exif.timeAbsent"
  /// EXIF capture time after the machine's clock: one of the two is wrong.
  case timeAfterClock = "exif.timeAfterClock"
  /// The software field names an editor.
  case editedBySoftware = "edited.software"
  /// XMP carries an editing history.
  case editedHistory = "edited.history"
  /// Pixel size and EXIF size differ.
  case sizeDiffersFromExif = "edited.sizeDiffersFromExif"
  /// A file kept by hash alone.
  case notDecodable = "source.notDecodable"
  /// The original has a C2PA manifest of its own.
  case provenanceFound = "provenance.found"
  /// It has one that breaks a rule.
  case provenanceInvalid = "provenance.invalid"
  /// It has something that cannot be read as one.
  case provenanceUnreadable = "provenance.unreadable"

  /// Decoded with a missing end.
  case sourceTruncated = "source.truncated"
  /// An animation.
  case sourceFirstFrameOnly = "source.firstFrameOnly"
  /// A 16-bit source.
  case sourceReducedTo8Bits = "source.reducedTo8Bits"
  /// A CMYK source.
  case sourceConvertedFromCMYK = "source.convertedFromCMYK"
  /// An unreadable ICC profile.
  case sourceBrokenColorProfile = "source.brokenColorProfile"
  /// Data damaged in the middle.
  case sourceDamaged = "source.damaged"
  /// An HDR brightness curve.
  case sourceHighDynamicRange = "source.highDynamicRange"

  /// An export without a registered original.
  case originalNotFound = "original.notFound"
  /// A read-only format went out as JPEG.
  case formatChanged = "output.formatChanged"
  /// Metadata that does not fit its container.
  case metadataOmitted = "output.metadataOmitted"

  /// A visible mark where the platform allows none.
  case visibleAgainstRules = "visible.againstRules"
  /// A visible mark where the platform allows a small one: put into its corner.
  case visibleInsideBox = "visible.insideBox"
  /// A visible mark that cannot be read after a platform pass.
  case visibleIllegible = "visible.illegible"
  /// A visible mark made stronger than the template says, so that it can be read after a platform pass.
  case visibleRaised = "visible.raised"
  /// A logo drawn larger than its own pixels.
  case logoEnlarged = "logo.enlarged"
  /// A logo without transparency.
  case logoOpaque = "logo.opaque"
  /// A font whose file names no open licence.
  case fontLicenceUnknown = "font.licenceUnknown"

  /// Marked more strongly than usual, or it could not be read again.
  case markStrong = "mark.strong"
  /// Readable in the issued copy, not after a mild platform pass.
  case markFragile = "mark.fragile"
  /// Equal SHA-256.
  case fileIdentical = "file.identical"
  /// Payload decoded.
  case markRead = "mark.read"
  /// An issued payload recognised.
  case markMatched = "mark.matched"
  /// No payload decoded.
  case markNotDetected = "mark.notDetected"
  /// Payload without an issued copy.
  case markWithoutRecord = "mark.withoutRecord"
  /// Aligned content agrees.
  case contentCorresponds = "content.corresponds"
  /// Aligned content disagrees.
  case contentDiffers = "content.differs"
  /// Nothing to compare.
  case contentTooFlat = "content.tooFlatToCompare"
  /// Grade A.
  case contentSamePhotograph = "content.samePhotograph"
  /// Grade B.
  case contentPartReused = "content.partReused"
  /// Grade C.
  case contentCommonBackdrop = "content.commonBackdrop"
  /// No registered picture corresponds.
  case contentNotFound = "content.notFound"
  /// Grade A, but with so little texture that another shot of the product may agree as well.
  case contentPlain = "content.plain"
  /// The mark's record and the content's contradict each other.
  case contentOfOtherRecord = "content.otherRecord"
  /// Some registered pictures were not searched.
  case contentNotAllIndexed = "content.notAllIndexed"
  /// The layer of one copy, found with its disclosed key.
  case markOfDisclosedKey = "mark.disclosedKey"
  /// An issued payload read with the registered picture at hand.
  case markInformed = "mark.informed"
  /// Marks of several issued copies.
  case markSeveral = "mark.several"
  /// Below the size that can be examined.
  case pictureTooSmall = "picture.tooSmall"

  /// C2PA 2.2, 15.7.
  case signatureValid = "claimSignature.validated"
  /// C2PA 2.2, 15.7.
  case signatureMismatch = "claimSignature.mismatch"
  /// C2PA 2.2, 14.
  case signerKnown = "signingCredential.trusted"
  /// C2PA 2.2, 14.
  case signerUnknown = "signingCredential.untrusted"
  /// C2PA 2.2, 14.
  case signerInvalid = "signingCredential.invalid"
  /// C2PA 2.2, 14.
  case signerExpired = "signingCredential.expired"
  /// Unreadable record.
  case recordMalformed = "claim.malformed"
  /// Record and catalogue differ.
  case recordContradictsCatalogue = "record.contradictsCatalogue"
  /// The suspect has a manifest that this shop signed, and it holds.
  case manifestOwn = "manifest.own"
  /// It has a valid one of somebody else.
  case manifestForeign = "manifest.foreign"
  /// It has one that does not hold, or cannot be read.
  case manifestBroken = "manifest.broken"
  /// The manifest's hash does not fit the file.
  case fileDiffersFromManifest = "assertion.dataHash.mismatch"
  /// No trusted time.
  case timeOwnClock = "time.ownClock"
  /// A third party's time stamp holds: C2PA 2.2, 15.8.
  case timeStampTrusted = "timeStamp.trusted"
  /// C2PA 2.2, 15.8.
  case timeStampMalformed = "timeStamp.malformed"
  /// C2PA 2.2, 15.8.
  case timeStampMismatch = "timeStamp.mismatch"
  /// C2PA 2.2, 15.8.
  case timeStampOutsideValidity = "timeStamp.outsideValidity"
  /// C2PA 2.2, 15.8.
  case timeStampUntrusted = "timeStamp.untrusted"
  /// The authority's certificate has ended, and nothing renewed its stamp before.
  case timeAuthorityExpired = "time.authorityExpired"
  /// The authority's certificate has ended, and a later stamp vouches for this one.
  case timeRenewed = "time.renewed"
  /// A token with two times in it.
  case timeSigningTimeDiffers = "time.signingTimeDiffers"
  /// A batch's proof that leads nowhere.
  case timeProofBroken = "time.proofBroken"
  /// Stamped only after the signing certificate had ended.
  case timeAfterCertificate = "time.afterCertificate"

  /// The key was taken back, and no trusted time shows that the record is older.
  case keyRevoked = "key.revoked"
  /// The key was taken back after the record was stamped.
  case keyRevokedLater = "key.revokedLater"
  /// A later key of the shop vouches for the record.
  case recordCountersigned = "record.countersigned"
}
