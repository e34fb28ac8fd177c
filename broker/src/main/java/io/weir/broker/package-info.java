// SPDX-License-Identifier: Apache-2.0
/** A Kafka broker in the process. */
@NullMarked
package io.weir.broker;

import org.jspecify.annotations.NullMarked;
