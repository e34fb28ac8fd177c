// SPDX-License-Identifier: Apache-2.0
/** Tests of the comparison of resolvers. */
@NullMarked
package io.weir.analyses.remedy;

import org.jspecify.annotations.NullMarked;
