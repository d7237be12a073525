public import Codecs
import HTTPKit
import Trust
public import Wording
public import Yuantu

/// The whole product in a browser: pages over the engine, for one shop.
public struct WebApp: Sendable {
  /// How it is run.
  public struct Configuration: Sendable {
    /// The shop's home; need not hold a shop yet.
    public var home: String
    /// Where the shop's catalogue is, when that is said; else the home knows.
    public var catalogue: CataloguePlace?
    /// The shop, when it is open already.
    public var shop: Shop?
    /// Names and numeric addresses that browsers call the server by.
    public var hosts: [String]
    /// The port that browsers call.
    public var port: Int
    /// What other machines have to show; nil to serve this machine alone, by the start link.
    public var passCode: String?
    /// Bounds for reading.
    public var limits: DecodeLimits
    /// How many pictures are worked on at once.
    public var jobs: Int
    /// The language of a browser that asks for none.
    public var language: Language
    /// Shows a folder to somebody who sits at this machine; nil where nobody does.
    public var showFolder: (@Sendable (String) -> Void)?

    /// A configuration for this machine alone.
    public init(
      home: String, catalogue: CataloguePlace? = nil, shop: Shop?, hosts: [String], port: Int,
      passCode: String? = nil,
      limits: DecodeLimits = DecodeLimits(), jobs: Int, language: Language,
      showFolder: (@Sendable (String) -> Void)? = nil
    ) {
      self.home = home
      self.catalogue = catalogue
      self.shop = shop
      self.hosts = hosts
      self.port = port
      self.passCode = passCode
      self.limits = limits
      self.jobs = jobs
      self.language = language
      self.showFolder = showFolder
    }
  }

  let configuration: Configuration
  let surroundings: Surroundings
  let policy: HostPolicy
  let key: SessionKey
  let settings: Settings
  let vault: ShopVault
  let store: JobRegister
  let runner: JobRunner
  let guesses = AttemptLimit(ofPeer: 6, ofAll: 60)
  let unlockings = AttemptLimit(ofPeer: 6, ofAll: 60)
  private let lock: HomeLock
  let archiver = WorkExecutor()

  /// Opens what the app keeps in the home, and takes up the work that a former run left.
  public init(
    _ configuration: Configuration, surroundings: Surroundings
  ) throws(Problem) {
    self.configuration = configuration
    self.surroundings = surroundings
    policy = HostPolicy(
      names: configuration.hosts, port: configuration.port,
      isSecure: configuration.passCode != nil)
    let folders = JobFolders(home: configuration.home)
    lock = try HomeLock(folders)
    let store = try JobRegister(folders, surroundings: surroundings)
    self.store = store
    key = try SessionKey(
      file: "\(folders.app)/session-key", passCode: configuration.passCode,
      random: surroundings.random)
    settings = Settings("\(folders.app)/settings.json")
    let vault = ShopVault(
      home: configuration.home, catalogue: configuration.catalogue, shop: configuration.shop)
    self.vault = vault
    let work = JobWork(
      store: store, vault: vault, surroundings: surroundings, limits: configuration.limits,
      jobs: configuration.jobs)
    runner = JobRunner(store) { job, tell throws(Problem) in
      try await work.perform(job, tell: tell)
    }
    runner.resume([.review])
    if case .open = try vault.state() { runner.resume(Set(Job.Kind.allCases)) }
  }

  /// The path and query that open the app in a browser of this machine, while this program runs.
  public var startPath: String { "/enter?start=\(key.startToken)" }
}
