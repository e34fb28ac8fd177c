// SPDX-License-Identifier: Apache-2.0
/** What TLS and DTLS tell in the clear: hellos, and the certificate before TLS 1.3. */
@NullMarked
package io.weir.wire.tls;

import org.jspecify.annotations.NullMarked;
