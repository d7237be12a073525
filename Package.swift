// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A C library from a Debian package. Each is imported by exactly one Swift module.
func library(_ name: String, _ pkgConfig: String, _ package: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(
  of name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, exclude: exclude,
    swiftSettings: settings)
}

let package = Package(
  name: "yuantu",
  products: [
    .executable(name: "yuantu", targets: ["YuantuCommand"])
  ],
  targets: [
    library("CJPEG", "libjpeg", "libjpeg62-turbo-dev"),
    library("CPNG", "libpng", "libpng-dev"),
    library("CWebP", "libwebpdemux", "libwebp-dev"),
    library("CHEIF", "libheif", "libheif-dev"),
    library("CLCMS", "lcms2", "liblcms2-dev"),
    library("CEXIF", "libexif", "libexif-dev"),
    library("COpenSSL", "openssl", "libssl-dev"),
    library("CCurl", "libcurl", "libcurl4-openssl-dev"),
    library("CSQLite", "sqlite3", "libsqlite3-dev"),
    library("CPango", "pangocairo", "libpango1.0-dev"),
    library("CRSVG", "librsvg-2.0", "librsvg2-dev"),
    .systemLibrary(name: "CAllocator"),
    .target(name: "CJPEGShim", dependencies: ["CJPEG"]),
    .target(name: "CPNGShim", dependencies: ["CPNG"]),
    // OpenCV has no pkg-config file without its metapackage; SwiftPM takes no other absolute path.
    .target(
      name: "CVision",
      cxxSettings: [.unsafeFlags(["-isystem", "/usr/include/opencv4"])],
      linkerSettings: ["core", "imgproc", "features2d", "calib3d", "flann"].map {
        .linkedLibrary("opencv_\($0)")
      }),
    .target(name: "CCodebook", exclude: ["codebook.bin"]),
    .target(name: "CAssets", exclude: ["platforms.json"]),

    module("Files"),
    module("Wording"),
    module("Pixels"),
    module("Trust", ["COpenSSL", "Files"]),
    module("Network", ["CCurl", "Trust"]),
    module(
      "Codecs", ["Pixels", "CJPEGShim", "CPNGShim", "CWebP", "CHEIF", "CLCMS", "CEXIF"]),
    module("Typesetting", ["Pixels", "CPango", "CRSVG"]),
    module("Marking", ["Pixels", "Trust", "Typesetting"]),
    module("Matching", ["Pixels", "Files", "Trust", "CVision", "CCodebook"]),
    module("Manifests", ["Trust"]),
    module("Catalogue", ["CSQLite", "Files"]),
    module("Cases", ["Pixels", "Codecs", "Wording", "CAssets"]),
    module("CommandLineKit", ["Wording"]),
    module(
      "Yuantu",
      [
        "Pixels", "Codecs", "Typesetting", "Marking", "Matching", "Trust", "Network", "Manifests",
        "Catalogue", "Cases", "Files", "Wording",
      ]),
    .executableTarget(
      name: "YuantuCommand",
      dependencies: [
        "CAllocator", "Yuantu", "CommandLineKit", "Codecs", "Marking", "Matching", "Manifests",
        "Typesetting", "Cases", "Files", "Wording",
      ],
      swiftSettings: settings),

    tests(of: "Files"),
    tests(of: "Pixels"),
    tests(of: "Codecs", ["Pixels"]),
    tests(of: "Typesetting", ["Pixels"]),
    tests(
      of: "Marking", ["Pixels", "Trust", "Typesetting", "Codecs", "Files"], exclude: ["Goldens"]),
    tests(of: "Matching", ["Pixels"], exclude: ["Vectors"]),
    tests(of: "Trust", ["Files"]),
    tests(of: "Manifests", ["Trust"]),
    .testTarget(
      name: "ConformanceTests", dependencies: ["Manifests", "Codecs", "Pixels", "Trust"],
      exclude: ["Support", "Files", "agreement"], swiftSettings: settings),
    tests(of: "Catalogue", ["Files"]),
    tests(of: "Cases", ["Pixels", "Codecs", "Wording"]),
    tests(of: "CommandLineKit", ["Wording"]),
    tests(of: "Yuantu", ["Pixels", "Codecs", "Catalogue", "Files", "Wording"]),
  ],
  cxxLanguageStandard: .cxx17
)

// What only a benchmark needs is built only for it.
if Context.environment["BENCHMARK"] != nil {
  package.targets.append(
    .executableTarget(
      name: "MatchingLaboratory",
      dependencies: ["Matching", "Pixels", "Codecs", "Files", "Trust"], swiftSettings: settings))
  package.targets.append(
    .executableTarget(
      name: "VisibleAveragingMarks",
      dependencies: ["Codecs", "Files", "Marking", "Pixels", "Trust", "Typesetting"],
      path: "Benchmarks/visible_averaging", exclude: ["attack.py"], swiftSettings: settings))
}
