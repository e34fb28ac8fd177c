// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

/** What can be requested. The service has a handler for each, and {@link OpenApi} a description. */
enum Operation {
  ME("GET", "/api/me", "Whose the token is, and what it allows."),
  DATASETS("GET", "/api/datasets", "The datasets that may be asked about, as they are declared."),
  FORM("GET", "/api/questions", "The kinds of question, and what can be said of them."),
  ASK(
      "POST",
      "/api/questions",
      "Asks one question or more about a dataset; or what they would cost."),
  BUDGET("GET", "/api/budget", "What was spent on a dataset and what is left, by days."),
  AUDIT(
      "GET",
      "/api/audit",
      "Who asked what, when and at what cost, the oldest first: for operators."),
  REFUSALS(
      "GET", "/api/refusals", "What was refused to whom and why, the oldest first: for operators."),
  DESCRIPTION("GET", "/api/openapi.json", "This description.");

  private final String method;
  private final String path;
  private final String summary;

  Operation(String method, String path, String summary) {
    this.method = method;
    this.path = path;
    this.summary = summary;
  }

  String method() {
    return method;
  }

  String path() {
    return path;
  }

  String summary() {
    return summary;
  }

  /** Whether it is for everybody, without a token. */
  boolean isOpen() {
    return this == DESCRIPTION;
  }
}
