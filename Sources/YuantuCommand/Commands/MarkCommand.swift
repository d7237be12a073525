import Codecs
import CommandLineKit
import Files
import Marking
import Trust
import Wording
import Yuantu

/// `yuantu mark`: the invisible mark alone, without a catalogue.
enum MarkCommand {
  /// How much quality a mark may cost.
  enum Strength: String, CaseIterable, ArgumentValue {
    case discreet, standard, robust

    var floor: QualityFloor {
      switch self {
      case .discreet: .discreet
      case .standard: .standard
      case .robust: .strong
      }
    }

    var limit: EncodedCopy.Limit {
      switch self {
      case .discreet: .discreet
      case .standard: .standard
      case .robust: .strong
      }
    }
  }

  static let key = Key<String?>.option(
    "key", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText(
      "含 64 个十六进制数字的水印密钥文件（默认用本店密钥）",
      "file with the 64 hexadecimal digits of a mark secret (default: the shop's own)"),
    content: .file)
  static let payload = Key<String>.requiredOption(
    "payload", valueName: LocalizedText("16位十六进制", "HEX"),
    help: LocalizedText("要写入的 64 位编码", "the 64 bits to put in, as 16 hexadecimal digits"))
  static let strength = Key<Strength>.option(
    "strength", valueName: LocalizedText("强度", "STRENGTH"),
    help: LocalizedText(
      "水印强度：越强越耐修改，画质代价越大（SSIMULACRA 2 约 88、80、70）",
      "how strong: the stronger, the more it withstands and costs (SSIMULACRA 2 of about 88, 80, 70)"
    ),
    default: .standard)
  static let input = Key<String>.argument(
    "in", valueName: LocalizedText("来源", "IN"), help: LocalizedText("来源图片", "the source picture"),
    content: .file)
  static let output = Key<String>.argument(
    "out", valueName: LocalizedText("输出", "OUT"),
    help: LocalizedText("输出文件，格式取自扩展名", "the output, its format by its ending"), content: .file)
  static let file = Key<String>.argument(
    "file", valueName: LocalizedText("图片", "FILE"),
    help: LocalizedText("要检测的图片", "the picture to look at"), content: .file)

  static let candidates = Key<String?>.option(
    "candidates", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText(
      "每行一个编码（16 个十六进制数字）的文件；读不出时与它们逐一比对",
      "file with a payload a line (16 hexadecimal digits), to compare with when none can be read"),
    content: .file)

  static let original = Key<String?>.option(
    "original", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText(
      "加水印前的图片：扣除画面内容后再读，能读出弱得多的痕迹和多个水印",
      "the picture before it was marked: read with its detail taken out, much weaker traces and "
        + "several marks are found"),
    content: .file)

  static let embed = Command(
    "embed", summary: LocalizedText("写入隐形水印", "put an invisible mark in"),
    parameters: [
      input.parameter, output.parameter, key.parameter, payload.parameter,
      strength.parameter, PictureOptions.keepWhite.parameter,
      PictureOptions.maximumPixels.parameter,
    ],
    examples: [
      Command.Example(
        "yuantu mark embed a.png b.png --key key.txt --payload 0123456789abcdef",
        LocalizedText("写入一个编码", "put a payload in"))
    ])
  static let detect = Command(
    "detect", summary: LocalizedText("检测隐形水印", "look for an invisible mark"),
    parameters: [
      file.parameter, key.parameter, candidates.parameter, original.parameter,
      PictureOptions.maximumPixels.parameter,
    ],
    examples: [
      Command.Example(
        "yuantu mark detect b.webp --key key.txt --json",
        LocalizedText("检测并输出 JSON", "look and print JSON")),
      Command.Example(
        "yuantu mark detect b.webp --candidates payloads.txt",
        LocalizedText("并与已知编码比对", "compare with known payloads as well")),
    ])
  static let command = Command(
    "mark", summary: LocalizedText("隐形水印：写入、检测（不用目录）", "the invisible mark alone"),
    subcommands: [embed, detect, PictureKeyCommand.disclose, PictureKeyCommand.check])

  static func runEmbed(_ session: Session) throws(Problem) -> ExitCode {
    let (source, target) = (session.arguments[input], session.arguments[output])
    let payload = try wantedPayload(session)
    let key = try markKey(session)
    do {
      let image = try read(source, session)
      let strength = session.arguments[strength]
      let start = Progress.seconds()
      let codecs = Stopwatch(clock: Progress.seconds)
      let mark = try Embedder(key: key, keepsWhite: session.arguments[PictureOptions.keepWhite])
        .prepare(payload, in: image.raster)
      let copy = try EncodedCopy.make(
        image, settings: .matching(image, format: format(of: target)),
        limits: PictureOptions.limits(session), mark: mark, floor: strength.floor,
        limit: strength.limit, codecs: codecs)
      let milliseconds = 1000 * (Progress.seconds() - start - codecs.seconds)
      try AtomicFile.write(copy.bytes, to: target, replacing: false)
      session.console.say(
        LocalizedText(
          "已写入 \(payload)：\(SafeText.escaped(target))",
          "\(payload) put into \(SafeText.escaped(target))"))
      session.console.emit(
        EmbedEvent(
          score: copy.score, psnr: copy.marked.psnr, ssim: copy.ssim, gain: copy.marked.gain,
          milliseconds: milliseconds))
      return .done
    } catch { throw Problem(any: error, path: source) }
  }

