// SPDX-License-Identifier: Apache-2.0
/**
 * Runs analyses on inputs that grow, with Spark's streams: windows, folds, sources, checkpoints.
 */
@NullMarked
package io.weir.spark.live;

import org.jspecify.annotations.NullMarked;
