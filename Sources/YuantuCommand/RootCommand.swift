import CommandLineKit
import Wording
import Yuantu

/// The whole command line: what there is, and what runs it.
enum RootCommand {
  static let command = Command(
    "yuantu",
    summary: LocalizedText("原图：商品图片的水印与来源证明", "Yuantu: marks and provenance for shop photos"),
    parameters: CommonOptions.parameters,
    examples: [
      Command.Example(
        "yuantu init --shop Qinghe --backup ~/qinghe.backup", LocalizedText("建立店铺", "make a shop")),
      Command.Example(
        "yuantu originals add ~/shoots", LocalizedText("登记原图", "take originals in")),
      Command.Example(
        "yuantu protect ~/exports --out ~/listing",
        LocalizedText("保护要上架的图片", "protect what will be listed")),
      Command.Example("yuantu verify suspect.webp", LocalizedText("检验可疑图", "examine a suspect")),
    ],
    exitStatuses: ExitCode.allCases.map(\.status),
    subcommands: [
      InitCommand.command, OriginalsCommand.command, ProtectCommand.command,
      VerifyCommand.command, AuditCommand.command, CaseCommand.command, ReviewCommand.command,
      StampCommand.command, ManifestCommand.command, TemplateCommand.command,
      PreviewCommand.command, PlatformsCommand.command, MarkCommand.command, KeysCommand.command,
      CatalogueCommand.command, ServeCommand.command, CompletionsCommand.command,
      CompletionsCommand.manualCommand,
    ])

  /// Runs the command whose words are `path`, without the program's own name.
  static func run(_ path: [String], _ session: Session) async throws(Problem) -> ExitCode {
    switch path {
    case ["init"]: try InitCommand.run(session)
    case ["originals", "add"]: try await OriginalsCommand.runAdd(session)
    case ["protect"]: try await ProtectCommand.run(session)
    case ["verify"]: try await VerifyCommand.run(session)
    case ["review"]: try ReviewCommand.run(session)
    case ["template", "save"]: try TemplateCommand.runSave(session)
    case ["template", "list"]: try TemplateCommand.runList(session)
    case ["template", "remove"]: try TemplateCommand.runRemove(session)
    case ["preview"]: try await PreviewCommand.run(session)
    case ["platforms"]: try PlatformsCommand.run(session)
    case ["case", "new"]: try await CaseCommand.runNew(session)
    case ["case", "list"]: try CaseCommand.runList(session)
    case ["case", "forms"]: try CaseCommand.runForms(session)
    case ["mark", "embed"]: try MarkCommand.runEmbed(session)
    case ["mark", "detect"]: try MarkCommand.runDetect(session)
    case ["mark", "disclose"]: try PictureKeyCommand.runDisclose(session)
    case ["mark", "check"]: try PictureKeyCommand.runCheck(session)
    case ["manifest", "show"]: try ManifestCommand.runShow(session)
    case ["manifest", "verify"]: try ManifestCommand.runVerify(session)
    case ["manifest", "extract"]: try ManifestCommand.runExtract(session)
    case ["manifest", "strip"]: try ManifestCommand.runStrip(session)
    case ["manifest", "embed"]: try ManifestCommand.runEmbed(session)
    case ["keys", "list"]: try KeysCommand.runList(session)
    case ["keys", "rotate"]: try KeyChangeCommand.runRotate(session)
    case ["keys", "revoke"]: try KeyChangeCommand.runRevoke(session)
    case ["keys", "import"]: try KeyChangeCommand.runImport(session)
    case ["keys", "countersign"]: try KeyChangeCommand.runCountersign(session)
    case ["stamp"]: try StampCommand.run(session)
    case ["stamp", "authority", "add"]: try StampAuthorityCommand.runAdd(session)
    case ["stamp", "authority", "list"]: try StampAuthorityCommand.runList(session)
    case ["stamp", "authority", "remove"]: try StampAuthorityCommand.runRemove(session)
    case ["stamp", "import"]: try StampProofCommand.runImport(session)
    case ["stamp", "export"]: try StampProofCommand.runExport(session)
    case ["stamp", "check"]: try StampProofCommand.runCheck(session)
    case ["keys", "backup"]: try KeysCommand.runBackup(session)
    case ["keys", "restore"]: try KeysCommand.runRestore(session)
    case ["audit"]: try await AuditCommand.run(session)
    case ["catalogue", "check"]: try CatalogueCommand.runCheck(session)
    case ["catalogue", "export"]: try CatalogueMoveCommand.runExport(session)
    case ["catalogue", "import"]: try CatalogueMoveCommand.runImport(session)
    case ["serve"]: try await ServeCommand.run(session)
    case ["completions"]: CompletionsCommand.run(session)
    case ["man"]: CompletionsCommand.runManual(session)
    case ["catalogue", "index"]: try await CatalogueCommand.runIndex(session)
    default: .usage
    }
  }
}
