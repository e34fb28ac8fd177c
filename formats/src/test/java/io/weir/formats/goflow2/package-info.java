// SPDX-License-Identifier: Apache-2.0
/** Tests of goflow2's protocol buffers. */
@NullMarked
package io.weir.formats.goflow2;

import org.jspecify.annotations.NullMarked;
