// SPDX-License-Identifier: Apache-2.0
/** Reads dnstap's files: frame streams of DNS messages as a server saw them. */
@NullMarked
package io.weir.formats.dnstap;

import org.jspecify.annotations.NullMarked;
