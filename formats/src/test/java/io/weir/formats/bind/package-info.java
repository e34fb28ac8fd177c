// SPDX-License-Identifier: Apache-2.0
/** Tests of the reader of named's logs. */
@NullMarked
package io.weir.formats.bind;

import org.jspecify.annotations.NullMarked;
