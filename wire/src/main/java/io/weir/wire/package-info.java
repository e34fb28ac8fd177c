// SPDX-License-Identifier: Apache-2.0
/**
 * Bytes to fields and back: pure decoders and encoders of network protocols, without I/O.
 *
 * <p>Nothing here throws on hostile bytes: a decoder answers with what it could read or with the
 * reason and the offset where it stopped.
 */
@NullMarked
package io.weir.wire;

import org.jspecify.annotations.NullMarked;
