// SPDX-License-Identifier: Apache-2.0
/** Tests that see every room: its arrows, its SQL, both engines, the pages, real data. */
@NullMarked
package io.weir.integration;

import org.jspecify.annotations.NullMarked;
