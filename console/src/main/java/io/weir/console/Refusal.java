// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import io.weir.cli.json.Json;
import io.weir.model.WeirException;
import io.weir.privacy.ledger.RefusalReason;
import java.time.Duration;
import java.util.Optional;

/** Why a request is not answered, as RFC 9457 has it: status, and the command's words for it. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final int WRONG = 400;
  static final int NOBODY = 401;

  /** The budget does not suffice; no other refusal has this status. */
  static final int BUDGET = 402;

  static final int FORBIDDEN = 403;
  static final int UNKNOWN = 404;
  static final int METHOD = 405;
  static final int TOO_LARGE = 413;
  static final int NO_JSON = 415;
  static final int TOO_MANY = 429;
  static final int BUG = 500;
  static final int UNAVAILABLE = 503;

  private final int status;
  private final String detail;
  private final transient Optional<Duration> retry;
  private final String dataset;
  private final String kind;

  private Refusal(
      int status, String detail, Optional<Duration> retry, String dataset, String kind) {
    super(detail, null, false, false);
    this.status = status;
    this.detail = detail;
    this.retry = retry;
    this.dataset = dataset;
    this.kind = kind;
  }

  static Refusal of(int status, String detail) {
    return new Refusal(status, detail, Optional.empty(), "", "");
  }

  /** To be tried again later. */
  static Refusal until(int status, Duration retry, String detail) {
    return new Refusal(status, detail, Optional.of(retry), "", "");
  }

  /** What a failure means to who asked. */
  static Refusal of(WeirException e) {
    return switch (e.kind()) {
      case USAGE -> of(WRONG, e.getMessage());
      case BUDGET -> of(BUDGET, e.getMessage());
      // These name files and databases, which are the operator's.
      case FAILED, REJECTS ->
          of(
              UNAVAILABLE,
              "Cannot answer: the ledger or the data cannot be used. Tell the operator.");
    };
  }

  /** The same of a question of a kind about a dataset. */
  Refusal about(String ofDataset, String ofKind) {
    return new Refusal(status, detail, retry, ofDataset, ofKind);
  }

  int status() {
    return status;
  }

  /** The dataset that was asked about; empty where that does not matter. */
  String dataset() {
    return dataset;
  }

  /** The kind of question; empty where that does not matter. */
  String kind() {
    return kind;
  }

  /**
   * Why, for the ledger; empty where that is no matter of rights, or where the ledger itself
   * refused.
   */
  Optional<RefusalReason> reason() {
    return switch (status) {
      case NOBODY -> Optional.of(RefusalReason.TOKEN);
      case FORBIDDEN -> Optional.of(RefusalReason.RIGHT);
      case TOO_MANY -> Optional.of(RefusalReason.RATE);
      default -> Optional.empty();
    };
  }

  /** When to try again. */
  Optional<Duration> retry() {
    return retry;
  }

  private static String title(int status) {
    return switch (status) {
      case WRONG -> "Bad request";
      case NOBODY -> "Not signed in";
      case BUDGET -> "Budget does not suffice";
      case FORBIDDEN -> "Not allowed";
      case UNKNOWN -> "Not found";
      case METHOD -> "No such method here";
      case TOO_LARGE -> "Request too large";
      case NO_JSON -> "Not JSON";
      case TOO_MANY -> "Too many requests";
      case UNAVAILABLE -> "Not available";
      default -> "Failed";
    };
  }

  Json json() {
    return Json.Fields.NONE
        .with("type", "about:blank")
        .with("title", title(status))
        .with("status", status)
        .with("detail", detail);
  }
}
