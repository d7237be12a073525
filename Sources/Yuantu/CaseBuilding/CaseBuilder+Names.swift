public import Cases
import Glibc

extension CaseBuilder.Outcome {
  /// The packages with names that are free in `folder`. Where an earlier run, perhaps a killed one, took
  /// a name, all of them get the same number behind the subject.
  public func packages(freeIn folder: String, asArchives: Bool) -> [Package] {
    var number = 1
    while true {
      let named = packages.map { $0.numbered(number) }
      let isFree = named.allSatisfy {
        access($0.path(in: folder, asArchive: asArchives), F_OK) != 0
      }
      if isFree { return named }
      number += 1
    }
  }
}

extension Package {
  /// Where the package goes in `folder`.
  public func path(in folder: String, asArchive: Bool) -> String {
    "\(folder)/\(name)" + (asArchive ? ".zip" : "")
  }

  fileprivate func numbered(_ number: Int) -> Package {
    guard number > 1 else { return self }
    var package = self
    let end = "_\(form.rawValue)"
    let stem = name.hasSuffix(end) ? String(name.dropLast(end.count)) : name
    package.name = "\(stem)-\(number)\(end)"
    return package
  }
}
