// SPDX-License-Identifier: Apache-2.0
/** Tests of features. */
@NullMarked
package io.weir.analyses.features;

import org.jspecify.annotations.NullMarked;
