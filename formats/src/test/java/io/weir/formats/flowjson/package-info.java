// SPDX-License-Identifier: Apache-2.0
/** Tests of flows from topics. */
@NullMarked
package io.weir.formats.flowjson;

import org.jspecify.annotations.NullMarked;
