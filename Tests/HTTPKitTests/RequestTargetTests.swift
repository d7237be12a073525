import Testing

@testable import HTTPKit

@Suite struct RequestTargetTests {
  @Test func pathsAndQueriesAreDecoded() throws {
    let target = try #require(RequestTarget("/%E5%9B%BE%20a/b+c/?x=1+2&x=3&%3D=%26&empty&"))
    #expect(target.path == ["图 a", "b+c", ""])
    #expect(target.query == ["x": "1 2", "=": "&", "empty": ""])
    #expect(RequestTarget("/")?.path == [])
  }

  @Test(arguments: [
    "", "*", "http://a/", "a", "/%", "/%4", "/%zz", "/%ff", "/a b", "/..", "/a/../b", "/a/%2e%2E",
    "/.", "/a%2fb", "/a%5cb", "/a\\b", "/a%00b", "/a%0a", "/a%7f", "/?x=%zz", "/?x=%c3",
    "/?" + String(repeating: "a&", count: 300),
  ])
  func malformedTargetsAreRefused(_ text: String) { #expect(RequestTarget(text) == nil) }
}
