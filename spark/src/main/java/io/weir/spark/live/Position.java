// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import org.apache.spark.sql.connector.read.streaming.Offset;

/** How far a stream is: a position of its source, and whether its end was told. */
final class Position extends Offset {
  private static final String OPEN = "{\"ended\":false,\"at\":";
  private static final String ENDED = "{\"ended\":true,\"at\":";

  private final String at;
  private final boolean ended;

  private Position(String at, boolean ended) {
    this.at = at;
    this.ended = ended;
  }

  static Position at(String position) {
    return new Position(position, false);
  }

  static Position ended(String position) {
    return new Position(position, true);
  }

  static Position parse(String json) {
    boolean ended = json.startsWith(ENDED);
    String at = json.substring((ended ? ENDED : OPEN).length(), json.length() - 1);
    return new Position(at, ended);
  }

  /** The source's position, JSON. */
  String at() {
    return at;
  }

  boolean isEnded() {
    return ended;
  }

  @Override
  public String json() {
    return (ended ? ENDED : OPEN) + at + "}";
  }
}
