// SPDX-License-Identifier: Apache-2.0
/** Tests of the reader of Tstat's logs. */
@NullMarked
package io.weir.formats.tstat;

import org.jspecify.annotations.NullMarked;
