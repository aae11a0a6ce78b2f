/** A text never sends somebody to the button that would hold the order again for the same reason. */
import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { wantsNewestSettings } from "../../src/domain/jobs/newest-settings.ts";
import { reason, REASON_CODES, type ReasonCode } from "../../src/domain/reasons/index.ts";
import { reasonText } from "../support/reason-text.ts";
import { remedyOf } from "../../src/http/pages/parts/remedies.ts";
import { messagesOf } from "../../src/messages/index.ts";

/** The product's own settings; the vendors have some too. */
const SETTINGS = {
  en: /in the settings|or the settings|under Mapping/,
  nl: /(?:in|volgens) de instellingen|of de instellingen/,
  pl: /w ustawieniach(?! firmy)|lub ustawienia/,
  sv: /inställningarna/,
};
/** Where a change of settings is made that a planned job has to be told of. */
const IN_SETTINGS: ReadonlySet<string> = new Set([
  "lookup",
  "field",
  "section",
  "mapping",
  "setUp",
]);

/** By the looser word for trying again, in each language. */
const AGAIN = {
  en: /\bretry\b/i,
  nl: /opnieuw proberen|probeer .* opnieuw/i,
  pl: /ponów/i,
  sv: /försök(?:er)? .*igen/i,
};

describe.each(LANGUAGES)("in %s", (language) => {
  const { t } = messagesOf(language);
  const next = (code: ReasonCode): string => reasonText(reason(code), language).next;

  test("a text that names the settings and then a button names the one that takes the newest", () => {
    expect(
      REASON_CODES.filter(
        (code) =>
          SETTINGS[language].test(next(code)) &&
          AGAIN[language].test(next(code)) &&
          !wantsNewestSettings({ code }),
      ),
    ).toEqual([]);
  });

  test("each reason that a setting settles names that button, and no other", () => {
    const codes = REASON_CODES.filter((code) => wantsNewestSettings({ code }));
    expect(codes.length).toBeGreaterThan(30);
    expect(codes.filter((code) => !next(code).includes(t("orders.actions.retryNewest")))).toEqual(
      [],
    );
    expect(
      codes.filter((code) =>
        AGAIN[language].test(next(code).replace(t("orders.actions.retryNewest"), "")),
      ),
    ).toEqual([]);
  });

  test("no other reason names it", () => {
    expect(
      REASON_CODES.filter(
        (code) =>
          next(code).includes(t("orders.actions.retryNewest")) && !wantsNewestSettings({ code }),
      ),
    ).toEqual([]);
  });
});

test("whatever is put right under the settings, and then tried again, takes the newest", () => {
  const there = REASON_CODES.filter(
    (code) =>
      IN_SETTINGS.has(remedyOf(reason(code, { lookup: "clearingAccount" }))?.at ?? "") &&
      /retry/i.test(reasonText(reason(code)).next),
  );
  expect(there.length).toBeGreaterThan(25);
  expect(there.filter((code) => !wantsNewestSettings({ code }))).toEqual([]);
});
