// SPDX-License-Identifier: Apache-2.0
/** Makes the inputs of the benchmarks, from a seed: everybody has the same. */
@NullMarked
package io.weir.benchmarks.generate;

import org.jspecify.annotations.NullMarked;
