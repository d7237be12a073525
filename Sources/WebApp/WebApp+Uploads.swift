import Files
import FoundationEssentials
import Glibc
import HTTPKit
import Wording
import Yuantu

extension WebApp {
  /// The job that a path such as `/originals/ID/files` uploads to; nil when it takes no files.
  func uploadJob(_ path: [String]) -> Job? {
    guard path.count == 3, path[2] == "files", let kind = Job.Kind(rawValue: path[0]),
      let job = store.job(path[1]), job.kind == kind
    else { return nil }
    let takesFiles =
      job.state == .waiting && job.step == .receiving || kind == .cases && job.state != .working
    return takesFiles && (kind == .review || vault.shop != nil) ? job : nil
  }

  /// Gives a received file its place.
  func receive(_ request: Request, _ visit: Visit) throws(Problem) -> Response {
    guard case .file(let file) = request.body, let job = uploadJob(request.head.path) else {
      throw WebProblem.notFound
    }
    let part = UploadPart(rawValue: request.head.query["part"] ?? "") ?? .main
    guard part == .main || job.kind == .cases else { throw WebProblem.malformed }
    let name = UploadName.path(for: request.head.query["name"] ?? "")
    let folder = store.folders.papers(job, part)
    try place(file.path, as: name, in: folder)
    if part == .main { _ = store.count(job.id, bytes: file.bytes) }
    return Self.json(["received": name])
  }

  /// Moves a file below `folder`; one of the same name that is there keeps it.
  private func place(_ path: String, as name: String, in folder: String) throws(Problem) {
    var number = 1
    var wanted = name
    while true {
      let target = "\(folder)/\(wanted)"
      do {
        try Directory.createPrivate(
          String(target[..<(target.lastIndex(of: "/") ?? target.endIndex)]))
      } catch { throw Problem(any: error, path: folder) }
      // A link, unlike a rename, never replaces.
      if link(path, target) == 0 {
        unlink(path)
        return
      }
      guard errno == EEXIST, number < UploadLimits.mostFiles else {
        throw Problem(
          any: FilesError(.ioFailed, path: target, detail: String(cString: strerror(errno))),
          path: target)
      }
      number += 1
      wanted = UploadName.numbered(name, number)
    }
  }

  /// Removes what was spooled for a request that came to nothing.
  func discard(_ request: Request) {
    if case .file(let file) = request.body { unlink(file.path) }
  }

  /// Gives a job the uploads of another.
  func copyUploads(of source: Job, to job: Job) throws(Problem) {
    let (from, to) = (store.folders.uploads(source), store.folders.uploads(job))
    do { try FileManager.default.copyItem(atPath: from, toPath: to) } catch {
      throw Problem(
        any: FilesError(.ioFailed, path: from, detail: "\(error)"), path: from)
    }
  }

  /// The names of a job's uploads, as its pages show them.
  func uploads(_ job: Job, _ part: UploadPart) -> [String] {
    let folder = store.folders.papers(job, part)
    return Directory.exists(folder)
      ? FolderWalk.files(under: [folder]).files.map(\.relativePath) : []
  }
}
