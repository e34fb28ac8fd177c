// SPDX-License-Identifier: Apache-2.0
/**
 * Captured frames to packets, fragments to datagrams, segments to streams; addresses and flow
 * identifiers as text.
 */
@NullMarked
package io.weir.wire.packet;

import org.jspecify.annotations.NullMarked;
