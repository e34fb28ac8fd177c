// SPDX-License-Identifier: Apache-2.0
/** Tests of the collector. */
@NullMarked
package io.weir.collector;

import org.jspecify.annotations.NullMarked;
