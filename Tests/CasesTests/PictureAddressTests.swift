import Testing

@testable import Cases

/// The forms of addresses seen in public code of listings.
@Suite struct PictureAddressTests {
  @Test(
    arguments: [
      (
        "https://img.alicdn.com/imgextra/i1/22/O1CN01a_!!22.jpg_760x760q75.jpg_.webp",
        "https://img.alicdn.com/imgextra/i1/22/O1CN01a_!!22.jpg"
      ),
      (
        "//gw.alicdn.com/bao/uploaded/i4/x.png_300x300Q75.jpg",
        "https://gw.alicdn.com/bao/uploaded/i4/x.png"
      ),
      (
        "https://cbu01.alicdn.com/img/ibank/O1.jpg_.webp",
        "https://cbu01.alicdn.com/img/ibank/O1.jpg"
      ),
      (
        "https://img.pddpic.com/mms/2026/a.jpeg?imageView2/2/w/112/q/80/format/webp",
        "https://img.pddpic.com/mms/2026/a.jpeg"
      ),
      (
        "https://img14.360buyimg.com/n1/s450x450_jfs/t1/2/3/4/a.jpg!q70.jpg.dpg",
        "https://img14.360buyimg.com/n12/jfs/t1/2/3/4/a.jpg"
      ),
      ("https://cf.shopee.sg/file/x_tn", nil),
      (
        "https://down-sg.img.susercontent.com/file/sg-11134@resize_w320_nl.webp",
        "https://down-sg.img.susercontent.com/file/sg-11134"
      ),
      (
        "https://i.ebayimg.com/images/g/abc/s-l300.jpg",
        "https://i.ebayimg.com/images/g/abc/s-l1600.jpg"
      ),
      (
        "https://m.media-amazon.com/images/I/71abc._AC_SX679_.jpg",
        "https://m.media-amazon.com/images/I/71abc.jpg"
      ),
    ] as [(String, String?)])
  func theLargestVariantIsNamed(_ given: String, _ expected: String?) throws {
    let address = try #require(PictureAddress(given))
    #expect(address.largest == expected ?? given)
    #expect(address.isChanged == (expected != nil))
  }

  @Test func whatAsksForNoVariantStaysAsItIs() {
    let plain = "https://img.alicdn.com/imgextra/i1/22/O1CN01a.jpg"
    #expect(PictureAddress(plain)?.largest == plain)
    #expect(PictureAddress("https://img.pddpic.com/a.jpg?sign=1")?.isChanged == false)
    #expect(PictureAddress("https://alicdn.com.evil.example/a.jpg_300x300.jpg")?.isChanged == false)
  }

  @Test func otherTextIsNoAddress() {
    for text in ["", "javascript:alert(1)", "file:///etc/passwd", "图", "https://", "https://a b"] {
      #expect(PictureAddress(text) == nil)
    }
  }
}
