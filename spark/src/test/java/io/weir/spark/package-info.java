// SPDX-License-Identifier: Apache-2.0
/** Tests of the Spark engine over a format that makes its rows up. */
@NullMarked
package io.weir.spark;

import org.jspecify.annotations.NullMarked;
