// SPDX-License-Identifier: Apache-2.0
/** Measures the live side: collector, topic, stream. */
@NullMarked
package io.weir.benchmarks.live;

import org.jspecify.annotations.NullMarked;
