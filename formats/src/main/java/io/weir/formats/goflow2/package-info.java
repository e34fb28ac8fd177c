// SPDX-License-Identifier: Apache-2.0
/** Flows as goflow2 writes them in protocol buffers, to files and topics. */
@NullMarked
package io.weir.formats.goflow2;

import org.jspecify.annotations.NullMarked;
