import Trust

/// How to check a package with nothing but `sha256sum` and `openssl`.
enum CheckingInstructions {
  static func text(
    _ package: Package, _ folders: [String], algorithm: SignatureAlgorithm
  ) -> String {
    let list = check(PackageLayout.index, PackageLayout.signature, algorithm)
    let records = folders.map { folder in
      check(
        "\(folder)/\(PackageLayout.signedBytes)", "\(folder)/\(PackageLayout.recordSignature)",
        algorithm)
    }.joined(separator: "\n")
    return """
      如何自行核对 / How to check this package by hand
      ================================================

      在浏览器中：双击 \(PackageLayout.page)，把整个文件夹拖进去。不联网。
      In a browser: open \(PackageLayout.page) and drop the whole folder on it. No network is used.

      用本工具（离线，不需要账号和密钥） / With the tool (offline, no account, no secret):

          yuantu review .

      用通用工具，在本文件夹中运行 / With common tools, run in this folder:

      1. 文件未改动 / no file was changed

          sha256sum -c \(PackageLayout.sums)

      2. 文件清单由同一密钥签署 / the list of files was signed with the key in this package

      \(list)

      3. 密钥的证书 / the key's certificate

          openssl verify -CAfile \(PackageLayout.root) \(PackageLayout.signer)
          openssl x509 -in \(PackageLayout.signer) -noout -pubkey | diff - \(PackageLayout.publicKey)
          openssl pkey -pubin -in \(PackageLayout.publicKey) -outform DER | sha256sum

         最后一行是公钥指纹。请与店铺在别处公布的指纹比较：本材料包不能说明密钥属于谁。
         The last line is the key's fingerprint. Compare it with one the shop has published elsewhere: this
         package cannot say whose key it is.

      4. 各记录的签名（记录可能由较早的密钥签署，其证书在记录内） / the records' signatures (an earlier key
         may have signed a record; its certificate is in the record)

      \(records)

      5. 时间证据 / evidence of time
         各记录的 time 文件夹，命令见项目的 docs/time.md。
         The folder named time in each record's folder; the commands are in the project's docs/time.md.

      这些检查说明文件没有改动、由持有该密钥的一方签署；不说明谁拍摄、谁拥有、谁复制。
      These checks show that files are unchanged and signed by the holder of the key; not who made a picture,
      whose it is, or who copied.

      """
  }

  private static func check(
    _ file: String, _ signature: String, _ algorithm: SignatureAlgorithm
  ) -> String {
    let key = PackageLayout.publicKey
    return switch algorithm {
    case .edDSA:
      "    openssl pkeyutl -verify -pubin -inkey \(key) -rawin -in \(file) -sigfile \(signature)"
    case .ps256, .ps384, .ps512:
      "    openssl dgst -sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32 -verify \(key) "
        + "-signature \(signature) \(file)"
    case .es256, .es384, .es512:
      "    openssl dgst -sha256 -verify \(key) -signature \(signature) \(file)"
    }
  }
}
