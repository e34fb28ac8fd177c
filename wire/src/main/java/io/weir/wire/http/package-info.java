// SPDX-License-Identifier: Apache-2.0
/** HTTP/1.x (RFC 9110, RFC 9112) as seen from outside: heads, and where bodies end. */
@NullMarked
package io.weir.wire.http;

import org.jspecify.annotations.NullMarked;
