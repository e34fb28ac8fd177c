// SPDX-License-Identifier: Apache-2.0
/** Tests of combining rows while they are read. */
@NullMarked
package io.weir.spark.combine;

import org.jspecify.annotations.NullMarked;
