// SPDX-License-Identifier: Apache-2.0
/** DNS messages (RFC 1035 and successors): decoding, and records in presentation form. */
@NullMarked
package io.weir.wire.dns;

import org.jspecify.annotations.NullMarked;
