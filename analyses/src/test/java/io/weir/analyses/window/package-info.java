// SPDX-License-Identifier: Apache-2.0
/** Tests of windows. */
@NullMarked
package io.weir.analyses.window;

import org.jspecify.annotations.NullMarked;
