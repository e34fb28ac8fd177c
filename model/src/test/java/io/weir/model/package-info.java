// SPDX-License-Identifier: Apache-2.0
/** Tests of the vocabulary. */
@NullMarked
package io.weir.model;

import org.jspecify.annotations.NullMarked;
