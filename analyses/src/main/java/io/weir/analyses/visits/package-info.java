// SPDX-License-Identifier: Apache-2.0
/** What clients visit: web services and pages, told by the names of flows. */
@NullMarked
package io.weir.analyses.visits;

import org.jspecify.annotations.NullMarked;
