/** Next steps before a real run: a dry run and a preview ask for nothing that only a run leaves. */
import { expect, test } from "vitest";
import { type Language, LANGUAGES } from "../../src/domain/language.ts";
import { asksNothing, REASONS, type ReasonCode } from "../../src/domain/reasons/index.ts";
import { messagesOf } from "../../src/messages/index.ts";
import { nextBeforeRun, reasonText } from "../../src/messages/reasons.ts";
import { allCatalogues } from "../support/catalogues.ts";
import { bareReason } from "../support/bare-reason.ts";

const CODES = (Object.keys(REASONS) as ReasonCode[]).filter((code) => !asksNothing(code));

test.each(LANGUAGES)("%s: no next step names Retry, Book again, Resync or Skip", (language) => {
  const messages = messagesOf(language);
  const { t } = messages;
  const buttons = [
    t("orders.actions.retry"),
    t("orders.actions.bookAgain.button"),
    t("orders.actions.resync.button"),
    t("orders.actions.other.skip"),
  ];
  // As they are written, with each of their variants.
  const written = new Map(
    (allCatalogues.get(language) ?? []).map(({ id, text }) => [id, text] as const),
  );
  const named = CODES.filter((code) => {
    const next = nextBeforeRun(messages, code, written.get(`reasons.${code}.next`) ?? "?");
    const others = next.replaceAll(t("orders.actions.undoSkip.button"), "");
    return buttons.some((button) => others.includes(button)) || next === "?";
  });
  expect(named).toEqual([]);
});

/** The sentence that turns into another before a run has to be the same everywhere. */
test.each(LANGUAGES)(
  "%s: the next steps ask for a retry in the same words as in English",
  (language) => {
    const asked = (of: Language): (readonly [string, number, number])[] => {
      const { t } = messagesOf(of);
      const times = (text: string, part: string): number => text.split(part).length - 1;
      return (allCatalogues.get(of) ?? [])
        .filter(({ id }) => /^reasons\..*\.next$/.test(id))
        .map(({ id, text }) => [
          id,
          times(text, t("reasonParts.thenRetry")),
          times(text, t("reasonParts.thenRetryNewest")),
        ]);
    };
    expect(asked(language)).toEqual(asked("en"));
  },
);

/** Words that ask for a skip; settings and mapping name the same deed of a whole kind of orders. */
const SKIPS: Readonly<Record<Language, RegExp>> = {
  en: /\bskip (it|this|the order)\b/i,
  nl: /\bsla (hem|dit|die|ze|het|de order)\b[^.]*\bover\b/i,
  pl: /\bpomi(ń|nąć) (je|ją|go|to|tę sprawę|sprawę|zamówienie)\b|\bje pomi(ń|nąć)/i,
  sv: /\bhoppa (sedan )?över (den|det|detta|ordern|jobbet)\b/i,
};

test.each(LANGUAGES)(
  "%s: no next step asks for a skip, as nothing is there to be skipped",
  (language) => {
    const messages = messagesOf(language);
    const written = new Map(
      (allCatalogues.get(language) ?? []).map(({ id, text }) => [id, text] as const),
    );
    // The orders that it names have pages of their own.
    const asked = CODES.filter((code) => code !== "stock-too-many-open").filter((code) =>
      SKIPS[language].test(
        nextBeforeRun(messages, code, written.get(`reasons.${code}.next`) ?? "skip it"),
      ),
    );
    expect(asked).toEqual([]);
  },
);

test("what is to be corrected stays, and the retry after it becomes something to do before the run", () => {
  const messages = messagesOf("en");
  const before = (code: ReasonCode): string =>
    nextBeforeRun(messages, code, reasonText(messages, bareReason(code)).next);
  expect([before("account-missing"), before("article-inactive")]).toEqual([
    "Choose the account in Mappings. Do this before the real run.",
    "Activate the article in eAccounting or choose another one under Action needed. Do this before the real run.",
  ]);
  expect(before("document-gone")).toBe(
    "Before the real run, correct the cause in Asperion, in eAccounting or in Settings.",
  );
  expect(before("faulty-source-totals")).toBe(
    "Correct the order in Asperion; it is then processed again automatically. Or book it manually in eAccounting.",
  );
  // One that speaks of no retry stays as it is.
  expect(before("stock-no-module")).toBe(
    "Activate the stock module in eAccounting, or turn stock off in Settings.",
  );
});
