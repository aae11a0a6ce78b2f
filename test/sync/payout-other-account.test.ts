/**
 * The account at the provider is typed with a file, or nobody says it: the same money that was read
 * under two names of the account is booked once.
 */
import { describe, expect, test } from "vitest";
import { type PayoutHead, payoutKey } from "../../src/domain/payouts/lines.ts";
import { gzip } from "../../src/store/seal.ts";
import type { ClaimRef } from "../../src/sync/contract/runs.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { saveDocument } from "../../src/sync/tenant/journal/documents.ts";
import { forRun } from "../../src/sync/tenant/payouts/run-questions.ts";
import * as store from "../../src/sync/tenant/payouts/payout-store.ts";
import { approve, discard, list, one, stage } from "../../src/sync/tenant/payouts/payouts.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { line, order, payoutShop } from "./payouts.kit.ts";

const COUNT = 3;
const LINES = Array.from({ length: COUNT }, (_, n) => line(n));

type Read = Pick<PayoutHead, "provider" | "account"> & { readonly payout?: string };

/** A payout of the three lines, as it was read under this account; its id. */
async function staged(context: TenantContext, { provider, account, payout = "po_1" }: Read) {
  const of = { provider, account, payout, currency: "SEK" };
  const head: PayoutHead = { ...of, day: "2026-03-03", stated: null };
  const id = payoutKey(head);
  const bytes = await gzip(Uint8Array.from(new TextEncoder().encode(JSON.stringify(LINES))));
  store.addLines(context.sql, { upload: id, slot: "s", part: 0, bytes });
  const read = { id, slot: "s", head, amount: "367.50", lines: COUNT, digest: "d", said: "d" };
  await stage(context, id, [read], "x");
  return id;
}

async function approved(context: TenantContext, id: string, isOther = false) {
  return approve(context, id, { mark: (await one(context, id))?.mark ?? "", actor: "x", isOther });
}

/** What the claim of its run answers. */
async function claimed(context: TenantContext, id: string, isOther?: boolean): Promise<string> {
  const { sql } = context;
  const done = await approved(context, id, isOther);
  if (!done.ok || done.jobId === null) throw new Error(JSON.stringify(done));
  run(
    sql,
    "UPDATE jobs SET status = 'running', claim = 1, lease_until = ? WHERE id = ?",
    context.now() + 60_000,
    done.jobId,
  );
  const ref: ClaimRef = { tenantId: "t", jobId: done.jobId, claimNo: 1 };
  expect((await forRun(context, ref, { ask: "plan" })).kind).toBe("plan");
  const answer = await forRun(context, ref, { ask: "claim" });
  run(sql, "UPDATE jobs SET status = 'done', over = 1 WHERE id = ?", done.jobId);
  return answer.kind;
}

async function booked(context: TenantContext, id: string): Promise<void> {
  expect(await claimed(context, id)).toBe("claimed");
  const of = { role: "payout", n: 1, state: "live", ownedHash: null } as const;
  const document = { ...of, id: `v-${id}`, number: "A1", sourceHash: "compared" };
  saveDocument(context.sql, store.keyOf(id), document, context.now());
}

function shop() {
  const made = payoutShop();
  for (let n = 0; n < COUNT; n += 1) order(made.sql, n);
  return made;
}

const heldIn = async (context: TenantContext, id: string) =>
  (await list(context)).find((payout) => payout.id === id)?.held;

