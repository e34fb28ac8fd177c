// SPDX-License-Identifier: Apache-2.0
/** Groups the rows of a stream while they are read, so that Spark sees groups and not rows. */
@NullMarked
package io.weir.spark.combine;

import org.jspecify.annotations.NullMarked;
