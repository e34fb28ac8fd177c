// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.weir.console;

import org.jspecify.annotations.NullMarked;
