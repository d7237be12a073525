import Files
import FoundationEssentials
import Glibc
import HTTPKit
import Trust
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
    return takesFiles ? job : nil
  }

  /// Gives a received file its place.
  func receive(_ request: Request, _ visit: Visit) throws(Problem) -> Response {
    guard case .file(let file) = request.body, let job = uploadJob(request.head.path) else {
      throw WebProblem.notFound
    }
    let part = UploadPart(rawValue: request.head.query["part"] ?? "") ?? .main
    guard part == .main || job.kind == .cases else { throw WebProblem.malformed }
    let name = UploadName.path(for: request.head.query["name"] ?? "")
    let isNew = try place(file.path, as: name, in: store.folders.papers(job, part), of: job.kind)
    if part == .main, isNew { store.count(job.id, bytes: file.bytes) }
    return Self.json(["received": name])
  }

  /// Moves a file below `folder`; false when it is there already, as after an answer that was lost. Another file of the same
  /// name keeps it.
  private func place(
    _ path: String, as name: String, in folder: String, of kind: Job.Kind
  ) throws(Problem) -> Bool {
    do {
      let digest = try Digest.ofFile(path).digest
      if kind == .originals || kind == .protect { try DurableFile.sync(path) }
      for number in 1...UploadLimits.mostFiles(of: .originals) {
        let wanted = number == 1 ? name : UploadName.numbered(name, number)
        let target = "\(folder)/\(wanted)"
        let parent = String(target[..<(target.lastIndex(of: "/") ?? target.endIndex)])
        try Directory.createPrivate(parent)
        // A link, unlike a rename, never replaces.
        if link(path, target) == 0 {
          unlink(path)
          try DurableFile.sync(parent)
          return true
        }
        let reason = errno
        guard reason == EEXIST else {
          throw FilesError(.ioFailed, path: target, detail: String(cString: strerror(reason)))
        }
        if try Digest.ofFile(target).digest == digest {
          unlink(path)
          return false
        }
      }
      throw FilesError(.ioFailed, path: folder, detail: "too many files of one name")
    } catch { throw Problem(any: error, path: folder) }
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
