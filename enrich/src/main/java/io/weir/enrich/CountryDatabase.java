// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import org.jspecify.annotations.Nullable;

/** In which country an address is used, from a MaxMind country or city database. Thread-safe. */
record CountryDatabase(MaxMindFile file) {

  /** What of a database's record is read. */
  public record Place(@Nullable Country country) {
    @MaxMindDbConstructor
    public Place(@MaxMindDbParameter(name = "country") @Nullable Country country) {
      this.country = country;
    }
  }

  /** What of a record's country is read. */
  public record Country(@Nullable String code) {
    @MaxMindDbConstructor
    public Country(@MaxMindDbParameter(name = "iso_code") @Nullable String code) {
      this.code = code;
    }
  }

  static CountryDatabase read(LookupFile file) {
    byte[] content = file.content();
    if (!MaxMindFile.recognises(content)) {
      throw file.wrong("it is no MaxMind database", "");
    }
    return new CountryDatabase(MaxMindFile.open(file, content, "country", "city", "enterprise"));
  }

  /** The ISO 3166-1 code of two letters; null if the database has none. */
  @Nullable String country(IpAddress address) {
    Place place = file.find(address, Place.class);
    return place == null || place.country == null ? null : place.country.code;
  }
}
