// SPDX-License-Identifier: Apache-2.0
/** Tests of the scan detection. */
@NullMarked
package io.weir.analyses.scan;

import org.jspecify.annotations.NullMarked;
