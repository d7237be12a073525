import Glibc

/// The screen of somebody who sits at this machine.
enum Screen {
  /// Whether there is one.
  static var isThere: Bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].contains(where: { (name: String) in getenv(name) != nil })
  }

  /// Shows folders there; nil when there is none.
  static var folders: (@Sendable (String) -> Void)? {
    guard isThere else { return nil }
    return { folder in show(folder) }
  }

  /// Opens a file or a folder there, in a program of its own: Ctrl-C does not end it, and it learns nothing of our
  /// passphrase. That it does not open is no error: the address was told.
  static func show(_ path: String) {
    // Nobody waits for the program.
    signal(SIGCHLD, SIG_IGN)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    posix_spawnattr_setflags(&attributes, ownSession)
    defer { posix_spawnattr_destroy(&attributes) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    for (descriptor, mode) in [
      (STDIN_FILENO, O_RDONLY), (STDOUT_FILENO, O_WRONLY), (STDERR_FILENO, O_WRONLY),
    ] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", mode, 0)
    }
    defer { posix_spawn_file_actions_destroy(&actions) }
    let command: [String] = ["xdg-open", path]
    var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
    words.append(nil)
    var variables = environment
    variables.append(nil)
    defer { for word in words + variables { free(word) } }
    var child: pid_t = 0
    posix_spawnp(&child, "xdg-open", &actions, &attributes, words, variables)
  }

  /// glibc's POSIX_SPAWN_SETSID, a macro that Swift does not see.
  private static let ownSession: Int16 = 0x80

  /// Ours, without what is for this program alone.
  private static var environment: [UnsafeMutablePointer<CChar>?] {
    var kept: [UnsafeMutablePointer<CChar>?] = []
    var next = environ
    while let variable = next.pointee {
      if strncmp(variable, "YUANTU_", 7) != 0 { kept.append(strdup(variable)) }
      next += 1
    }
    return kept
  }
}
