// SPDX-License-Identifier: Apache-2.0
/** Questions about users' traffic: bounded by unit in SQL, summed, noised, answered. */
@NullMarked
package io.weir.privacy.question;

import org.jspecify.annotations.NullMarked;
