import Testing

@testable import WebApp

@Suite struct UploadNameTests {
  @Test(arguments: [
    ("主图1 (2).jpg", "主图1 (2).jpg"), ("拍摄/DSC_1.jpg", "拍摄/DSC_1.jpg"),
    ("../../etc/passwd", "etc/passwd"), ("/etc/passwd", "etc/passwd"), ("..\\..\\a.jpg", "a.jpg"),
    (".hidden", "hidden"), ("a/./b/../c.jpg", "a/b/c.jpg"), ("", "file"), ("...", "file"),
    ("/", "file"), ("a\u{0}b\nc.jpg", "a_b_c.jpg"), ("x<y>:z?.png", "x_y__z_.png"),
    ("gpj\u{202E}exe", "gpj_exe"), ("end. ", "end"),
    ("1/2/3/4/5/6/7/8.jpg", "3/4/5/6/7/8.jpg"),
  ])
  func aNameIsAPathBelowItsFolder(_ given: String, _ expected: String) {
    #expect(UploadName.path(for: given) == expected)
  }

  @Test func longNamesKeepTheirEndings() {
    let name = UploadName.path(for: String(repeating: "图", count: 500) + ".jpeg")
    #expect(name.hasSuffix("图.jpeg") && name.utf8.count <= 180)
    let odd = UploadName.path(for: "a." + String(repeating: "b", count: 999))
    #expect(odd.utf8.count <= 180 && !odd.isEmpty)
  }

  @Test func aNumberStandsBeforeTheEnding() {
    #expect(UploadName.numbered("拍摄/a.b.jpg", 2) == "拍摄/a.b-2.jpg")
    #expect(UploadName.numbered("文件", 3) == "文件-3")
  }
}
