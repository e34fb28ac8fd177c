// SPDX-License-Identifier: Apache-2.0
/** Columnar batches that Weir's readers fill and Spark reads, and their columns' types. */
@NullMarked
package io.weir.spark.batch;

import org.jspecify.annotations.NullMarked;
