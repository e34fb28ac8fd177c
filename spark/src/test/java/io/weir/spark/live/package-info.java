// SPDX-License-Identifier: Apache-2.0
/** Tests of runs on inputs that grow. */
@NullMarked
package io.weir.spark.live;

import org.jspecify.annotations.NullMarked;
