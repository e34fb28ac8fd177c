// SPDX-License-Identifier: Apache-2.0
/** Tests on a cluster: Spark's standalone master and workers, reading HDFS. */
@NullMarked
package io.weir.spark.cluster;

import org.jspecify.annotations.NullMarked;