  static func wantedPayload(_ session: Session) throws(Problem) -> MarkPayload {
    guard let payload = MarkPayload(hexadecimal: session.arguments[payload]) else {
      throw Problem(
        code: "usage.payload",
        text: LocalizedText("--payload 须为 16 个十六进制数字。", "--payload is 16 hexadecimal digits."))
    }
    return payload
  }

  static func runDetect(_ session: Session) throws(Problem) -> ExitCode {
    let path = session.arguments[file]
    let key = try markKey(session)
    let payloads = try session.arguments[candidates].map(CandidatePayloads.read) ?? []
    let issued = payloads.isEmpty ? nil : IssuedMarks(payloads, key: key)
    do {
      let picture = try read(path, session).analysisRaster()
      let start = Progress.seconds()
      let unmarked = try session.arguments[original].map { try read($0, session).analysisRaster() }
      let examination =
        unmarked == nil ? Detector(key: key).examine(picture, issued: { issued }) : nil
      let detections =
        unmarked.map {
          InformedDetector(key: key).detect(in: picture, original: $0, issued: issued)
        } ?? examination?.detection.map { [$0] } ?? []
      let milliseconds = (Progress.seconds() - start) * 1000
      for detection in detections { session.console.say(sentence(detection)) }
      if detections.isEmpty { session.console.say(notDetected) }
      session.console.emit(
        DetectEvent(
          detections, statistic: examination?.statistic, milliseconds: milliseconds))
      return detections.isEmpty ? .noMatch : .done
    } catch { throw Problem(any: error, path: path) }
  }

  static let notDetected = LocalizedText(
    "未检出。不能据此认为没有水印。", "Not detected. This does not show that there is no mark.")

  private static func sentence(_ detection: Detection) -> LocalizedText {
    let payload = detection.payload
    return switch detection.mode {
    case .blind: LocalizedText("读出编码 \(payload)", "Payload read: \(payload)")
    case .catalogue:
      LocalizedText("与编码 \(payload) 相符（比对得出）", "Matches payload \(payload), by comparison")
    case .informed:
      LocalizedText(
        "借助原图读出编码 \(payload)", "Payload read with the original: \(payload)")
    }
  }

  static func read(_ path: String, _ session: Session) throws -> SourceImage {
    let limits = PictureOptions.limits(session)
    return try SourceImage.decode(
      try FileBytes.read(path, atMost: limits.maximumFileBytes), limits: limits)
  }

  private static func format(of path: String) throws(Problem) -> ImageFormat {
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard let format = ["jpg": .jpeg, "jpeg": .jpeg, "png": .png, "webp": ImageFormat.webp][ending]
    else {
      throw Problem(
        code: "usage.outputFormat", path: path,
        text: LocalizedText(
          "输出文件名须以 .jpg、.png 或 .webp 结尾。", "The output's name must end in .jpg, .png or .webp."))
    }
    return format
  }

  static func markKey(_ session: Session) throws(Problem) -> MarkKey {
    guard let path = session.arguments[key] else { return try session.openShop().markKey }
    do {
      let text = String(decoding: try FileBytes.read(path, atMost: 4096), as: UTF8.self)
      let digits = text.filter { !$0.isWhitespace }
      guard let secret = Hexadecimal.bytes(digits), secret.count == MarkKey.secretLength else {
        throw Problem(
          code: "mark.badKey", path: path,
          text: LocalizedText(
            "密钥文件须恰好含 64 个十六进制数字。", "A key file holds exactly 64 hexadecimal digits."))
      }
      return MarkKey(secret: secret)
    } catch { throw Problem(any: error, path: path) }
  }
}

private struct EmbedEvent: Encodable {
  let score: Double
  let psnr: Double
  let ssim: Double
  let gain: Double
  /// Marking and judging, without reading and writing pictures.
  let milliseconds: Double
}

private struct DetectEvent: Encodable {
  struct Geometry: Encodable {
    let scale: Double
    let rotation: Double
    let aspect: Double
    let flipped: Bool
  }

  let detected: Bool
  let payload: String?
  let mode: String?
  let falseAlarmLog10: Double?
  let geometry: Geometry?
  /// Further payloads in the same picture.
  let others: [String]
  /// The largest agreement with a candidate.
  let statistic: Double?
  let milliseconds: Double

  init(_ detections: [Detection], statistic: Double?, milliseconds: Double) {
    self.statistic = statistic
    let detection = detections.first
    detected = detection != nil
    others = detections.dropFirst().map(\.payload.description)
    payload = detection?.payload.description
    mode = detection?.mode.rawValue
    falseAlarmLog10 = detection?.falseAlarmLog10
    geometry = detection.map {
      Geometry(
        scale: $0.geometry.scale, rotation: $0.geometry.rotation, aspect: $0.geometry.aspect,
        flipped: $0.geometry.flipped)
    }
    self.milliseconds = milliseconds
  }
}
