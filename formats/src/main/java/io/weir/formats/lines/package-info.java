// SPDX-License-Identifier: Apache-2.0
/** What logs of lines have in common: framing, and numbers in bytes. */
@NullMarked
package io.weir.formats.lines;

import org.jspecify.annotations.NullMarked;
