// SPDX-License-Identifier: Apache-2.0
/** JSON texts, read strictly and written. */
@NullMarked
package io.weir.cli.json;

import org.jspecify.annotations.NullMarked;
