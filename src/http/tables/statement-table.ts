/** The statement of a clearing account as a table, in the reader's language and form. */
import type { Language } from "../../domain/language.ts";
import { messagesOf } from "../../messages/index.ts";
import type { ClearingStatement } from "../../sync/contract/clearing-statement.ts";
import { formatOf } from "../words/format.ts";
import { csvFormOf, csvOf } from "./csv.ts";

/**
 * `found`: all movements, or the first ones where there are too many for one answer. Pages that are
 * read one after another could be of different moments, and hold a movement twice.
 */
export function statementTable(
  language: Language,
  found: ClearingStatement,
): ReadableStream<Uint8Array> {
  const { t } = messagesOf(language);
  const form = csvFormOf(language);
  const figure = (of: string): string => of.replace(".", form.decimal);
  const { from, to, opening, closing, debit, credit } = found;
  const currency = found.currency ?? "";
  const edge = (day: string, name: string, balance: string, sides = ["", ""]) => [
    form.day(day),
    "",
    "",
    name,
    "",
    ...[...sides, balance].map(figure),
    currency,
  ];
  const rows = found.movements.map((one) => [
    form.day(one.day),
    one.waits ? t("clearing.ledger.waiting") : (one.document ?? ""),
    one.order === null ? "" : (one.order.number ?? one.order.key.slice("order:".length)),
    t(`clearing.statement.kinds.${one.what}`),
    one.payout?.payout ?? "",
    ...[one.debit, one.credit, one.balance].map(figure),
    currency,
  ]);
  const isWhole = rows.length === found.total;
  return csvOf(
    [
      t("days.day"),
      t("clearing.statement.document"),
      t("days.order"),
      t("days.what"),
      t("clearing.statement.payout"),
      t("voucher.debit"),
      t("voucher.credit"),
      t("clearing.statement.balance"),
      t("clearing.currency"),
    ],
    () =>
      Promise.resolve({
        rows: [
          edge(from, t("clearing.statement.opening"), opening),
          ...rows,
          ...(isWhole
            ? [
                edge(to, t("clearing.statement.moved"), "", [debit, credit]),
                edge(to, t("clearing.statement.closing"), closing),
              ]
            : []),
        ],
        cursor: isWhole ? null : "",
      }),
    isWhole
      ? null
      : {
          most: rows.length,
          cut: t("lists.cut", { most: formatOf(language).figure(rows.length) }),
        },
    form,
  );
}
