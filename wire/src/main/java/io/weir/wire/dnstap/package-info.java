// SPDX-License-Identifier: Apache-2.0
/** The messages of dnstap. */
@NullMarked
package io.weir.wire.dnstap;

import org.jspecify.annotations.NullMarked;
