// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

/** What is added up of a user's flows. */
public enum Measure {
  /** Bytes in both directions. */
  ALL("bytes"),
  /** Bytes that the user sent. */
  UPLOAD("bytes"),
  /** Bytes that the user received. */
  DOWNLOAD("bytes"),
  /** Flows. */
  FLOWS("flows"),
  /** Units of privacy themselves, such as user-days: each counts as 1. */
  USERS("units");

  private final String unit;

  Measure(String unit) {
    this.unit = unit;
  }

  /** What the numbers count. */
  public String unit() {
    return unit;
  }
}
