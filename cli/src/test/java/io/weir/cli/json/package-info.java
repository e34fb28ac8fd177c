// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.weir.cli.json;

import org.jspecify.annotations.NullMarked;
