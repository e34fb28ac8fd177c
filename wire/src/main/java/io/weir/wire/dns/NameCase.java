// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.dns;

/** How the letters of a domain name are written; only ASCII letters have case (RFC 4343). */
public enum NameCase {
  /** As the message has them. */
  AS_WRITTEN,
  /** In lower case, so that equal names are equal bytes. */
  LOWER
}
