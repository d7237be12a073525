#include "CVision.h"

#include <cmath>
#include <new>
#include <vector>

#include <opencv2/calib3d.hpp>
#include <opencv2/core.hpp>
#include <opencv2/features2d.hpp>

namespace {

// A lower contrast than the default keeps soft fabrics; a higher edge limit keeps seams.
const double contrastThreshold = 0.01;
const double edgeThreshold = 12;
const double sigma = 1.6;
const int octaveLayers = 3;

// One thread and one seed: the same pictures give the same report. Callers run pictures in parallel.
void makeRepeatable() {
  static const bool once = [] {
    cv::setNumThreads(1);
    return true;
  }();
  (void)once;
  cv::setRNGSeed(1);
}

template <typename Body>
int32_t guarded(Body body) {
  try {
    makeRepeatable();
    return body();
  } catch (const std::bad_alloc &) {
    return YV_OUT_OF_MEMORY;
  } catch (...) {
    return YV_FAILED;
  }
}

void rootDescriptor(const float *values, uint8_t *bytes) {
  float sum = 1e-6f;
  for (int i = 0; i < YV_DESCRIPTOR_BYTES; i++) sum += values[i];
  for (int i = 0; i < YV_DESCRIPTOR_BYTES; i++) {
    const float root = 512.0f * std::sqrt(values[i] / sum);
    bytes[i] = static_cast<uint8_t>(root < 255.0f ? root : 255.0f);
  }
}

}  // namespace

extern "C" int32_t yv_sift(const uint8_t *grey, int32_t width, int32_t height, int32_t capacity,
                           yv_keypoint *keypoints, uint8_t *descriptors) {
  if (width < 1 || height < 1 || width > YV_MAXIMUM_SIDE || height > YV_MAXIMUM_SIDE ||
      capacity < 1 || capacity > YV_MAXIMUM_FEATURES) {
    return YV_BAD_ARGUMENT;
  }
  return guarded([&]() -> int32_t {
    const cv::Mat picture(height, width, CV_8U, const_cast<uint8_t *>(grey));
    const cv::Ptr<cv::SIFT> sift =
        cv::SIFT::create(capacity, octaveLayers, contrastThreshold, edgeThreshold, sigma);
    std::vector<cv::KeyPoint> found;
    cv::Mat values;
    sift->detectAndCompute(picture, cv::noArray(), found, values);
    // Equal responses may exceed the number asked for.
    const int count = std::min<int>(static_cast<int>(found.size()), capacity);
    if (count > 0 && (values.rows < count || values.cols != YV_DESCRIPTOR_BYTES ||
                      values.type() != CV_32F)) {
      return YV_FAILED;
    }
    for (int i = 0; i < count; i++) {
      const cv::KeyPoint &point = found[static_cast<size_t>(i)];
      keypoints[i] = {point.pt.x, point.pt.y, point.size,
                      static_cast<float>(point.angle * CV_PI / 180), point.response};
      rootDescriptor(values.ptr<float>(i), descriptors + static_cast<size_t>(i) * YV_DESCRIPTOR_BYTES);
    }
    return count;
  });
}

extern "C" int32_t yv_homography(const float *from, const float *to, int32_t count,
                                 double threshold, double *homography) {
  if (count < 4 || count > YV_MAXIMUM_POINTS || !(threshold > 0)) return YV_BAD_ARGUMENT;
  return guarded([&]() -> int32_t {
    const cv::Mat first(count, 1, CV_32FC2, const_cast<float *>(from));
    const cv::Mat second(count, 1, CV_32FC2, const_cast<float *>(to));
    const cv::Mat found = cv::findHomography(first, second, cv::USAC_MAGSAC, threshold,
                                             cv::noArray(), 2000, 0.999);
    if (found.rows != 3 || found.cols != 3 || found.type() != CV_64F) return 0;
    for (int i = 0; i < 9; i++) {
      homography[i] = found.at<double>(i / 3, i % 3);
      if (!std::isfinite(homography[i])) return 0;
    }
    return 1;
  });
}
