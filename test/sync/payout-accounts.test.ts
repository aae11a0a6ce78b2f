/** What a payout takes off for payments of orders, and what is said of it beside the ledger. */
import { expect, test } from "vitest";
import type { ClaimRef } from "../../src/sync/contract/runs.ts";
import { saveDocument } from "../../src/sync/tenant/journal/documents.ts";
import { hasPlansToMake, advancePlans } from "../../src/sync/tenant/payouts/plan/current.ts";
import { forRun } from "../../src/sync/tenant/payouts/run-questions.ts";
import { approve, one } from "../../src/sync/tenant/payouts/payouts.ts";
import * as store from "../../src/sync/tenant/payouts/payout-store.ts";
import { forget } from "../../src/sync/tenant/storage/memory.ts";
import { count, run } from "../../src/sync/tenant/storage/sql.ts";
import { cardShop, hand, invoiced, line, pay, PAYOUT, unpaid } from "./payouts.kit.ts";

const [SHORT, LONG] = [3, 301] as const;

test("a buyer who paid twice: one payment is registered, and the payout doesn't take it off twice", async () => {
  const { sql, context } = cardShop();
  invoiced(sql, 1, "125.00");
  await hand(context, [
    line(1, { fee: "0.00", net: "125.00" }),
    line(2, { reference: "1001", fee: "0.00", net: "125.00" }),
  ]);
  const seen = await one(context, PAYOUT);
  // 250.00 is credited on 1580, on which 125.00 was debited; nothing of it is shown as open.
  expect(seen?.plan).toMatchObject({
    kind: "held",
    reasons: [{ code: "payout-lines-unmatched" }],
  });
  expect(seen?.unmatched.map(({ id, why }) => [id, why])).toEqual([["l2", "paid"]]);
});

test("60.00 of 125.00 is registered, and two captures of 60.00 and 50.00 are paid out: held", async () => {
  const { sql, context } = cardShop();
  invoiced(sql, 1, "60.00");
  await hand(context, [
    line(1, { gross: "60.00", fee: "0.00", net: "60.00" }),
    line(2, { reference: "1001", gross: "50.00", fee: "0.00", net: "50.00" }),
  ]);
  expect((await one(context, PAYOUT))?.plan).toMatchObject({
    kind: "held",
    reasons: [{ code: "payout-invoice-account" }],
  });
});

test("nor two captures far apart in a long payout, planned in steps with the object gone in between", async () => {
  const { sql, context } = cardShop();
  invoiced(sql, 1, "60.00");
  const capture = (n: number, gross: string) =>
    line(n, { reference: "1001", gross, fee: "0.00", net: gross });
  const fees = Array.from({ length: 1_100 }, (_, n) =>
    line(10 + n, { kind: "fee", reference: null, paymentId: null, gross: "0.00", net: "-2.50" }),
  );
  const kindOf = async (second: string): Promise<string | undefined> => {
    await hand(context, [capture(1, "50.00"), ...fees, capture(2, second)], second);
    for (let steps = 0; hasPlansToMake(sql) && steps < 500; steps += 1) {
      await advancePlans(context);
      forget(sql);
    }
    return (await one(context, PAYOUT))?.plan.kind;
  };
  expect(await kindOf("10.00")).toBe("voucher");
  expect(await kindOf("10.01")).toBe("held");
});

test("nor do two payouts, and what one gives back the other may take", async () => {
  const { sql, context } = cardShop();
  invoiced(sql, 1, "60.00");
  await hand(context, [line(1, { gross: "50.00", fee: "0.00", net: "50.00" })]);
  const held = async () => (await one(context, PAYOUT))?.plan.kind === "held";
  expect(await held()).toBe(false);
  const other = { ...(store.byId(sql, PAYOUT) as store.StoredPayout), id: "other", approved: "m" };
  store.reserveLines(sql, other, [
    { line: "l9", off: null, paid: { at: "in order:1", cents: 1_001 } },
  ]);
  expect(await held()).toBe(true);
  store.releaseLines(sql, other, ["l9"]);
  expect(await held()).toBe(false);
});

