// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import org.jspecify.annotations.Nullable;

/** One DNS transaction on its way to a row: a query, its response, or both. Used again. */
final class DnsRow {
  static final int QUERY = 0;
  static final int QUERY_RAW = 1;
  static final int ANSWERS = 2;
  static final int ANSWER_TYPES = 3;
  static final int ANSWER_TTLS = 4;
  static final int AUTHORITY = 5;
  static final int ADDITIONAL = 6;
  static final int ECS = 7;
  static final int COOKIE = 8;
  private static final int CELLS = 9;

  final TextCells text = new TextCells(CELLS);
  Flow flow;
  Endpoint client;
  Endpoint server;
  byte[] file = {};
  byte[] sensor = {};
  long packetNumber;
  boolean asked;

  /** When it was asked is known, though the query was not seen. */
  boolean isAskedTold;

  boolean answered;
  long askedNanos;
  long answeredNanos;
  int id;
  int type;
  int questionClass;
  int flagsAsked;
  int flagsAnswered;
  int rcode;
  int questionCount;
  int answerCount;
  int authorityCount;
  int additionalCount;
  long bytesAsked;
  long bytesAnswered;
  int ednsVersion;
  int ednsSize;
  boolean ednsDo;
  boolean retriedOverTcp;

  /** The next transaction in the chain of a {@link DnsPending}. */
  @Nullable DnsRow chained;

  /** Neighbours in the order of queries of a {@link DnsPending}. */
  @Nullable DnsRow earlier;

  @Nullable DnsRow later;

  DnsRow(Flow flow) {
    this.flow = flow;
    this.client = flow.client;
    this.server = flow.server;
    reset(flow);
  }

  /** Forgets the last transaction. */
  void reset(Flow newFlow) {
    flow = newFlow;
    text.clear();
    asked = false;
    isAskedTold = false;
    answered = false;
    type = -1;
    questionClass = -1;
    flagsAsked = 0;
    flagsAnswered = 0;
    ednsVersion = -1;
    ednsSize = -1;
    ednsDo = false;
    retriedOverTcp = false;
  }

  /** When the transaction began, as far as the capture tells. */
  long startNanos() {
    return asked || isAskedTold ? askedNanos : answeredNanos;
  }

  long endNanos() {
    return answered ? answeredNanos : askedNanos;
  }

  /** The flags of the response, or of the query when there is no response. */
  int flags() {
    return answered ? flagsAnswered : flagsAsked;
  }

  /** The wire's flags in the layout of NetLytics: CD 1, AD 2, RA 4, RD 8, TC 16, AA 32. */
  static int netlyticsFlags(int wire) {
    return (wire >> 4 & 1)
        | (wire >> 5 & 1) << 1
        | (wire >> 7 & 1) << 2
        | (wire >> 8 & 1) << 3
        | (wire >> 9 & 1) << 4
        | (wire >> 10 & 1) << 5;
  }
}
