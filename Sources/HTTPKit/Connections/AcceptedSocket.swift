/// A client's socket that nobody owns yet.
struct AcceptedSocket {
  let descriptor: CInt
  let address: SocketAddress
}
