// SPDX-License-Identifier: Apache-2.0
package io.weir.model.analysis;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a component of an analysis' parameter record. The component's type may be {@code int},
 * {@code long}, {@code double}, {@code boolean}, String, an enum, {@link java.time.Duration}, a
 * List of Strings, or an Optional of these. A component without it is a record whose components are
 * parameters that several analyses share.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Parameter {
  /** One sentence, with the unit. */
  String help();

  /** The default as a person would type it; empty for Optional components. */
  String defaultValue() default "";

  /** The smallest value allowed of a number, or of a duration in seconds. */
  double min() default Double.NEGATIVE_INFINITY;

  /** The largest value allowed of a number, or of a duration in seconds. */
  double max() default Double.POSITIVE_INFINITY;
}
