import Catalogue
import Testing

@Suite struct PostgreSQLAddressTests {
  @Test(arguments: [
    ("postgresql://shop@db/yuantu", "postgresql://shop@db/yuantu"),
    ("postgres://shop:geheim@db:5433/yuantu", "postgres://shop@db:5433/yuantu"),
    (
      "postgresql://shop:ge%2Fheim@db1,db2/yuantu?sslmode=require&target_session_attrs=any",
      "postgresql://shop@db1,db2/yuantu?sslmode=require&target_session_attrs=any"
    ),
    (
      "postgresql:///yuantu?user=shop&password=geheim&host=/run",
      "postgresql:///yuantu?user=shop&host=/run"
    ),
    ("postgresql:///y?%70assword=geheim", "postgresql:///y"),
    ("postgresql://db/y?sslpassword=geheim&sslmode=require", "postgresql://db/y?sslmode=require"),
    ("postgresql://:geheim@/y", "postgresql://@/y"),
  ])
  func whatIsShownHoldsNoPassword(_ given: String, _ shown: String) throws {
    let address = try PostgreSQLAddress(given)
    #expect(address.description == shown)
    #expect(address.hasPassword == (given != shown))
    #expect(try PostgreSQLAddress(shown).hasPassword == false)
  }

  @Test(arguments: [
    "", "postgresql", "http://db/y", "/a/file", "postgresql://shop:geheim@[db/y",
    "postgresql://db/y?geheim=1", "postgresql://db/y%zz",
    "postgresql://d\u{0}b/y", "postgresql://" + String(repeating: "a", count: 5_000),
  ])
  func whatIsNoAddressIsRefusedWithoutBeingRepeated(_ text: String) {
    do throws(CatalogueError) {
      _ = try PostgreSQLAddress(text)
      Issue.record("taken: \(text)")
    } catch {
      #expect(error.code == .badAddress)
      #expect(!error.detail.contains("geheim"))
    }
  }

  @Test func aServerThatIsNotThereIsUnreachableAndThePasswordStaysHidden() throws {
    let address = try PostgreSQLAddress("postgresql://shop:geheim@127.0.0.1:1/yuantu")
    do throws(CatalogueError) {
      _ = try PostgreSQLStore.open(address, create: false, shop: TestShop.identity)
      Issue.record("opened")
    } catch {
      #expect(error.code == .unreachable)
      #expect(!error.detail.contains("geheim"))
      #expect(error.detail.contains("127.0.0.1"))
    }
  }
}
