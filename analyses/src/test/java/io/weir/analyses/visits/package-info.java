// SPDX-License-Identifier: Apache-2.0
/** Tests of visits of services and pages. */
@NullMarked
package io.weir.analyses.visits;

import org.jspecify.annotations.NullMarked;
