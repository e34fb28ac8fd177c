// SPDX-License-Identifier: Apache-2.0
/** Private questions by HTTP, and a page to ask them. */
@NullMarked
package io.weir.console;

import org.jspecify.annotations.NullMarked;
