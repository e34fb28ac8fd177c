// SPDX-License-Identifier: Apache-2.0
/** Exact noise for differential privacy: integers and fractions, no floating point. */
@NullMarked
package io.weir.privacy.noise;

import org.jspecify.annotations.NullMarked;
