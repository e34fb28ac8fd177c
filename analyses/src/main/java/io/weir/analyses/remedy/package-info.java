// SPDX-License-Identifier: Apache-2.0
/** Finds resolvers that answer otherwise than all others. */
@NullMarked
package io.weir.analyses.remedy;

import org.jspecify.annotations.NullMarked;
