// SPDX-License-Identifier: Apache-2.0
/** Tests that the comparisons run. */
@NullMarked
package io.weir.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
