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

/// The fuzzers, built only with FUZZ=1: their driver is in no ordinary toolchain library.
let fuzzers: [Target] =
  Context.environment["FUZZ"] == nil
  ? []
  : [.target(name: "CFuzzer", path: "Fuzz/CFuzzer")]
    + ["CBOR", "Store", "File", "Trust", "Picture", "Package"].map { name in
      .executableTarget(
        name: "Fuzz\(name)", dependencies: ["CFuzzer", "FuzzTargets"], path: "Fuzz/Fuzz\(name)")
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
    library("CBrotli", "libbrotlidec", "libbrotli-dev"),
    library("CSQLite", "sqlite3", "libsqlite3-dev"),
    library("CPQ", "libpq", "libpq-dev"),
    library("CZip", "libzip", "libzip-dev"),
    library("CMicroHTTPD", "libmicrohttpd", "libmicrohttpd-dev"),
    library("CPango", "pangocairo", "libpango1.0-dev"),
    library("CRSVG", "librsvg-2.0", "librsvg2-dev"),
    .systemLibrary(name: "CAllocator"),
    .systemLibrary(name: "CProcess"),
    .target(name: "CJPEGShim", dependencies: ["CJPEG"]),
    .target(name: "CPNGShim", dependencies: ["CPNG"]),
    .target(name: "CHTTPShim", dependencies: ["CMicroHTTPD"]),
    // OpenCV has no pkg-config file without its metapackage; SwiftPM takes no other absolute path.
    .target(
      name: "CVision",
      cxxSettings: [.unsafeFlags(["-isystem", "/usr/include/opencv4"])],
      linkerSettings: ["core", "imgproc", "features2d", "calib3d", "flann"].map {
        .linkedLibrary("opencv_\($0)")
      }),
    .target(name: "CCodebook", exclude: ["codebook.bin"]),
    .target(
      name: "CAssets",
      exclude: [
        "platforms.json", "forms.json", "verify.html", "verify.css", "verify-bytes.js",
        "verify-asn1.js", "verify-cbor.js", "verify-zip.js", "verify-words.js",
        "verify-checks.js", "verify-records.js", "verify-page.js",
      ]),
    .target(name: "CWebAssets", exclude: ["style.css", "app.js", "icon.svg"]),

    module("Files"),
    module("Wording"),
    module("Pixels"),
    module("Trust", ["COpenSSL", "Files"]),
    module("Network", ["CCurl", "Trust"]),
    module("HTTPKit", ["CHTTPShim"]),
    module(
      "Codecs", ["Pixels", "CJPEGShim", "CPNGShim", "CWebP", "CHEIF", "CLCMS", "CEXIF"]),
    module("Typesetting", ["Pixels", "CPango", "CRSVG"]),
    module("Marking", ["Pixels", "Trust", "Typesetting"]),
    module("Matching", ["Pixels", "Files", "Trust", "CVision", "CCodebook"]),
    module("Manifests", ["CBrotli", "Trust"]),
    module("Catalogue", ["CSQLite", "CPQ", "Files", "Trust"]),
    module("Reports", ["Wording", "Typesetting", "Pixels", "Codecs"]),
    module(
      "Cases",
      ["CZip", "CAssets", "Pixels", "Codecs", "Trust", "Manifests", "Files", "Wording"]),
    module("CommandLineKit", ["Wording"]),
    module(
      "Yuantu",
      [
        "Pixels", "Codecs", "Typesetting", "Marking", "Matching", "Trust", "Network", "Manifests",
        "Catalogue", "Cases", "Reports", "Files", "Wording",
      ]),
    module(
      "WebApp",
      [
        "HTTPKit", "CWebAssets", "Yuantu", "Cases", "Catalogue", "Codecs", "Files", "Reports",
        "Trust", "Wording",
      ]),
    .executableTarget(
      name: "YuantuCommand",
      dependencies: [
        "CAllocator", "CProcess", "Yuantu", "WebApp", "HTTPKit", "CommandLineKit", "Codecs",
        "Marking", "Matching", "Manifests", "Catalogue", "Typesetting", "Cases", "Reports", "Files",
        "Trust", "Wording",
      ],
      swiftSettings: settings),

    tests(of: "Files"),
    tests(of: "Pixels"),
    tests(of: "Codecs", ["Pixels"]),
    tests(of: "Typesetting", ["Pixels"]),
    tests(
      of: "Marking", ["Pixels", "Trust", "Typesetting", "Codecs", "Files"],
      exclude: ["Goldens", "Vectors"]),
    tests(of: "Matching", ["Pixels"], exclude: ["Vectors"]),
    tests(of: "Trust", ["Files"]),
    tests(of: "Manifests", ["Trust"]),
    .testTarget(
      name: "ConformanceTests", dependencies: ["Manifests", "Codecs", "Pixels", "Trust"],
      exclude: ["Support", "Files", "agreement"], swiftSettings: settings),
    .target(
      name: "FuzzTargets",
      dependencies: ["Manifests", "Codecs", "Pixels", "Trust", "Cases", "Yuantu"],
      path: "Fuzz/Targets", swiftSettings: settings),
    .testTarget(
      name: "FuzzTests", dependencies: ["FuzzTargets"], swiftSettings: settings),
    tests(of: "WebApp", ["Trust", "Yuantu"]),
    tests(of: "HTTPKit", ["Trust"]),
    tests(of: "Catalogue", ["Files", "Trust"]),
    tests(of: "Cases", ["Pixels", "Codecs", "Trust", "Files", "Wording"]),
    tests(of: "Reports", ["Codecs", "Pixels", "Typesetting", "Wording"]),
    tests(of: "CommandLineKit", ["Wording"]),
    tests(
      of: "Yuantu",
      ["Pixels", "Codecs", "Marking", "Trust", "Catalogue", "Cases", "Files", "Wording"]),
  ] + fuzzers,
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
  package.targets.append(
    .executableTarget(
      name: "provenance-tool", dependencies: ["Manifests", "Codecs", "Trust"],
      path: "Benchmarks/ProvenanceTool", swiftSettings: settings))
}
