// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import io.weir.model.WeirException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The registered datasets, who may ask about them, and what was spent: durable, and one for all
 * processes that answer. Thread-safe.
 *
 * <p>To answer: {@link #begin}, which tells the stored answer or charges a new one; then read the
 * data, draw the noise, {@link #store} the answer, release it. A charge is never taken back,
 * whatever happens later, so that what was released never cost more than the ledger says.
 *
 * <p>All methods throw {@link WeirException}: of kind USAGE for names that there are none of and
 * for what is not allowed, BUDGET where nothing is left, FAILED where the ledger cannot be read or
 * written; then nothing was charged, or it was and must not be released.
 */
public interface Ledger extends AutoCloseable {
  /** So long nobody else begins a question whose answer is being made, but for {@link #hold}. */
  Duration HELD = Duration.ofSeconds(30);

  /**
   * Registers a dataset, or other files of one that is there. Its declaration never changes, but
   * for the places of the files and what its questions are computed with.
   *
   * @throws WeirException of kind USAGE when a dataset of the name is declared otherwise, when
   *     files belong to a dataset with another budget, or when those who share a budget differ in
   *     cap or units
   */
  default Registration register(Dataset dataset, List<DatasetFile> files) {
    return register(dataset, files, List.of());
  }

  /**
   * Registers a dataset, or other files of one, whose files themselves say what types columns have.
   *
   * @throws WeirException of kind USAGE as above, and when a column had another type before
   */
  Registration register(Dataset dataset, List<DatasetFile> files, List<TypedColumn> columns);

  /** The dataset of a name, with its newest version. */
  Registration dataset(String name);

  /** All datasets, by name. */
  List<Registration> datasets();

  /** The files of a dataset's newest version. */
  List<DatasetFile> files(String dataset);

  /**
   * Adds an analyst, or renews the token of one with other terms. What was spent stays spent.
   *
   * @return the token, which is not kept and cannot be told again
   */
  String add(Analyst analyst);

  /** Ends an analyst's right to ask. */
  void revoke(String analyst);

  /** Whose token it is; empty when it is nobody's, or when it has expired. */
  Optional<Analyst> analystOf(String token);

  /** The analyst of a name, also when expired. */
  Analyst analyst(String name);

  /** All analysts, by name. */
  List<Analyst> analysts();

  /**
   * Charges an answer: each day of the request (or the whole budget, where units are not daily),
   * for the dataset and for the analyst, or nothing at all.
   */
  default Charge charge(ChargeRequest request) {
    return charge(List.of(request)).get(0);
  }

  /** Charges several answers, or nothing at all; a refusal is kept. */
  List<Charge> charge(List<ChargeRequest> requests);

  /** The answer to the same question by the same analyst about the same version. */
  default Optional<StoredAnswer> stored(ChargeRequest request) {
    return stored(List.of(request)).get(0);
  }

  /** The answers to several, in their order. */
  List<Optional<StoredAnswer>> stored(List<ChargeRequest> requests);

  /**
   * Looks for the answers of questions that differ, and charges those that have none: all, or
   * nothing. Until such an answer is {@link #store}d, or {@link #end}ed, or not {@link #hold}ed,
   * nobody begins the same question of the same analyst, in whatever process: it is paid once.
   *
   * @return what there is of each, in their order; empty when one of them is being answered
   *     elsewhere: begin again a little later
   */
  Optional<List<Entry>> begin(List<ChargeRequest> requests);

  /** Tells that answers are still being made; to be told more often than each {@link #HELD}. */
  void hold(Collection<Charge> charges);

  /** Tells that answers will not be made; who asks again is charged again. */
  void end(Collection<Charge> charges);

  /** Keeps the answer that was charged; before it is released. */
  default void store(Charge charge, String answer) {
    store(Map.of(charge, answer));
  }

  /** Keeps several answers that were charged, all or none. */
  void store(Map<Charge, String> answers);

  /** What was spent on a dataset by all analysts. */
  Balance balance(String dataset, Days days);

  /** What an analyst has spent on a dataset. */
  Balance balance(String dataset, String analyst, Days days);

  /** What was spent on a dataset by all analysts, day by day; days alike are together. */
  List<Spending> spendings(String dataset);

  /** What an analyst has spent on a dataset, likewise. */
  List<Spending> spendings(String dataset, String analyst);

  /** What was charged for a dataset, the oldest first; no answer, no true value. */
  List<Charge> charges(String dataset);

  /**
   * Keeps what was refused before it came to a {@link #charge}, which keeps its own refusals. What
   * is there already, alike and of the same time, happened so many times more.
   */
  void refuse(List<RefusedRequest> refused);

  /**
   * What was refused, the oldest first.
   *
   * @param after only what has a greater number
   */
  List<RefusedRequest> refusals(long after);

  @Override
  void close();
}
