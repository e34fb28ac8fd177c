// SPDX-License-Identifier: Apache-2.0
/** Measures Weir beside the tools people use today; {@code docs/benchmarks.md} has the results. */
@NullMarked
package io.weir.benchmarks;

import org.jspecify.annotations.NullMarked;
