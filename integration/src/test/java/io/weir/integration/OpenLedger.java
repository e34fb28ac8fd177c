// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import io.weir.privacy.ledger.Analyst;
import io.weir.privacy.ledger.Balance;
import io.weir.privacy.ledger.Charge;
import io.weir.privacy.ledger.ChargeRequest;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.DatasetFile;
import io.weir.privacy.ledger.Days;
import io.weir.privacy.ledger.Entry;
import io.weir.privacy.ledger.Ledger;
import io.weir.privacy.ledger.RefusedRequest;
import io.weir.privacy.ledger.Registration;
import io.weir.privacy.ledger.Spending;
import io.weir.privacy.ledger.StoredAnswer;
import io.weir.privacy.ledger.TypedColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One dataset, and whatever is asked of it is paid: for tests of what comes after. */
final class OpenLedger implements Ledger {
  private final Dataset dataset;
  private final List<ChargeRequest> charged = new ArrayList<>();
  private final Map<ChargeRequest, String> answers = new HashMap<>();

  OpenLedger(Dataset dataset) {
    this.dataset = dataset;
  }

  List<ChargeRequest> charged() {
    return charged;
  }

  @Override
  public Registration register(Dataset other, List<DatasetFile> files, List<TypedColumn> columns) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Registration dataset(String name) {
    return new Registration(dataset, 1);
  }

  @Override
  public List<Registration> datasets() {
    return List.of(dataset(dataset.name()));
  }

  @Override
  public List<DatasetFile> files(String name) {
    return List.of();
  }

  @Override
  public String add(Analyst analyst) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void revoke(String analyst) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Analyst> analystOf(String token) {
    return Optional.empty();
  }

  @Override
  public Analyst analyst(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Analyst> analysts() {
    return List.of();
  }

  @Override
  public List<Charge> charge(List<ChargeRequest> requests) {
    charged.addAll(requests);
    return requests.stream().map(request -> new Charge(1, Instant.EPOCH, request)).toList();
  }

  @Override
  public Optional<List<Entry>> begin(List<ChargeRequest> requests) {
    List<Entry> entries = new ArrayList<>();
    for (ChargeRequest request : requests) {
      Optional<StoredAnswer> stored = stored(request);
      entries.add(stored.isPresent() ? stored.get() : charge(request));
    }
    return Optional.of(entries);
  }

  @Override
  public void hold(Collection<Charge> charges) {}

  @Override
  public void end(Collection<Charge> charges) {}

  @Override
  public List<Optional<StoredAnswer>> stored(List<ChargeRequest> requests) {
    return requests.stream()
        .map(answers::get)
        .map(Optional::ofNullable)
        .map(found -> found.map(text -> new StoredAnswer(1, Instant.EPOCH, text)))
        .toList();
  }

  @Override
  public void store(Map<Charge, String> told) {
    told.forEach((charge, answer) -> answers.put(charge.request(), answer));
  }

  @Override
  public Balance balance(String name, Days days) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Balance balance(String name, String analyst, Days days) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Spending> spendings(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Spending> spendings(String name, String analyst) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Charge> charges(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void refuse(List<RefusedRequest> refused) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<RefusedRequest> refusals(long after) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
