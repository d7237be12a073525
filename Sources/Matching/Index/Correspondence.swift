/// A feature of a suspect and one of a registered picture that look alike.
struct Correspondence: Sendable {
  /// The suspect's feature.
  let query: Int
  /// How much the pair counts: nearness of signatures, less for features many pictures have.
  let weight: Float
  /// The registered feature.
  let place: FeaturePlace
}
