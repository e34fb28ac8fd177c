// SPDX-License-Identifier: Apache-2.0
/** Tumbling windows, for the analyses that may be asked for one answer a window. */
@NullMarked
package io.weir.analyses.window;

import org.jspecify.annotations.NullMarked;
