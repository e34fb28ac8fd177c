// SPDX-License-Identifier: Apache-2.0
/** What an engine is given and what it answers. */
@NullMarked
package io.weir.model.engine;

import org.jspecify.annotations.NullMarked;
