// SPDX-License-Identifier: Apache-2.0
/** Tests of the reader of dnstap's files. */
@NullMarked
package io.weir.formats.dnstap;

import org.jspecify.annotations.NullMarked;
