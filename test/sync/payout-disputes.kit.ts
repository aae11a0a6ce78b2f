/** A shop with one order, whose payouts are booked: their lines are its sale and its disputes. */
import { expect } from "vitest";
import type { PayoutLine } from "../../src/domain/payouts/lines.ts";
import { settingsSchema } from "../../src/settings/schema.ts";
import type { ClaimRef } from "../../src/sync/contract/runs.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import { hasPlansToMake, advancePlans } from "../../src/sync/tenant/payouts/plan/current.ts";
import { approve, one } from "../../src/sync/tenant/payouts/payouts.ts";
import { forRun } from "../../src/sync/tenant/payouts/run-questions.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { hand, known, line, payoutShop, settings } from "./payouts.kit.ts";

export const withDisputes = (chargebacks: "clearing" | "account", chargeback = "6064") =>
  settingsSchema.parse({
    ...settings,
    payouts: { ...settings.payouts, chargebacks, accounts: { chargeback } },
  });

/** A shop with an order of 125.00 on 1580, or on an invoice, and a way to book payouts. */
export function shop(isInvoice = false, rate: string | null = null) {
  const { sql, context, configure } = payoutShop();
  let version = 1;
  known(sql, 0);
  const voucher = {
    charged: "125.00",
    currency: "SEK",
    rate: rate === null ? null : ({ rate, by: "table", date: "2026-03-01" } as never),
    ledgerItem: null,
    clearing: { account: 1580, moved: "125.00", day: "2026-03-01", method: "7" },
  };
  const saved = { n: 1, number: null, state: "live", sourceHash: null, ownedHash: null } as const;
  const document = isInvoice
    ? ({ ...saved, role: "invoice", id: INVOICE } as const)
    : ({ ...saved, role: "voucher", id: "v 0", voucher } as const);
  journal.saveDocument(sql, "order:0", document, 1);
  /** A credit order of it, of 125.00. */
  const credit = (key = "order:1") => {
    const credits = { original: "order:0", amount: "125.00" };
    const clearing_ = { ...voucher.clearing, moved: "-125.00", of: "order:0" };
    const of = isInvoice
      ? ({ role: key === "order:0" ? "delta-credit" : "credit", id: CREDIT } as const)
      : ({
          role: "voucher-credit",
          id: "c 0",
          voucher: { ...voucher, clearing: clearing_ },
        } as const);
    journal.saveDocument(sql, key, { ...saved, ...of, credits }, 1);
  };
  /** The shop cancels it: its voucher is taken back. */
  const takeBack = () => {
    journal.saveDocument(sql, "order:0", { ...document, state: "gone" }, 2);
    journal.saveDocument(sql, "order:0", { ...saved, role: "voucher-reversal", id: "r 0" }, 2);
  };
  let n = 0;
  const staged = async (lines: readonly PayoutLine[]) => {
    n += 1;
    const id = `p${n}`;
    await hand(context, lines, `u${n}`, false, id);
    for (;;) {
      const found = await one(context, id);
      if (found === null) throw new Error("there is no payout");
      if (found.mark !== "" && !hasPlansToMake(sql)) return { id, found };
      await advancePlans(context);
    }
  };
  return {
    sql,
    context,
    staged,
    credit,
    takeBack,
    configure: (of: object) => configure((version += 1), of),
    book: async (...lines: readonly PayoutLine[]) => {
      const { id, found } = await staged(lines);
      const approved = await approve(context, id, { mark: found.mark, actor: "x" });
      if (!approved.ok || approved.jobId === null) throw new Error("not approved");
      run(
        sql,
        "UPDATE jobs SET status = 'running', claim = 1, lease_until = ? WHERE id = ?",
        context.now() + 9_999,
        approved.jobId,
      );
      const ref: ClaimRef = { tenantId: "t", jobId: approved.jobId, claimNo: 1 };
      expect(await forRun(context, ref, { ask: "plan" })).toMatchObject({ approved: found.mark });
      expect(await forRun(context, ref, { ask: "claim" })).toEqual({ kind: "claimed" });
      run(
        sql,
        `INSERT INTO documents (key, role, n, id, state, updated_at)
         VALUES (?, 'payout', 1, ?, 'live', 1)`,
        `payout:${id}`,
        `v${id}`,
      );
      run(
        sql,
        "UPDATE jobs SET status = 'done', outcome = 'booked', over = 1 WHERE id = ?",
        approved.jobId,
      );
      return found.plan.kind === "voucher"
        ? found.plan.rows.map(
            ({ role, account, debit, credit }) => `${role} ${account} ${debit} ${credit}`,
          )
        : found.plan.reasons;
    },
  };
}

const INVOICE = "00000000-0000-4000-8000-00000000001a";
const CREDIT = "00000000-0000-4000-8000-00000000001c";

let lines = 0;
export const ofOrder = (kind: PayoutLine["kind"], gross: string): PayoutLine => {
  lines += 1;
  return line(0, { id: `x${lines}`, at: 2, kind, gross, fee: "0.00", net: gross });
};
export const sale = () => ofOrder("sale", "125.00");
export const lost = (gross = "-125.00") => ofOrder("chargeback", gross);
export const won = (gross = "125.00") => ofOrder("chargeback-reversed", gross);
export const refund = (gross = "-125.00") => ofOrder("refund", gross);
export const fees = (count: number): readonly PayoutLine[] =>
  Array.from({ length: count }, () => ofOrder("fee", "0.00")).map((one_) => ({
    ...one_,
    reference: null,
    paymentId: null,
    fee: "1.00",
    net: "-1.00",
  }));
