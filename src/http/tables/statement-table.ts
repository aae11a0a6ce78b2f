/** The statement of a clearing account as a table, in the reader's language and form. */
import type { Language } from "../../domain/language.ts";
import { messagesOf } from "../../messages/index.ts";
import type { ClearingStatement } from "../../sync/contract/clearing-statement.ts";
import { csvFormOf, csvOf } from "./csv.ts";

/** `read`: a page of it, from 0; the caller has reached the tenant. */
export function statementTable(
  language: Language,
  read: (page: number) => Promise<ClearingStatement>,
): ReadableStream<Uint8Array> {
  const { t } = messagesOf(language);
  const form = csvFormOf(language);
  const figure = (of: string): string => of.replace(".", form.decimal);
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
    async (cursor) => {
      const found = await read(Number(cursor ?? "0"));
      const { page, pages, from, to, opening, closing, debit, credit } = found;
      const currency = found.currency ?? "";
      const edge = (day: string, name: string, balance: string, sides = ["", ""]) => [
        day,
        "",
        "",
        name,
        "",
        ...[...sides, balance].map(figure),
        currency,
      ];
      const rows = found.movements.map((one) => [
        one.day,
        one.waits ? t("clearing.ledger.waiting") : (one.document ?? ""),
        one.order === null ? "" : (one.order.number ?? one.order.key.slice("order:".length)),
        t(`clearing.statement.kinds.${one.what}`),
        one.payout?.payout ?? "",
        ...[one.debit, one.credit, one.balance].map(figure),
        currency,
      ]);
      const isLast = page >= pages - 1;
      return {
        rows: [
          ...(page === 0 ? [edge(from, t("clearing.statement.opening"), opening)] : []),
          ...rows,
          ...(isLast
            ? [
                edge(to, t("clearing.statement.moved"), "", [debit, credit]),
                edge(to, t("clearing.statement.closing"), closing),
              ]
            : []),
        ],
        cursor: isLast ? null : String(page + 1),
      };
    },
    null,
    form,
  );
}
