// SPDX-License-Identifier: Apache-2.0
/** What QUIC's first packets tell: the version, and the hello of TLS inside (RFC 9000, 9001). */
@NullMarked
package io.weir.wire.quic;

import org.jspecify.annotations.NullMarked;
