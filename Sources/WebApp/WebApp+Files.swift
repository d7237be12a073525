import Cases
import Files
import HTTPKit
import Yuantu

extension WebApp {
  private static let types = [
    "jpg": "image/jpeg", "html": "text/html; charset=utf-8", "pdf": "application/pdf",
    "json": "application/json", "sig": "application/octet-stream", "pem": "application/x-pem-file",
    "csv": "text/csv; charset=utf-8", "zip": "application/zip",
  ]

  /// A file that the app itself wrote into one of its folders.
  func file(_ folder: String, _ name: String, isSaved: Bool) throws(Problem) -> Response {
    let isPlain = name.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
      default: false
      }
    }
    let ending = name.split(separator: ".").last.map(String.init) ?? ""
    guard isPlain, name.first != ".", let type = Self.types[ending],
      (try? FileFacts.of(folder + name)) != nil
    else { throw WebProblem.notFound }
    return Response(
      status: 200,
      headers: [("Content-Type", type), ("Cache-Control", "no-store")]
        + (isSaved ? [Self.attachment(name)] : []),
      body: .file(path: folder + name))
  }

  /// One of the packages of a case.
  func package(_ job: Job, _ number: String) throws(Problem) -> Response {
    let result: CaseResult? = store.result(job.id)
    guard let index = Int(number), let packages = result?.packages, packages.indices.contains(index)
    else { throw WebProblem.notFound }
    let file = packages[index].file
    return Response(
      status: 200,
      headers: [
        ("Content-Type", "application/zip"), Self.attachment(FileTitle.of(file)),
        ("Cache-Control", "no-store"),
      ], body: .file(path: "\(store.folders.outputs(job))/\(file)"))
  }

  /// All copies of a run as one archive, made when it is first asked for.
  func archive(_ job: Job) async throws(Problem) -> Response {
    guard job.step == .run, job.state == .done else { throw WebProblem.notFound }
    let (folder, path) = (store.folders.outputs(job), store.folders.archive(job.id))
    if (try? FileFacts.of(path)) == nil {
      let seconds = surroundings.now() / 1000
      let failure = await Task(executorPreference: archiver) { () -> Problem? in
        do {
          try FolderArchive.write(folder, modified: seconds, to: path)
          return nil
        } catch { return Problem(any: error, path: path) }
      }.value
      if let failure { throw failure }
    }
    return Response(
      status: 200,
      headers: [
        ("Content-Type", "application/zip"), Self.attachment("yuantu-\(job.id).zip"),
        ("Cache-Control", "no-store"),
      ], body: .file(path: path))
  }
}
