// SPDX-License-Identifier: Apache-2.0
/** Rows of any table as vectors of numbers, for what learns from them. */
@NullMarked
package io.weir.analyses.features;

import org.jspecify.annotations.NullMarked;
