// SPDX-License-Identifier: Apache-2.0
/** Tests of what logs of lines have in common. */
@NullMarked
package io.weir.formats.lines;

import org.jspecify.annotations.NullMarked;
