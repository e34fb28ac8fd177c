// SPDX-License-Identifier: Apache-2.0
/** The subcommands that receive, send and watch flows as they come. */
@NullMarked
package io.weir.live;

import org.jspecify.annotations.NullMarked;
