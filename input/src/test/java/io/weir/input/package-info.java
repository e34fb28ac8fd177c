// SPDX-License-Identifier: Apache-2.0
/** Tests of the input room. */
@NullMarked
package io.weir.input;

import org.jspecify.annotations.NullMarked;
