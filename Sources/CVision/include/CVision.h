/* SIFT features and robust homographies of OpenCV behind a plain C interface. No OpenCV type appears
 * here, and no C++ exception leaves. Every function returns the number of results, or a negative
 * yv_status. */
#ifndef CVISION_H
#define CVISION_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

#ifdef __cplusplus
extern "C" {
#endif

typedef enum yv_status {
  YV_BAD_ARGUMENT = -1,
  YV_OUT_OF_MEMORY = -2,
  YV_FAILED = -3
} yv_status;

enum {
  YV_DESCRIPTOR_BYTES = 128,
  YV_MAXIMUM_SIDE = 4096,
  YV_MAXIMUM_FEATURES = 8192,
  YV_MAXIMUM_POINTS = 65536
};

/* One SIFT keypoint: centre and diameter in pixels, angle in radians from the x axis towards the y
 * axis, the strength of the response, and where in the pyramid it was found, as OpenCV writes it. */
typedef struct yv_keypoint {
  float x, y, size, angle, response;
  int32_t octave;
} yv_keypoint;

/* Finds at most `capacity` features of a grey picture, the strongest first, in one pass over one
 * pyramid. `descriptors` takes 128 bytes each, RootSIFT: min(255, 512 sqrt(v / sum)). */
int32_t yv_sift(const uint8_t *grey, int32_t width, int32_t height, int32_t capacity,
                yv_keypoint *keypoints, uint8_t *descriptors);

/* As `yv_sift`, without descriptors. */
int32_t yv_sift_points(const uint8_t *grey, int32_t width, int32_t height, int32_t capacity,
                       yv_keypoint *keypoints);

/* The descriptors of `count` keypoints that `yv_sift_points` found in the same picture, in their order.
 * Returns `count`. */
int32_t yv_sift_descriptors(const uint8_t *grey, int32_t width, int32_t height,
                            const yv_keypoint *keypoints, int32_t count, uint8_t *descriptors);

/* The homography (row by row, from the first points to the second, lower right element 1) that most
 * of `count` pairs agree with, by USAC MAGSAC with a fixed seed. Points are x, y pairs. Returns 1 when
 * one was found, 0 when none was. */
int32_t yv_homography(const float *from, const float *to, int32_t count, double threshold,
                      double *homography);

#ifdef __cplusplus
}
#endif

#pragma clang assume_nonnull end

#endif
