// SPDX-License-Identifier: Apache-2.0
/** Questions about DNS transactions. */
@NullMarked
package io.weir.analyses.dns;

import org.jspecify.annotations.NullMarked;
