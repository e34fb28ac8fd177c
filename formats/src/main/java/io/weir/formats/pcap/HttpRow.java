// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

/** One HTTP transaction on its way to a row: a request, its response, or both. Used again. */
final class HttpRow {
  static final int METHOD = 0;
  static final int HOST = 1;
  static final int HOST_RAW = 2;
  static final int PATH = 3;
  static final int URL = 4;
  static final int SCHEME = 5;
  static final int REFERRER = 6;
  static final int USER_AGENT = 7;
  static final int REQUEST_COOKIE = 8;
  static final int ORIGIN = 9;
  static final int USERNAME = 10;
  static final int VERSION = 11;
  static final int PROXIED = 12;
  static final int REQUEST_TYPE = 13;
  static final int STATUS_MESSAGE = 14;
  static final int CONTENT_TYPE = 15;
  static final int CONTENT_RANGE = 16;
  static final int SERVER = 17;
  static final int SET_COOKIE = 18;
  static final int LOCATION = 19;
  static final int CODING = 20;
  private static final int CELLS = 21;

  final TextCells text = new TextCells(CELLS);
  Flow flow;
  Endpoint client;
  Endpoint server;
  byte[] file = {};
  long packetNumber;
  long depth;
  boolean asked;
  boolean answered;
  boolean cut;
  boolean versionless;
  boolean requestOpen;
  boolean responseOpen;
  long askedNanos;
  long answeredNanos;
  long endNanos;
  int status;
  int informational;
  long requestBody;
  long responseBody;
  long requestBytes;
  long responseBytes;

  HttpRow(Flow flow) {
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
    answered = false;
    cut = false;
    versionless = false;
    requestOpen = false;
    responseOpen = false;
    status = 0;
    informational = 0;
    requestBody = 0;
    responseBody = 0;
    requestBytes = 0;
    responseBytes = 0;
  }

  /** When the transaction began, as far as the capture tells. */
  long startNanos() {
    return asked ? askedNanos : answeredNanos;
  }
}
