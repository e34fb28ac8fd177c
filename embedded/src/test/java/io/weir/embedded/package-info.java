// SPDX-License-Identifier: Apache-2.0
/** Tests of the embedded engine over a format that makes its rows up. */
@NullMarked
package io.weir.embedded;

import org.jspecify.annotations.NullMarked;
