// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An information element that tells of DNS or HTTP: by the names that CESNET, Flowmon and IANA gave
 * it, and by its numbers (39499 is Flowmon's enterprise, 8057 CESNET's).
 */
enum Element {
  DNS_ID(true, "dnsId", "DNSTransactionID", "en39499:id110", "en8057:id10"),
  DNS_FLAGS(true, "dnsFlagsCodes", "en39499:id111"),
  DNS_CODE(true, "DNSRCode", "en8057:id1"),
  DNS_QUESTIONS(true, "dnsQuestionCount", "en39499:id112"),
  DNS_ANSWERS(true, "dnsAnswrecCount", "DNSAnswers", "en39499:id113", "en8057:id14"),
  DNS_AUTHORITY(true, "dnsAuthrecCount", "en39499:id114"),
  DNS_ADDITIONAL(true, "dnsAddtrecCount", "en39499:id115"),
  DNS_DATA_TYPE(true, "dnsCrrType", "DNSAType", "en39499:id117", "en8057:id11"),
  DNS_DATA_TTL(true, "dnsCrrTtl", "DNSRRTTL", "en39499:id119", "en8057:id5"),
  DNS_DATA(false, "dnsCrrRdata", "DNSRData", "en39499:id120", "en8057:id7"),
  DNS_DATA_LENGTH(true, "dnsCrrRdataLen", "DNSRDataLength", "en39499:id124", "en8057:id6"),
  DNS_NAME(false, "dnsQname", "DNSName", "en39499:id121", "en8057:id2"),
  DNS_TYPE(true, "dnsQtype", "en39499:id122", "en8057:id3"),
  DNS_CLASS(true, "dnsQclass", "DNSClass", "en39499:id123", "en8057:id4"),
  DNS_PAYLOAD(true, "DNSPSize", "en8057:id8"),
  DNS_DO(true, "DNSRDO", "en8057:id9"),
  HTTP_HOST(false, "httpHost", "httpRequestHost", "en39499:id1", "en0:id460"),
  HTTP_TARGET(false, "httpUrl", "httpRequestTarget", "en39499:id2", "en0:id461"),
  HTTP_REFERRER(false, "httpReferer", "en39499:id3"),
  HTTP_CONTENT_TYPE(false, "httpContentType", "en39499:id10", "en0:id469"),
  HTTP_STATUS(true, "httpStatusCode", "en39499:id12", "en0:id457"),
  HTTP_REASON(false, "httpReasonPhrase", "en0:id470"),
  HTTP_AGENT(false, "httpUserAgent", "en39499:id20", "en0:id468"),
  HTTP_METHOD(false, "httpMethod", "httpRequestMethod", "en8057:id200", "en0:id459"),
  HTTP_VERSION(false, "httpMessageVersion", "en0:id462");

  private static final Map<String, Element> BY_NAME = byName();

  private final boolean isNumber;

  /** In lower case, divided by blanks. */
  private final String names;

  Element(boolean isNumber, String... names) {
    this.isNumber = isNumber;
    this.names = String.join(" ", names).toLowerCase(Locale.ROOT);
  }

  boolean isNumber() {
    return isNumber;
  }

  boolean isOfDns() {
    return name().startsWith("DNS");
  }

  /** The element of a member's key, whatever its prefix and its case; null for any other. */
  static @Nullable Element of(String key) {
    if (key.contains("@reverse")) {
      return null;
    }
    String whole = key.toLowerCase(Locale.ROOT);
    String name = whole.substring(Math.max(whole.lastIndexOf(':'), whole.lastIndexOf('.')) + 1);
    Element known = BY_NAME.get(name);
    if (known != null) {
      return known;
    }
    // By its number: en39499:id121 of IPFIXcol2, e39499id121 of IPFIXcol.
    int number = name.indexOf("id");
    boolean isOld = number > 1 && name.charAt(0) == 'e';
    return BY_NAME.get(
        isOld ? "en" + name.substring(1, number) + ':' + name.substring(number) : whole);
  }

  private static Map<String, Element> byName() {
    Map<String, Element> all = new HashMap<>();
    for (Element element : values()) {
      for (String name : element.names.split(" ", -1)) {
        all.put(name, element);
      }
    }
    return all;
  }
}
