// SPDX-License-Identifier: Apache-2.0
/** Tests of the live commands. */
@NullMarked
package io.weir.live;

import org.jspecify.annotations.NullMarked;
