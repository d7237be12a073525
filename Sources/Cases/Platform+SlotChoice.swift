public import Pixels

extension Platform {
  /// The slot that a file's path asks for: by the name of a folder, or by a word in the file's name
  /// (the longest counts). Nil when it asks for none.
  ///
  /// Words of letters stand alone (`main-1.jpg`, not `domain.jpg`); Chinese words may stand
  /// anywhere.
  public func slot(forPath path: String) -> Slot? {
    let parts = path.lowercased().split(separator: "/")
    guard let file = parts.last else { return nil }
    let stem = file.lastIndex(of: ".").map { file[..<$0] } ?? file
    let compact = String(stem.filter { !" -_()（）.".contains($0) })
    let words = Set(stem.split { !$0.isASCII || !$0.isLetter }.map(String.init))
    var best: (slot: Slot, length: Int)?
    for slot in slots {
      for word in slot.fileWords where word.count > best?.length ?? 0 {
        let isASCII = word.utf8.allSatisfy { $0 < 0x80 }
        if isASCII ? words.contains(word) : compact.contains(word) { best = (slot, word.count) }
      }
    }
    if let best { return best.slot }
    for folder in parts.dropLast().reversed() {
      if let slot = slots.first(where: { $0.folders.contains(String(folder)) }) { return slot }
    }
    return nil
  }

  /// The first slot whose shape takes a picture of `size`. When its ratio fits some slot but its size
  /// does not, the refusal of that slot.
  public func slot(forShape size: Size) throws(SlotRefusal) -> Slot {
    var refusal: SlotRefusal?
    for slot in slots where slot.isChosenByShape {
      do throws(SlotRefusal) {
        _ = try slot.fitted(size)
        return slot
      } catch {
        // A square picture that is too small for the main slot is no detail picture.
        if error.code != .wrongRatio, slot.shape.ratio != nil { throw error }
        if error.code != .wrongRatio { refusal = refusal ?? error }
      }
    }
    throw refusal
      ?? SlotRefusal(code: .noSlot, slot: nil, detail: "\(size.width) x \(size.height)")
  }
}
