// SPDX-License-Identifier: Apache-2.0
/** Measures single decoders with JMH, in memory and on one thread. */
@NullMarked
package io.weir.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
