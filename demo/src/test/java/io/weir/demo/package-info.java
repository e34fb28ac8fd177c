// SPDX-License-Identifier: Apache-2.0
/** Tests of the demonstration. */
@NullMarked
package io.weir.demo;

import org.jspecify.annotations.NullMarked;
