// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import io.weir.privacy.question.QuestionForm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, as people use it. */
@EnabledIfSystemProperty(named = "weir.full", matches = "true")
class PageTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");
  private static final int PHONE = 360;

  private static @Nullable Playwright playwright;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Browser browser;

  private final Path directory;
  private final List<String> wrong = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // set before each test
  private Served served;

  @SuppressWarnings("NullAway.Init")
  private Page page;

  PageTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeAll
  static void open() {
    assumeTrue(Files.isExecutable(CHROMIUM), "There is no Chromium: apt-get install chromium");
    assumeTrue(hasDriver(), "There is no driver of browsers: it comes with -Pfull");
    Playwright.CreateOptions options =
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
    playwright = Playwright.create(options);
    browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(CHROMIUM).setArgs(FLAGS));
  }

  private static boolean hasDriver() {
    String driver = "com/microsoft/playwright/impl/driver/jar/DriverJar.class";
    return PageTest.class.getClassLoader().getResource(driver) != null;
  }

  @AfterAll
  static void close() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @BeforeEach
  void serve() {
    served = Served.in(directory);
    show(1000, 800);
  }

  @AfterEach
  void end() {
    page.context().close();
    served.close();
  }

  private void show(int width, int height) {
    if (page != null) {
      page.context().close();
    }
    BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setViewportSize(width, height));
    page = context.newPage();
    page.onPageError(wrong::add);
    page.onConsoleMessage(
        message -> {
          if (message.text().contains("Content Security Policy")) {
            wrong.add(message.text());
          }
        });
    page.navigate(served.uri("/").toString());
  }

  private void signIn(String who) {
    page.getByLabel("Token").fill(served.token(who));
    page.keyboard().press("Enter");
    assertThat(page.locator("#name")).hasText(Pattern.compile(who + " \\(.*\\)"));
  }

  private void ask(String kind, Map<String, String> settings) {
    page.getByLabel("Kind").selectOption(kind);
    settings.forEach((name, value) -> page.locator("#set-" + name).fill(value));
    page.getByText("What does it cost?").click();
    page.locator("#ask").click();
    assertThat(page.locator("#result")).isVisible();
  }

  @Test
  void costAndErrorAreShownBeforeAnythingIsPaid() {
    signIn("ada");
    page.getByLabel("Kind").selectOption("volume");
    page.locator("#set-epsilon").fill("0.2");
    page.locator("#set-from").fill("2026-03-01");
    page.locator("#set-cap").fill("50k");
    assertThat(page.locator("#ask")).isHidden();
    page.getByText("What does it cost?").click();
    assertThat(page.locator("#offer"))
        .containsText("each sum will be off by 748,933 at most, 95 times in 100 (laplace)");
    assertThat(page.locator("#offer")).containsText("epsilon 1");
    assertThat(served.ledger().charges("office")).isEmpty();
    // What is changed is another question.
    page.locator("#set-cap").fill("60k");
    assertThat(page.locator("#ask")).isHidden();
    page.getByText("What does it cost?").click();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ask, for epsilon 0.2"))
        .click();
    assertThat(page.locator("#rows tbody tr")).hasCount(1);
    assertThat(page.locator("#rows")).containsText("898,7");
    assertThat(page.locator("#chart svg .error")).hasCount(1);
    assertThat(page.locator("#left")).containsText("Left to you: epsilon 0.8");
    assertThat(served.ledger().charges("office")).hasSize(1);
    page.getByText("Budget").first().click();
    assertThat(page.locator("#spent")).containsText("20 %");
    assertThat(wrong).isEmpty();
  }

  @Test
  void theFormHasWhatTheKindHas() {
    signIn("ada");
    for (String kind : List.of("volume", "histogram", "feature", "users", "top")) {
      page.getByLabel("Kind").selectOption(kind);
      List<String> shown =
          page.locator("#settings input, #settings select").all().stream()
              .map(input -> String.valueOf(input.getAttribute("name")))
              .toList();
      assertThat(shown)
          .containsExactlyInAnyOrderElementsOf(
              QuestionForm.SETTINGS.stream()
                  .filter(setting -> setting.kinds().contains(kind))
                  .map(QuestionForm.Setting::name)
                  .toList());
    }
    show(1000, 800);
    signIn("bob");
    assertThat(page.locator("#kind option")).hasCount(1);
    assertThat(page.locator("#dataset option")).hasCount(1);
  }

  @Test
  void answersInTimeAndInBinsAreDrawn() {
    signIn("ada");
    ask("histogram", Map.of("epsilon", "0.1", "from", "2026-03-01", "edges", "10, 1000"));
    assertThat(page.locator("#chart svg .bar")).hasCount(3);
    assertThat(page.locator("#chart svg")).containsText("1,000 and more");
    ask("users", Map.of("epsilon", "0.1", "every", "6h"));
    assertThat(page.locator("#chart svg .point")).hasCount(8);
    assertThat(page.locator("#rows tbody tr")).hasCount(8);
    assertThat(wrong).isEmpty();
  }

  @Test
  void whatIsWrongIsTold() {
    page.getByLabel("Token").fill("guessed");
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Cannot ask: the token is nobody's");
    signIn("ada");
    assertThat(page.getByRole(AriaRole.ALERT)).isHidden();
    page.locator("#set-epsilon").fill("0.2");
    page.locator("#set-from").fill("2026-03-01");
    page.locator("#set-domain").fill("<img src=x onerror=alert(1)>");
    page.locator("#set-cap").fill("<b>");
    page.getByText("What does it cost?").click();
    assertThat(page.getByRole(AriaRole.ALERT))
        .hasText("Cannot set --cap: it must be a number (<b>).");
    page.locator("#set-cap").fill("1k");
    page.locator("#set-epsilon").fill("1.5");
    page.getByText("What does it cost?").click();
    page.locator("#ask").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("the allotment of ada on office");
    assertThat(wrong).isEmpty();
  }

  @Test
  void aTokenIsForgottenAtTheEnd() {
    signIn("ada");
    page.reload();
    assertThat(page.locator("#name")).hasText("ada (analyst)");
    page.locator("#leave").click();
    assertThat(page.getByLabel("Token")).isFocused();
    page.reload();
    assertThat(page.getByLabel("Token")).isVisible();
    assertThat(
            page.evaluate("sessionStorage.length + localStorage.length + document.cookie.length"))
        .isEqualTo(0);
  }

  @Test
  void aKeyboardIsEnough() {
    assertThat(page.getByLabel("Token")).isFocused();
    page.keyboard().type(served.token("ada"));
    page.keyboard().press("Enter");
    assertThat(page.locator("#name")).hasText("ada (analyst)");
    page.locator("#kind").focus();
    page.keyboard().type("users");
    page.keyboard().press("Tab");
    page.keyboard().type("0.3");
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    page.keyboard().type("03012026");
    page.keyboard().press("Enter");
    assertThat(page.locator("#offered")).isFocused();
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.locator("#answered")).isFocused();
    assertThat(page.locator("#rows tbody tr")).hasCount(2);
  }

  @Test
  void aPhoneIsWideEnough() {
    show(PHONE, 740);
    signIn("ada");
    ask("histogram", Map.of("epsilon", "0.1", "from", "2026-03-01", "edges", "10,1000,100000"));
    page.getByText("Budget").first().click();
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(PHONE);
  }

  @Test
  void operatorsSeeWhatWasAsked() throws Exception {
    served.ask("ada", PrivateServiceTest.VOLUME);
    signIn("olga");
    assertThat(page.locator("#question")).isHidden();
    assertThat(page.locator("#charges tbody tr")).hasCount(1);
    assertThat(page.locator("#charges")).containsText("volume table=flows from=2026-03-01");
    assertThat(wrong).isEmpty();
  }

  @Test
  void operatorsSeeWhatWasRefused() throws Exception {
    served.get("<b>guessed</b>", "/api/me");
    served.ask("bob", PrivateServiceTest.USERS);
    served.ask("bob", PrivateServiceTest.USERS);
    signIn("olga");
    assertThat(page.locator("#refusals tbody tr")).hasCount(2);
    assertThat(page.locator("#refusals tbody tr").nth(0)).containsText("token1127.0.0.1");
    assertThat(page.locator("#refusals tbody tr").nth(1)).containsText("right2bob");
    assertThat(page.locator("#more-refusals")).isHidden();
    page.locator("#leave").click();
    signIn("ada");
    assertThat(page.locator("#audit")).isHidden();
    assertThat(page.locator("#refusals tr")).hasCount(0);
    assertThat(wrong).isEmpty();
  }
}
