/* SPDX-License-Identifier: MIT
 * chart/spread: one-dimensional label placement.
 *
 * Model. Middle i less the least distance from the first middle to it must not fall: an isotonic regression, which
 * pooling neighbours that are out of order into their mean solves exactly in linear time; bounds, being the same for
 * all after that substitution, are met by clamping the solution. Rejected: pushing in one direction, which moves the
 * last label by all that the others lack. */
#include "chart/spread.h"

#include <glib.h>

typedef struct Pool {
  double sum;
  size_t count;
} Pool;

bool jb_spread(double *middles, const double *lengths, size_t count, double gap, double low, double high)
{
  if (count == 0) {
    return true;
  }
  g_autofree double *distance = g_new0(double, count);
  for (size_t i = 1; i < count; i++) {
    distance[i] = distance[i - 1] + (lengths[i - 1] + lengths[i]) / 2 + gap;
  }
  double least = low + lengths[0] / 2, most = high - lengths[count - 1] / 2 - distance[count - 1];
  if (most < least - 1e-9) {
    return false;
  }
  g_autofree Pool *pools = g_new(Pool, count);
  size_t pool_count = 0;
  for (size_t i = 0; i < count; i++) {
    pools[pool_count++] = (Pool){middles[i] - distance[i], 1};
    while (pool_count > 1 && pools[pool_count - 2].sum / (double)pools[pool_count - 2].count >
                                 pools[pool_count - 1].sum / (double)pools[pool_count - 1].count) {
      pool_count--;
      pools[pool_count - 1].sum += pools[pool_count].sum;
      pools[pool_count - 1].count += pools[pool_count].count;
    }
  }
  for (size_t p = 0, i = 0; p < pool_count; p++) {
    double place = CLAMP(pools[p].sum / (double)pools[p].count, least, MAX(least, most));
    for (size_t k = 0; k < pools[p].count; k++, i++) {
      middles[i] = place + distance[i];
    }
  }
  return true;
}
