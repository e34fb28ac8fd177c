// SPDX-License-Identifier: Apache-2.0
/** Tests of the reader of Zeek's logs. */
@NullMarked
package io.weir.formats.zeek;

import org.jspecify.annotations.NullMarked;
