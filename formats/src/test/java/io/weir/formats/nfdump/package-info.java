// SPDX-License-Identifier: Apache-2.0
/** Tests of nfdump's files. */
@NullMarked
package io.weir.formats.nfdump;

import org.jspecify.annotations.NullMarked;
