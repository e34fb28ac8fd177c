// SPDX-License-Identifier: Apache-2.0
/**
 * Receives flow export and stores it in a topic. One thread a socket takes datagrams from the
 * kernel, one decodes them and gathers flows into messages, one hands these to Kafka; between them
 * are bounded buffers, and what does not fit is counted.
 */
@NullMarked
package io.weir.collector;

import org.jspecify.annotations.NullMarked;
