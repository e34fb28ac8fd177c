// SPDX-License-Identifier: Apache-2.0
/** Series with a cycle, and their values that are unlike the rest. */
@NullMarked
package io.weir.analyses.seasonal;

import org.jspecify.annotations.NullMarked;
