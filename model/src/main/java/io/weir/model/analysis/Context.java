// SPDX-License-Identifier: Apache-2.0
package io.weir.model.analysis;

import java.time.Clock;

/**
 * What an analysis may take from its surroundings: time and chance are passed in.
 *
 * @param seed the seed for anything random
 */
public record Context(Clock clock, long seed) {}
