// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.tstat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query and its response, as far as their lines were seen. */
final class DnsTransaction {
  final String key;
  final String[] ends;
  final @Nullable Long clientPort;
  final @Nullable Long serverPort;
  final @Nullable String id;
  final @Nullable String query;
  @Nullable String type;
  @Nullable String queryClass;
  boolean isAsked;
  boolean isAnswered;
  long asked;
  long answered;
  @Nullable Long flagsAsked;
  @Nullable Long flagsAnswered;
  @Nullable String code;
  @Nullable Long sizeAsked;
  @Nullable Long sizeAnswered;
  @Nullable Long questionCount;
  @Nullable Long answerCount;
  @Nullable Long authorityCount;
  @Nullable Long additionalCount;
  long line;
  final List<@Nullable String> answers = new ArrayList<>();
  final List<@Nullable String> types = new ArrayList<>();
  final List<@Nullable String> ttls = new ArrayList<>();

  DnsTransaction(
      String key,
      String[] ends,
      @Nullable Long clientPort,
      @Nullable Long serverPort,
      @Nullable String id,
      @Nullable String query) {
    this.key = key;
    this.ends = ends;
    this.clientPort = clientPort;
    this.serverPort = serverPort;
    this.id = id;
    this.query = query;
  }

  long start() {
    return isAsked ? asked : answered;
  }

  long end() {
    return isAnswered ? answered : asked;
  }

  /** The flags of the response, or of the query when there is no response. */
  @Nullable Long flags() {
    return isAnswered ? flagsAnswered : flagsAsked;
  }
}
