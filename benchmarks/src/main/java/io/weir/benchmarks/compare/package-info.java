// SPDX-License-Identifier: Apache-2.0
/** Runs Weir and its peers in turn over the same input and prints how they compare. */
@NullMarked
package io.weir.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
