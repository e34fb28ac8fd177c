// SPDX-License-Identifier: Apache-2.0
/** The DataSource {@code weir}: what formats read, as columnar batches of Spark. */
@NullMarked
package io.weir.spark.source;

import org.jspecify.annotations.NullMarked;
