// SPDX-License-Identifier: Apache-2.0
/** Tests that the measurements of the live side run and account for every flow. */
@NullMarked
package io.weir.benchmarks.live;

import org.jspecify.annotations.NullMarked;