describe.each(["stripe", "mollie", "klarna", "paypal"] as const)("%s", (provider) => {
  test.each([
    ["the account typed, then none", "Main", ""],
    ["none, then the account typed", "", "Main"],
  ])("%s: its lines are the same lines, and the second isn't approved", async (_, a, b) => {
    const { context } = shop();
    await booked(context, await staged(context, { provider, account: a }));
    const second = await staged(context, { provider, account: b });
    expect(await one(context, second)).toMatchObject({
      overlaps: { count: COUNT, payout: "po_1" },
      otherAccount: { payout: "po_1", account: a },
    });
    expect(await heldIn(context, second)).toBe(true);
    expect(await approved(context, second, true)).toEqual({ ok: false, why: "overlaps" });
  });

  test("both approved before either is claimed: the second gets none of the lines", async () => {
    const { context } = shop();
    const first = await staged(context, { provider, account: "Main" });
    const second = await staged(context, { provider, account: "", payout: "po_2" });
    const both = [await approved(context, first), await approved(context, second)];
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await claimed(context, first)).toBe("claimed");
    const { jobId } = both[1] as { readonly jobId: string };
    run(context.sql, "UPDATE jobs SET status = 'running', claim = 1 WHERE id = ?", jobId);
    const ref: ClaimRef = { tenantId: "t", jobId, claimNo: 1 };
    await forRun(context, ref, { ask: "plan" });
    expect(await forRun(context, ref, { ask: "claim" })).toMatchObject({
      kind: "overlaps",
      count: COUNT,
      payout: "po_1",
    });
  });
});

describe("a file whose ids may be one account's alone", () => {
  test("the same payout under another account is told, and approved by a word of its own", async () => {
    const { context } = shop();
    const first = await staged(context, { provider: "other", account: "Main" });
    await booked(context, first);
    const second = await staged(context, { provider: "other", account: "" });
    expect((await one(context, second))?.overlaps).toBeNull();
    expect((await one(context, second))?.otherAccount).toEqual({
      id: first,
      payout: "po_1",
      account: "Main",
    });
    expect(await heldIn(context, second)).toBe(true);
    expect(await approved(context, second)).toEqual({ ok: false, why: "other-account" });
    expect(await claimed(context, second, true)).toBe("claimed");
  });

  test("so are lines of another payout under another account", async () => {
    const { context } = shop();
    const first = await staged(context, { provider: "other", account: "Main" });
    await booked(context, first);
    const second = await staged(context, { provider: "other", account: "", payout: "po_2" });
    expect((await one(context, second))?.otherAccount).toMatchObject({ id: first });
    expect(await approved(context, second)).toEqual({ ok: false, why: "other-account" });
  });

  test("lines that another payout booked after the approval aren't booked by it", async () => {
    const { context } = shop();
    const first = await staged(context, { provider: "other", account: "Main" });
    const second = await staged(context, { provider: "other", account: "", payout: "po_2" });
    const { jobId } = (await approved(context, second)) as { readonly jobId: string };
    await booked(context, first);
    run(context.sql, "UPDATE jobs SET status = 'running', claim = 1 WHERE id = ?", jobId);
    const answer = await forRun(context, { tenantId: "t", jobId, claimNo: 1 }, { ask: "plan" });
    if (answer.kind !== "plan") throw new Error(answer.kind);
    // Held as `payout-changed`: its run books what was approved, or nothing.
    expect(answer.mark).not.toBe(answer.approved);
  });

  test("one of the two is removed: the other is approved as any", async () => {
    const { context } = shop();
    const first = await staged(context, { provider: "other", account: "Main" });
    const second = await staged(context, { provider: "other", account: "" });
    expect(await approved(context, first)).toEqual({ ok: false, why: "other-account" });
    expect(discard(context, second).ok).toBe(true);
    expect((await approved(context, first)).ok).toBe(true);
  });
});

test.each(["swish", "adyen"] as const)(
  "two accounts that the file of %s names stay two, whatever they call the same",
  async (provider) => {
    const { context } = shop();
    await booked(context, await staged(context, { provider, account: "SE1", payout: "17" }));
    const second = await staged(context, { provider, account: "SE2", payout: "17" });
    const shown = await one(context, second);
    expect([shown?.overlaps, shown?.otherAccount]).toEqual([null, undefined]);
    expect(await claimed(context, second)).toBe("claimed");
  },
);

test("another provider's lines are its own, also where its name begins alike", async () => {
  const { sql, context } = shop();
  const LIKE = "INSERT INTO payout_line_ids (source, line, payout) VALUES (?, 'l0', 'x')";
  for (const source of ["stripe-like/", "stripd/", "stripe0", "mollie/a"]) run(sql, LIKE, source);
  const first = await staged(context, { provider: "stripe", account: "" });
  expect((await one(context, first))?.overlaps).toBeNull();
  expect(await claimed(context, first)).toBe("claimed");
});