test("a payment of the order whose outcome nobody knows, and which was given to a person: held", async () => {
  const { sql, context } = cardShop();
  invoiced(sql, 1, "50.00");
  run(
    sql,
    `UPDATE operations SET state = 'rejected', failure = NULL, attempt = 1, sent_at = 1
     WHERE key = 'order:1' AND role = 'payment'`,
  );
  await hand(context, [line(1, { gross: "50.00", fee: "0.00", net: "50.00" })]);
  // 75.00 or 125.00 remain: a payment of 50.00 fits either way, and may be the second one.
  expect((await one(context, PAYOUT))?.plan).toMatchObject({
    kind: "held",
    reasons: [{ code: "payout-invoice-account" }],
  });
});

test.each([SHORT, LONG])(
  "of %i lines: an order whose own payment came after the payout was planned: no line is claimed",
  async (size) => {
    const { sql, context } = cardShop();
    for (let n = 0; n < size; n += 1) unpaid(sql, n);
    await hand(
      context,
      Array.from({ length: size }, (_, n) => line(n, { fee: "0.00", net: "125.00" })),
    );
    const seen = await one(context, PAYOUT);
    const approved = await approve(context, PAYOUT, { mark: seen?.mark ?? "", actor: "x" });
    if (!approved.ok || approved.jobId === null) throw new Error("not approved");
    run(
      sql,
      "UPDATE jobs SET status = 'running', claim = 1, lease_until = ?",
      context.now() + 60_000,
    );
    const ref: ClaimRef = { tenantId: "t", jobId: approved.jobId, claimNo: 1 };
    expect(await forRun(context, ref, { ask: "plan" })).toMatchObject({ mark: seen?.mark });
    const lines = (): number => count(sql, "SELECT count(*) AS n FROM payout_line_ids");
    // Of the last line's order.
    pay(sql, size - 1, "125.00");
    expect(await forRun(context, ref, { ask: "claim" })).toEqual({ kind: "none" });
    expect(lines()).toBe(0);
    run(sql, "DELETE FROM operations WHERE kind = 'payment.create'");
    expect(await forRun(context, ref, { ask: "claim" })).toEqual({ kind: "claimed" });
    expect(lines()).toBe(size);
  },
);

test("a refund is paid back on credits that were booked after its payout was approved, too", async () => {
  const { sql, context } = cardShop();
  unpaid(sql, 0);
  const credit = (n: number): void =>
    saveDocument(
      sql,
      `order:${n}`,
      {
        role: "credit",
        n: 1,
        id: `c${n}`,
        number: `8${n}`,
        state: "live",
        sourceHash: null,
        ownedHash: null,
        credits: { original: "order:0", amount: "25.00" },
      },
      0,
    );
  credit(7);
  await hand(context, [
    line(0, { fee: "0.00", net: "125.00" }),
    line(1, { kind: "refund", gross: "-15.90", fee: "0.00", net: "-15.90", reference: "1000" }),
  ]);
  const seen = await one(context, PAYOUT);
  const approved = await approve(context, PAYOUT, { mark: seen?.mark ?? "", actor: "x" });
  if (!approved.ok || approved.jobId === null) throw new Error("not approved");
  run(
    sql,
    "UPDATE jobs SET status = 'running', claim = 1, lease_until = ?",
    context.now() + 60_000,
  );
  const ref: ClaimRef = { tenantId: "t", jobId: approved.jobId, claimNo: 1 };
  await forRun(context, ref, { ask: "plan" });
  const backOn = async () => {
    const answer = await forRun(context, ref, { ask: "dues", from: 0 });
    if (answer.kind !== "dues") throw new Error(answer.kind);
    return answer.dues.filter(({ on }) => on === "credit").map(({ documents }) => documents);
  };
  const [planned, since] = [
    { id: "c7", number: "87" },
    { id: "c10", number: "810" },
  ];
  expect(await backOn()).toEqual([[planned]]);
  credit(10);
  expect(await backOn()).toEqual([[planned, since]]);
});
