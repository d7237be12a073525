extension SQLStore {
  /// Keeps a template, instead of one of the same name.
  public func saveTemplate(_ entry: TemplateEntry) throws(CatalogueError) {
    guard !entry.name.isEmpty else {
      throw CatalogueError(.invalidEntry, "template.name is empty")
    }
    _ = try write { (connection) throws(CatalogueError) in
      try connection.run(
        Queries.saveTemplate,
        [
          .text(entry.name), .text(entry.definition), .optional(entry.artwork),
          .integer(entry.savedAt),
        ])
    }
  }

  /// The template of this name.
  public func template(name: String) throws(CatalogueError) -> TemplateEntry? {
    try templates(Queries.template, [.text(name)]).first
  }

  /// Every template.
  public func templates() throws(CatalogueError) -> [TemplateEntry] {
    try templates(Queries.templates, [])
  }

  /// Removes a template; false when there was none.
  public func removeTemplate(name: String) throws(CatalogueError) -> Bool {
    try write { (connection) throws(CatalogueError) in
      try connection.run(Queries.removeTemplate, [.text(name)]) > 0
    }
  }

  private func templates(
    _ query: String, _ values: [SQLValue]
  ) throws(CatalogueError) -> [TemplateEntry] {
    try read { (connection) throws(CatalogueError) in
      try connection.rows(query, values) { (row) throws(CatalogueError) in
        TemplateEntry(
          name: try row.text(0), definition: try row.text(1), artwork: row.optionalBytes(2),
          savedAt: try row.integer(3))
      }
    }
  }
}
