// SPDX-License-Identifier: Apache-2.0
/** Series with a cycle, found again by plainer means. */
@NullMarked
package io.weir.analyses.seasonal;

import org.jspecify.annotations.NullMarked;
