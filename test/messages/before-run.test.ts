/** Next steps before a real run: a dry run and a preview ask for nothing that only a run leaves. */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { asksNothing, REASONS, type ReasonCode } from "../../src/domain/reasons/index.ts";
import { messagesOf } from "../../src/messages/index.ts";
import { nextBeforeRun, reasonText } from "../../src/messages/reasons.ts";
import { allCatalogues } from "../support/catalogues.ts";
import { bareReason } from "../support/bare-reason.ts";

const CODES = (Object.keys(REASONS) as ReasonCode[]).filter((code) => !asksNothing(code));

test.each(LANGUAGES)("%s: no next step names Retry, Book again or Resync", (language) => {
  const messages = messagesOf(language);
  const { t } = messages;
  const buttons = [
    t("orders.actions.retry"),
    t("orders.actions.bookAgain.button"),
    t("orders.actions.resync.button"),
  ];
  // As they are written, with each of their variants.
  const written = new Map(
    (allCatalogues.get(language) ?? []).map(({ id, text }) => [id, text] as const),
  );
  const named = CODES.filter((code) => {
    const next = nextBeforeRun(messages, code, written.get(`reasons.${code}.next`) ?? "?");
    return buttons.some((button) => next.includes(button)) || next === "?";
  });
  expect(named).toEqual([]);
});

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
  // One that speaks of no retry stays as it is.
  expect(before("stock-no-module")).toBe(
    "Activate the stock module in eAccounting, or turn stock off in Settings.",
  );
});
