import Files

/// The files of watched folders that are to be protected, and when: each only when it has stayed as it
/// is for a while, and once as long as nobody changes it.
///
/// Times are seconds of any clock that never goes back.
struct IncomingFiles {
  /// How long a file must stay as it is before it is taken.
  static let settling = 1.0
  /// How long one that looks cut off may stay so before that is taken for what it is.
  static let patience = 30.0
  /// When one is taken again whose picture was not what kept it from being done.
  static let retry = 60.0
  /// How many may wait. Of more, the rest is found by looking again.
  static let most = 65_536

  private struct Waiting {
    let file: FoundFile
    var facts: FileFacts?
    var due: Double
  }

  private struct Suspicion {
    let facts: FileFacts
    let until: Double
  }

  /// How a file that was taken ended.
  enum Outcome: Equatable {
    /// Protected, or not to be protected as it is.
    case done
    /// It looks as if the rest of it were still to come.
    case incomplete
    /// Something else was wrong, which may pass.
    case failed
    /// It was not its turn.
    case untouched
  }

  private var waiting: [String: Waiting] = [:]
  private var inHand: [String: FileFacts] = [:]
  private var suspicions: [String: Suspicion] = [:]
  /// What became of files, by a hash of the path: the hash of their facts then. Sixteen bytes a file, in
  /// folders that may hold a million.
  private var handled: [Int: Int] = [:]
  /// Whether some were not noted because too many wait.
  private(set) var isIncomplete = false

  /// How many wait.
  var count: Int { waiting.count }
  /// When the next is to be looked at.
  var nextDue: Double? { waiting.values.lazy.map(\.due).min() }

  /// Something happened to a file: it is looked at when it has settled.
  mutating func notice(_ file: FoundFile, at now: Double) {
    guard !UnfinishedName.isOne(file.name) else { return }
    guard waiting[file.path] != nil || waiting.count < Self.most else {
      isIncomplete = true
      return
    }
    waiting[file.path] = Waiting(
      file: file, facts: try? FileFacts.of(file.path), due: now + Self.settling)
  }

  /// All files there are. Those of which nothing is known, or which changed, are noticed.
  mutating func found(_ files: [FoundFile], at now: Double) {
    isIncomplete = false
    var kept: [Int: Int] = [:]
    kept.reserveCapacity(files.count)
    for file in files where !UnfinishedName.isOne(file.name) {
      if let facts = try? FileFacts.of(file.path), handled[file.path.hashValue] == facts.hashValue {
        kept[file.path.hashValue] = facts.hashValue
      } else if waiting[file.path] == nil, inHand[file.path] == nil {
        notice(file, at: now)
      }
    }
    handled = kept
  }

  /// Up to `most` files whose time has come, in the order of their paths. They are in hand until they
  /// are `finish`ed.
  mutating func due(at now: Double, atMost most: Int) -> [FoundFile] {
    let ripe = waiting.values.filter { $0.due <= now }
      .sorted { $0.file.path.utf8.lexicographicallyPrecedes($1.file.path.utf8) }
    var taken: [FoundFile] = []
    for entry in ripe where taken.count < most {
      let path = entry.file.path
      guard let facts = try? FileFacts.of(path) else {
        drop(path)
        continue
      }
      if facts != entry.facts {
        waiting[path]?.facts = facts
        waiting[path]?.due = now + Self.settling
      } else if handled[path.hashValue] == facts.hashValue {
        drop(path)
      } else if facts.size == 0, suspicions[path]?.facts != facts {
        suspect(facts, entry.file, at: now)
      } else if let suspicion = suspicions[path], suspicion.facts == facts, now < suspicion.until {
        waiting[path]?.due = suspicion.until
      } else {
        waiting[path] = nil
        inHand[path] = facts
        taken.append(entry.file)
      }
    }
    return taken
  }

  /// Ends the work on a file in hand. False when an `incomplete` one was looked at for the last time
  /// before it changes: what is wrong with it is then what is wrong with it.
  @discardableResult
  mutating func finish(_ file: FoundFile, _ outcome: Outcome, at now: Double) -> Bool {
    guard let facts = inHand.removeValue(forKey: file.path) else { return true }
    if outcome == .incomplete, suspicions[file.path]?.facts != facts {
      suspect(facts, file, at: now)
      return true
    }
    switch outcome {
    case .done, .incomplete:
      suspicions[file.path] = nil
      handled[file.path.hashValue] = facts.hashValue
    case .failed: wait(for: file, facts, due: now + Self.retry)
    case .untouched: wait(for: file, facts, due: now)
    }
    return outcome != .incomplete
  }

  private mutating func suspect(_ facts: FileFacts, _ file: FoundFile, at now: Double) {
    let until = now + Self.patience
    suspicions[file.path] = Suspicion(facts: facts, until: until)
    wait(for: file, facts, due: until)
  }

  /// Unless something happened to it meanwhile, which is to be looked at sooner.
  private mutating func wait(for file: FoundFile, _ facts: FileFacts, due: Double) {
    if let known = waiting[file.path], known.facts != facts { return }
    waiting[file.path] = Waiting(file: file, facts: facts, due: due)
  }

  private mutating func drop(_ path: String) {
    waiting[path] = nil
    suspicions[path] = nil
  }
}
