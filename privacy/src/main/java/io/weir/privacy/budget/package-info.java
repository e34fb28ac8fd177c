// SPDX-License-Identifier: Apache-2.0
/** What privacy costs: epsilon, rho and delta as exact decimals, and how they add up. */
@NullMarked
package io.weir.privacy.budget;

import org.jspecify.annotations.NullMarked;
