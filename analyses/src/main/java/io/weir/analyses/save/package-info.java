// SPDX-License-Identifier: Apache-2.0
/** A table as it is. */
@NullMarked
package io.weir.analyses.save;

import org.jspecify.annotations.NullMarked;
