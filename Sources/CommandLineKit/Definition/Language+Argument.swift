public import Wording

/// A language can be asked for by its tag.
extension Language: ArgumentValue {}
