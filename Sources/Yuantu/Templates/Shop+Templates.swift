import Catalogue
import FoundationEssentials

extension Shop {
  /// Keeps a template under its name, instead of an earlier one. Throws when it cannot be used.
  public func save(_ template: MarkTemplate, at now: Int64) throws(Problem) {
    let isPlain = template.name.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
        || "-_ ".unicodeScalars.contains($0)
    }
    guard (1...64).contains(template.name.count), isPlain else {
      throw Problem.badTemplateName(template.name)
    }
    _ = try template.visibleMark()
    do {
      try store.saveTemplate(
        TemplateEntry(
          name: template.name, definition: template.definition, artwork: template.artwork,
          savedAt: now))
    } catch { throw Problem(error, path: home.folder) }
  }

  /// The template of this name.
  public func template(_ name: String) throws(Problem) -> MarkTemplate {
    let entry: TemplateEntry?
    do { entry = try store.template(name: name) } catch { throw Problem(error, path: home.folder) }
    guard let entry else { throw Problem.unknownTemplate(name, known: try templates().map(\.name)) }
    return try Self.template(entry)
  }

  /// Every template, in the order of the names.
  public func templates() throws(Problem) -> [MarkTemplate] {
    let entries: [TemplateEntry]
    do { entries = try store.templates() } catch { throw Problem(error, path: home.folder) }
    var templates: [MarkTemplate] = []
    for entry in entries { templates.append(try Self.template(entry)) }
    return templates
  }

  /// Removes a template. Copies that were issued with it stay as they are.
  public func removeTemplate(_ name: String) throws(Problem) {
    let isRemoved: Bool
    do { isRemoved = try store.removeTemplate(name: name) } catch {
      throw Problem(error, path: home.folder)
    }
    guard isRemoved else {
      throw Problem.unknownTemplate(name, known: try templates().map(\.name))
    }
  }

  private static func template(_ entry: TemplateEntry) throws(Problem) -> MarkTemplate {
    guard
      let design = try? JSONDecoder().decode(
        MarkTemplate.Design.self, from: Data(entry.definition.utf8)), design.version == 1
    else { throw Problem.damagedTemplate(entry.name) }
    return MarkTemplate(name: entry.name, design: design, artwork: entry.artwork)
  }
}
