// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.WeirException;
import io.weir.privacy.budget.Cap;
import io.weir.privacy.budget.Delta;
import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.Direction;
import io.weir.privacy.ledger.Users;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionWordsTest {
  private static final Dataset DATASET =
      new Dataset(
          "campus",
          List.of("logs"),
          Map.of(),
          Users.BY_DAY,
          Direction.OF_DATA,
          new Cap.Pure(Epsilon.parse("1")),
          Delta.LARGEST,
          "campus");

  private static Map<String, String> words(String line) {
    Map<String, String> words = new LinkedHashMap<>();
    for (String pair : line.split(" ", -1)) {
      int equals = pair.indexOf('=');
      words.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return words;
  }

  private static String normal(String line) {
    return QuestionWords.parse(words(line)).normalised(DATASET);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          question=volume from=2026-03-01 cap=2g epsilon=0.5 | volume table=flows from=2026-03-01 to=2026-03-01 of=all cap=2000000000 touched=1 epsilon=0.5
          question=volume from=2026-03-01 cap=auto cut=yes epsilon=0.5 | volume table=flows from=2026-03-01 to=2026-03-01 of=all cap=auto:990 cut=yes touched=1 epsilon=0.5
          question=volume from=2026-03-01 cap=auto:95.5 epsilon=0.5 | volume table=flows from=2026-03-01 to=2026-03-01 of=all cap=auto:955 touched=1 epsilon=0.5
          question=volume of=users from=2026-03-01 every=6h rho=0.1 | volume table=flows from=2026-03-01 to=2026-03-01 every=PT6H of=users cap=1 touched=4 rho=0.1
          question=top from=2026-03-01 to=2026-03-02 epsilon=1 limit=3 | top table=named_flows from=2026-03-01 to=2026-03-02 of=users cap=1 by=domain delta=0.0000001 limit=3 touched=10 epsilon=1
          question=volume by=name keys=b,a,b cap=1k from=2026-03-01 epsilon=1 | volume table=named_flows from=2026-03-01 to=2026-03-01 of=all cap=1000 by=name key=a key=b touched=2 epsilon=1
          question=histogram edges=10,20 of=flows from=2026-03-01 epsilon=1 | histogram table=flows from=2026-03-01 to=2026-03-01 of=flows edges=10,20 touched=1 epsilon=1
          question=feature column=c_rtt_ms low=0 high=1e3 statistic=percentile percent=99.5 from=2026-03-01 epsilon=1 | feature table=flows from=2026-03-01 to=2026-03-01 column=c_rtt_ms low=0 high=1000 percentile=99.5 touched=1 epsilon=1
          question=users domain=x" way=outgoing from=2026-03-01 epsilon=1 | users table=named_flows from=2026-03-01 to=2026-03-01 where="domain x\\"" where=outgoing touched=1 epsilon=1
          """,
      quoteCharacter = '\u0000')
  void wordsMeanAQuestion(String line, String normal) {
    assertThat(normal(line)).isEqualTo(normal);
  }

  @Test
  void theOrderOfConditionsAndKeysIsNoDifference() {
    assertThat(normal("question=users server=192.0.2.1 way=incoming from=2026-03-01 epsilon=1"))
        .isEqualTo(
            normal("epsilon=1 way=incoming from=2026-03-01 server=192.0.2.1 question=users"));
  }

  @Test
  void theFormOffersWhatWordsCanSay() {
    for (String kind : QuestionForm.KINDS.keySet()) {
      Map<String, String> usual =
          words("cap=1g from=2026-03-01 edges=5 column=c_rtt_ms low=0 high=1");
      if (kind.equals("sql")) {
        usual.keySet().removeAll(List.of("low", "high"));
      }
      usual.put("sql", "SELECT COUNT(*) FROM flows");
      usual.keySet().retainAll(settings(kind));
      usual.putAll(Map.of("question", kind, "epsilon", "1"));
      QuestionWords.parse(usual);
      for (QuestionForm.Setting setting : QuestionForm.SETTINGS) {
        if (setting.needed().contains(kind)) {
          Map<String, String> less = new LinkedHashMap<>(usual);
          less.remove(setting.name());
          assertThatThrownBy(() -> QuestionWords.parse(less)).hasMessageContaining(setting.name());
        }
        for (String choice :
            setting.kinds().contains(kind) ? setting.choices() : List.<String>of()) {
          // A histogram of users is refused with a reason of its own.
          if (!(kind.equals("histogram") && choice.equals("users"))) {
            Map<String, String> more = new LinkedHashMap<>(usual);
            more.put(setting.name(), choice);
            QuestionWords.parse(more);
          }
        }
      }
    }
  }

  private static List<String> settings(String kind) {
    return QuestionForm.SETTINGS.stream()
        .filter(setting -> setting.kinds().contains(kind))
        .map(QuestionForm.Setting::name)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          question=volume from=2026-03-01 epsilon=1 | cap
          question=volume from=2026-03-01 cap=1g | price
          question=volume from=2026-03-01 cap=1g epsilon=1 rho=1 | price
          question=volume from=2026-03-01 cap=-1 epsilon=1 | cap
          question=volume from=2026-03-01 cap=1e999999999 epsilon=1 | cap
          question=volume from=2026-03-01 cap=99999t epsilon=1 | cap
          question=volume from=2026-13-01 cap=1g epsilon=1 | day
          question=volume from=2026-03-01 to=2026-02-01 cap=1g epsilon=1 | days
          question=volume from=2026-03-01 cap=1g epsilon=1 every=7h | every
          question=volume from=2026-03-01 cap=1g epsilon=1 table=flows;drop | table
          question=volume from=2026-03-01 cap=1g epsilon=1 keys=a | keys
          question=volume from=2026-03-01 cap=1g epsilon=1 by=city | Choices
          question=volume from=2026-03-01 cap=1g epsilon=1 touched=0 | 0 groups
          question=top from=2026-03-01 epsilon=1 delta=0.1 | delta
          question=top from=2026-03-01 epsilon=1 delta=0 | delta
          question=users from=2026-03-01 epsilon=1 server=x'-- | address
          question=users from=2026-03-01 epsilon=1 domain-pattern=a*b | pattern
          question=users from=2026-03-01 epsilon=1 domain-pattern=** | pattern
          question=users from=2026-03-01 epsilon=0 | noise
          question=histogram from=2026-03-01 epsilon=1 edges=5,5 | growing
          question=feature from=2026-03-01 epsilon=1 column=a`b low=0 high=1 | column
          question=feature from=2026-03-01 epsilon=1 column=a low=1 high=1 | bound
          question=feature from=2026-03-01 epsilon=1 column=a low=0 high=1e400 | number
          question=feature from=2026-03-01 epsilon=1 column=a low=0 high=1 statistic=median | mean?
          question=feature from=2026-03-01 epsilon=1 column=a low=0 high=1 statistic=percentile percent=100 | percentile
          question=everything from=2026-03-01 epsilon=1 | Questions
          question=feature from=2026-03-01 epsilon=1 column=a low=0 high=1 of=flows | no such setting
          question=feature from=2026-03-01 epsilon=1 column=a low=0 high=1 percent=90 | percentile
          question=feature from=2026-03-01 epsilon=1 column=a low=0 high=1 statistic=deviation bins=5 | histogram
          question=users from=2026-03-01 epsilon=1 cap=1g | no such setting
          question=users from=2026-03-01 epsilon=1 limits=3 | limit
          question=top from=2026-03-01 epsilon=1 limit=-1 | 1 at least
          question=top from=2026-03-01 epsilon=1 limit=0 | 1 at least
          question=top from=2026-03-01 epsilon=1 limit=4294967297 | limit
          question=volume from=2026-03-01 cap=1g epsilon=1 every=1h touched=4294967297 | touched
          question=users from=2026-03-01 epsilon=1 asn=-1 | asn
          question=users from=2026-03-01 epsilon=1001 | hides nothing
          question=feature from=2026-03-01 epsilon=1 column=c_rtt_ms low=0 high=1 statistic=histogram bins=4294967298 | bins
          question=feature from=2026-03-01 epsilon=1 column=c_rtt_ms low=0 high=1 statistic=percentile percent=429496779.6 | percentile
          question=feature from=2026-03-01 epsilon=1 column=c_rtt_ms low=0 high=1 statistic=percentile percent=50.55 | percentile
          question=feature from=2026-03-01 epsilon=0 column=c_rtt_ms low=0 high=1 statistic=percentile | Pay more
          question=feature from=2026-03-01 rho=0 column=c_rtt_ms low=0 high=1 statistic=percentile | Pay more
          question=feature from=2026-03-01 epsilon=1 column=c_rtt_ms low=1 high=1.00000000000000001 | same bound
          """)
  void whatMeansNoneIsRefused(String line, String reason) {
    assertThatThrownBy(() -> normal(line))
        .isInstanceOfSatisfying(
            WeirException.class, e -> assertThat(e.kind()).isEqualTo(WeirException.Kind.USAGE))
        .hasMessageStartingWith("Cannot ")
        .hasMessageContaining(reason);
  }
}
