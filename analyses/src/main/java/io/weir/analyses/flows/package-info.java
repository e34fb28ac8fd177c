// SPDX-License-Identifier: Apache-2.0
/** Who sends how much to whom, by protocol and by name. */
@NullMarked
package io.weir.analyses.flows;

import org.jspecify.annotations.NullMarked;
