// SPDX-License-Identifier: Apache-2.0
/** Groups of rows that are alike. */
@NullMarked
package io.weir.analyses.clustering;

import org.jspecify.annotations.NullMarked;
