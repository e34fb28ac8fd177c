// SPDX-License-Identifier: Apache-2.0
/** Tests of what exporters send. */
@NullMarked
package io.weir.formats.export;

import org.jspecify.annotations.NullMarked;
