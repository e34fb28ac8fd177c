// SPDX-License-Identifier: Apache-2.0
/** Tests of anomalies. */
@NullMarked
package io.weir.analyses.anomalies;

import org.jspecify.annotations.NullMarked;
