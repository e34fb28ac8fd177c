// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * One number of an answer.
 *
 * @param time when the length of time begins, on the dataset's wall clock
 * @param key of the group
 * @param from where the bin begins
 * @param to where the bin ends; it does not belong to it
 * @param what the number counts, such as {@code bytes}
 * @param value with noise
 * @param error the noise is at most so large with a chance of 95 %; empty where {@code notes} of
 *     the answer tell of it
 */
public record AnswerRow(
    Optional<LocalDateTime> time,
    Optional<String> key,
    Optional<BigDecimal> from,
    Optional<BigDecimal> to,
    String what,
    BigDecimal value,
    Optional<BigDecimal> error) {}
