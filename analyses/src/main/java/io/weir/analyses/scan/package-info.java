// SPDX-License-Identifier: Apache-2.0
/** Finds sources that probe many destinations. */
@NullMarked
package io.weir.analyses.scan;

import org.jspecify.annotations.NullMarked;
