/// A command together with the commands it is under, outermost first.
public struct CommandPath: Sendable {
  /// The outermost command.
  public let root: Command
  /// The commands below it, in the order they are typed.
  public let descendants: [Command]

  /// The outermost command itself.
  public init(_ root: Command) {
    self.root = root
    descendants = []
  }

  private init(root: Command, descendants: [Command]) {
    self.root = root
    self.descendants = descendants
  }

  /// The command meant.
  public var command: Command { descendants.last ?? root }
  /// The words that call it, for example `["yuantu", "mark", "embed"]`.
  public var names: [String] { [root.name] + descendants.map(\.name) }
  /// The words below the program's name, for example `["mark", "embed"]`: what a dispatcher switches
  /// over.
  public var subcommandNames: [String] { descendants.map(\.name) }

  /// Options that may be given: its own first, then those of the commands it is under.
  var options: [Parameter] {
    command.options + inheritedOptions
  }

  var inheritedOptions: [Parameter] {
    descendants.isEmpty
      ? []
      : ([root] + descendants.dropLast()).reversed().filter { !$0.runsAlone }.flatMap(\.options)
  }

  func appending(_ command: Command) -> CommandPath {
    CommandPath(root: root, descendants: descendants + [command])
  }

  /// This command and everything below it, in the order of the definition.
  var all: [CommandPath] {
    var result: [CommandPath] = []
    var waiting = [self]
    while let path = waiting.popLast() {
      result.append(path)
      waiting += path.command.subcommands.reversed().map(path.appending)
    }
    return result
  }
}
