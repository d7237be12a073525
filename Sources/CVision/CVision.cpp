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

bool isPicture(int32_t width, int32_t height, int32_t count) {
  return width >= 1 && height >= 1 && width <= YV_MAXIMUM_SIDE && height <= YV_MAXIMUM_SIDE &&
         count >= 1 && count <= YV_MAXIMUM_FEATURES;
}

cv::Mat greyPicture(const uint8_t *grey, int32_t width, int32_t height) {
  return cv::Mat(height, width, CV_8U, const_cast<uint8_t *>(grey));
}

cv::Ptr<cv::SIFT> extractor(int32_t capacity) {
  return cv::SIFT::create(capacity, octaveLayers, contrastThreshold, edgeThreshold, sigma);
}

// Equal responses may exceed the number asked for.
int32_t give(const std::vector<cv::KeyPoint> &found, int32_t capacity, yv_keypoint *keypoints) {
  const int32_t count = std::min(static_cast<int32_t>(found.size()), capacity);
  for (int32_t i = 0; i < count; i++) {
    const cv::KeyPoint &point = found[static_cast<size_t>(i)];
    keypoints[i] = {point.pt.x, point.pt.y, point.size, static_cast<float>(point.angle * CV_PI / 180),
                    point.response, point.octave};
  }
  return count;
}

int32_t give(const cv::Mat &values, int32_t count, uint8_t *descriptors) {
  if (count == 0) return 0;
  if (values.rows < count || values.cols != YV_DESCRIPTOR_BYTES || values.type() != CV_32F) {
    return YV_FAILED;
  }
  for (int32_t i = 0; i < count; i++) {
    rootDescriptor(values.ptr<float>(i), descriptors + static_cast<size_t>(i) * YV_DESCRIPTOR_BYTES);
  }
  return count;
}

}  // namespace

extern "C" int32_t yv_sift(const uint8_t *grey, int32_t width, int32_t height, int32_t capacity,
                           yv_keypoint *keypoints, uint8_t *descriptors) {
  if (!isPicture(width, height, capacity)) return YV_BAD_ARGUMENT;
  return guarded([&]() -> int32_t {
    std::vector<cv::KeyPoint> found;
    cv::Mat values;
    extractor(capacity)->detectAndCompute(greyPicture(grey, width, height), cv::noArray(), found,
                                          values);
    return give(values, give(found, capacity, keypoints), descriptors);
  });
}

extern "C" int32_t yv_sift_points(const uint8_t *grey, int32_t width, int32_t height,
                                  int32_t capacity, yv_keypoint *keypoints) {
  if (!isPicture(width, height, capacity)) return YV_BAD_ARGUMENT;
  return guarded([&]() -> int32_t {
    std::vector<cv::KeyPoint> found;
    extractor(capacity)->detect(greyPicture(grey, width, height), found);
    return give(found, capacity, keypoints);
  });
}

extern "C" int32_t yv_sift_descriptors(const uint8_t *grey, int32_t width, int32_t height,
                                       const yv_keypoint *keypoints, int32_t count,
                                       uint8_t *descriptors) {
  if (!isPicture(width, height, count)) return YV_BAD_ARGUMENT;
  return guarded([&]() -> int32_t {
    std::vector<cv::KeyPoint> points;
    points.reserve(static_cast<size_t>(count));
    for (int32_t i = 0; i < count; i++) {
      const yv_keypoint &point = keypoints[i];
      points.emplace_back(point.x, point.y, point.size,
                          static_cast<float>(point.angle * 180 / CV_PI), point.response, point.octave);
    }
    cv::Mat values;
    extractor(count)->compute(greyPicture(grey, width, height), points, values);
    // It may leave points out; then the rest would not be where they belong.
    if (static_cast<int32_t>(points.size()) != count) return YV_FAILED;
    return give(values, count, descriptors);
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
