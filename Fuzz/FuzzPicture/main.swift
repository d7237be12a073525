import CFuzzer
import FuzzTargets

var count = CommandLine.argc
var words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
_ = LLVMFuzzerRunDriver(&count, &words) { data, size in
  let bytes = [UInt8](UnsafeBufferPointer(start: data, count: size))
  do { try FuzzTarget.picture.examine(bytes) } catch { fatalError("\(error)") }
  return 0
}
