// SPDX-License-Identifier: Apache-2.0
/** Values that are unlike the others. */
@NullMarked
package io.weir.analyses.anomalies;

import org.jspecify.annotations.NullMarked;
