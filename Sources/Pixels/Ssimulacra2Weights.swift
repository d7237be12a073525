/// The weights of SSIMULACRA 2 and its map from weighted error to score.
///
/// The numbers are those of libjxl's `tools/ssimulacra2.cc` (Jon Sneyers, Cloudinary 2022-2023, the
/// JPEG XL project, BSD-3-Clause), fitted there to opinions of people about compressed pictures.
struct Ssimulacra2Weights: Sendable {
  /// Scales at most, each half as wide and high as the one before.
  static let scaleLimit = 6
  /// A plane of fewer columns or rows is not looked at.
  static let smallestSide = 8
  /// No term below this weight is computed. The largest one left out, 0.002, is worth less than
  /// 0.01 of the score.
  private static let negligible = 0.01

  /// Scales that the picture has.
  let scaleCount: Int

  init(size: Size) {
    var size = size
    var count = 0
    while count < Self.scaleLimit, min(size.width, size.height) >= Self.smallestSide {
      count += 1
      size = size.halved
    }
    scaleCount = count
  }

  /// The weights of a plane's norms in the order of `StructureNorms.values`. Only with all six
  /// scales are they those that were fitted: the tool numbers its weights by the scales that there
  /// are, so that a small picture is judged by its neighbours', which is kept for equal scores.
  func terms(_ channel: OpsinChannel, scale: Int) -> ArraySlice<Double> {
    let start = (channel.rawValue * scaleCount + scale) * StructureNorms.count
    return Self.table[start..<start + StructureNorms.count]
  }

  /// Whether the plane counts at all.
  func counts(_ channel: OpsinChannel, scale: Int) -> Bool {
    terms(channel, scale: scale).contains { $0 > 0 }
  }

  /// The fitted weights, those of no effect as zero: for X, Y and B and from the finest scale to
  /// the coarsest a row of six.
  private static let table: [Double] = fitted.map { $0 < negligible ? 0 : $0 }

  private static let fitted: [Double] = [
    // X
    0.0, 0.0007376606707406586, 0.0, 0.0, 0.0007793481682867309, 0.0,
    0.0, 0.0004371155730107379, 0.0,
    1.1041726426657346, 0.00066284834129271, 0.00015231632783718752,
    0.0, 0.0016406437456599754, 0.0, 1.8422455520539298, 11.441172603757666, 0.0,
    0.0007989109436015163, 0.000176816438078653, 0.0, 1.8787594979546387, 10.94906990605142, 0.0,
    0.0007289346991508072, 0.9677937080626833, 0.0,
    0.00014003424285435884, 0.9981766977854967, 0.00031949755934435053,
    0.0004550992113792063, 0.0, 0.0, 0.0013648766163243398, 0.0, 0.0,
    // Y
    0.0, 0.0, 0.0, 7.466890328078848, 0.0, 17.445833984131262,
    0.0006235601634041466, 0.0, 0.0, 6.683678146179332, 0.00037724407979611296, 1.027889937768264,
    225.20515300849274, 0.0, 0.0, 19.213238186143016, 0.0011401524586618361, 0.001237755635509985,
    176.39317598450694, 0.0, 0.0, 24.43300999870476, 0.28520802612117757, 0.0004485436923833408,
    0.0, 0.0, 0.0, 34.77906344483772, 44.835625328877896, 0.0,
    0.0, 0.0, 0.0, 0.0, 0.0, 0.0,
    // B
    0.0, 0.0008680556573291698, 0.0, 0.0, 0.0, 0.0,
    0.0, 0.0005313191874358747, 0.0, 0.00016533814161379112, 0.0, 0.0,
    0.0, 0.0, 0.0, 0.0004179171803251336, 0.0017290828234722833, 0.0,
    0.0020827005846636437, 0.0, 0.0, 8.826982764996862, 23.19243343998926, 0.0,
    95.1080498811086, 0.9863978034400682, 0.9834382792465353,
    0.0012286405048278493, 171.2667255897307, 0.9807858872435379,
    0.0, 0.0, 0.0, 0.0005130064588990679, 0.0, 0.00010854057858411537,
  ]
}
