// SPDX-License-Identifier: Apache-2.0
/** Tests of clustering. */
@NullMarked
package io.weir.analyses.clustering;

import org.jspecify.annotations.NullMarked;
