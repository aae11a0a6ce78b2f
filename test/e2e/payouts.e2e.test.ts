/**
 * Payouts end to end: a file is uploaded, its posting is looked at, a person approves it, and the
 * ledger has one voucher that is the payout, whatever happens to files, uploads, runners and
 * connections around it.
 */
import { describe, expect, test } from "vitest";
import { type FilePayout, paidOut, point, WRITE } from "../sandbox/settlement-files.ts";
import type { Json } from "../support/bridge.ts";
import { codesOf } from "../support/orders.ts";
import { bridge, tenant, useVouchers } from "../support/vouchers-set-up.ts";
import { COALESCE, LEASE } from "../support/write-cases.ts";
import type { RunnerMethod } from "../support/runner-calls.ts";
import { byText } from "../support/sorted.ts";
import {
  at,
  fresh,
  look,
  LOOKUPS,
  sale,
  settle,
  sold,
  staged,
  upload,
  vouchersOf,
} from "./payout-files.ts";

useVouchers();

const MINUTE = 60_000;
/** After the last look. */
const LATE = 20 * MINUTE;
async function approve(id: unknown): Promise<void> {
  const { mark } = await look(id);
  await bridge.ask("POST", `${at(id)}/approve`, { mark });
}

/** Debit less credit, by account. */
const moved = (voucher: Json | undefined): Json =>
  Object.fromEntries(
    ((voucher?.["Rows"] ?? []) as readonly Json[]).map((row) => [
      String(row["AccountNumber"]),
      (Number(row["DebitAmount"]) - Number(row["CreditAmount"])).toFixed(2),
    ]),
  );

const done = async (id: string) => (await bridge.resolved(tenant, `payout:${id}`)).job;

async function ready(): Promise<{ readonly id: string; readonly payout: FilePayout }> {
  await settle();
  const payout = { id: fresh(), day: "2026-03-02", lines: [sale(await sold())] };
  return { id: await staged(payout), payout };
}

async function expectOnce({ id, payout }: Awaited<ReturnType<typeof ready>>): Promise<void> {
  const job = await done(id);
  expect([job.status, job.outcome]).toEqual(["done", "booked"]);
  const vouchers = await vouchersOf(payout.id);
  expect(vouchers.map(moved)).toEqual([
    { "1930": point(paidOut(payout)), "6570": "2.50", "1580": "-125.00" },
  ]);
  expect((await look(id))["voucher"]).toMatchObject({ number: expect.any(String) });
}

test("what was approved is what is booked, once: bank, fee and clearing", async () => {
  const made = await ready();
  const shown = await look(made.id);
  expect([shown["held"], shown["matched"], shown["unmatched"]]).toEqual([[], 1, []]);
  expect(await vouchersOf(made.payout.id)).toEqual([]);
  await approve(made.id);
  await expectOnce(made);
  const again = await bridge.api("POST", `${at(made.id)}/approve`, { mark: shown["mark"] });
  expect([again.status, again.body["kind"]]).toEqual([409, "payout-booked"]);
  expect((await bridge.api("DELETE", at(made.id))).status).toBe(409);
});

test("the same file again, under another name and in other rows, is the same payout", async () => {
  await settle();
  const lines = [sale(await sold()), sale(await sold(), { fee: 100 })];
  const payout = { id: fresh(), day: "2026-03-02", lines };
  const id = await staged(payout);
  const rows = WRITE.stripe([payout]).split("\n");
  const turned = [rows[0], ...rows.slice(1).toReversed()].join("\n");
  expect((await upload(turned)).payouts).toMatchObject([{ id, as: "same" }]);
  await approve(id);
  expect((await done(id)).outcome).toBe("booked");
  expect((await upload(turned)).payouts).toMatchObject([{ id, as: "same" }]);
  expect(await vouchersOf(payout.id)).toHaveLength(1);
});

test("two uploads at once are one payout, and two approvals at once one voucher", async () => {
  await settle();
  const payout = { id: fresh(), day: "2026-03-02", lines: [sale(await sold())] };
  const both = await Promise.all([upload([payout]), upload([payout])]);
  expect(both.map(({ payouts }) => String(payouts[0]?.["as"])).toSorted(byText)).toEqual([
    "new",
    "same",
  ]);
  const id = String(both[0]?.payouts[0]?.["id"]);
  const { mark } = await look(id);
  const answers = await Promise.all([
    bridge.api("POST", `${at(id)}/approve`, { mark }),
    bridge.api("POST", `${at(id)}/approve`, { mark }),
  ]);
  expect(answers.map(({ status }) => status)).toContain(202);
  await expectOnce({ id, payout });
});

test("a corrected file takes the place of the first, until it is booked; then it is shown alone", async () => {
  const { id, payout } = await ready();
  const { mark } = await look(id);
  const corrected = {
    ...payout,
    lines: payout.lines.map((line) => ({ ...line, fee: 300 })),
  };
  expect((await upload([corrected])).payouts).toMatchObject([{ id, as: "corrected" }]);
  const stale = await bridge.api("POST", `${at(id)}/approve`, { mark });
  expect([stale.status, stale.body["kind"]]).toEqual([409, "payout-changed"]);
  await approve(id);
  expect((await done(id)).outcome).toBe("booked");
  expect((await upload([payout])).payouts).toMatchObject([{ id, as: "differs" }]);
  expect(await look(id)).toMatchObject({ differs: true, amount: "122.00" });
  expect(await vouchersOf(payout.id)).toHaveLength(1);
});

test("a line that another payout has booked is never booked again", async () => {
  const first = await ready();
  await approve(first.id);
  await expectOnce(first);
  const other = { id: fresh(), day: "2026-03-03", lines: [sale(await sold())] };
  const [ours] = WRITE.stripe([first.payout]).split("\n").slice(1);
  const text = `${WRITE.stripe([other])}\n${String(ours).replace(first.payout.id, other.id)}`;
  const { payouts } = await upload(text);
  const id = String(payouts[0]?.["id"]);
  expect((await look(id))["overlaps"]).toEqual({ count: 1, payout: first.payout.id });
  const refused = await bridge.api("POST", `${at(id)}/approve`, { mark: (await look(id))["mark"] });
  expect([refused.status, refused.body["kind"]]).toEqual([409, "payout-overlaps"]);
  expect(await vouchersOf(other.id)).toEqual([]);
});

test("an order that isn't known holds the payout; a person chooses it by its number", async () => {
  await settle();
  const number = await sold();
  const payout = { id: fresh(), day: "2026-03-02", lines: [sale("NOBODY-77")] };
  const id = await staged(payout);
  const shown = await look(id);
  expect((shown["held"] as readonly Json[]).map(({ code }) => code)).toEqual([
    "payout-lines-unmatched",
  ]);
  const refused = await bridge.api("POST", `${at(id)}/approve`, { mark: shown["mark"] });
  expect(refused.body["kind"]).toBe("payout-held");
  const [line] = shown["unmatched"] as readonly Json[];
  expect(line?.["suggestions"]).toBeInstanceOf(Array);
  const wrong = { line: line?.["id"], order: "NOBODY-78" };
  expect((await bridge.api("POST", `${at(id)}/match`, wrong)).body["kind"]).toBe("payout-no-order");
  await bridge.ask("POST", `${at(id)}/match`, { line: line?.["id"], order: number });
  await approve(id);
  await expectOnce({ id, payout });
});

test("without a VAT treatment of its fees a payout is held, and nothing is booked", async () => {
  const { id, payout } = await ready();
  await bridge.reconfigure(tenant, { lookups: { ...LOOKUPS, payoutFeeVat: {} } });
  const shown = await look(id);
  expect((shown["held"] as readonly Json[]).map(({ code }) => code)).toEqual([
    "payout-fee-vat-missing",
  ]);
  expect((await bridge.api("POST", `${at(id)}/approve`, { mark: shown["mark"] })).status).toBe(409);
  expect(await vouchersOf(payout.id)).toEqual([]);
});

test("settings that change after the approval hold the payout", async () => {
  const { id, payout } = await ready();
  await bridge.break({
    crash: { method: "begin", nth: 1, when: "before", seen: 0, key: `payout:${id}` },
  });
  await approve(id);
  await bridge.until(async () => (await bridge.broken())["crash"] === null, "the runner died");
  await bridge.reconfigure(tenant, { lookups: { ...LOOKUPS, payoutFee: { default: "3740" } } });
  await bridge.advance(LEASE);
  const job = await done(id);
  expect([job.outcome, codesOf(job)]).toEqual(["held", ["payout-changed"]]);
  expect(await vouchersOf(payout.id)).toEqual([]);
});

test("a file that is refused leaves nothing behind", async () => {
  await settle();
  const payout = { id: fresh(), day: "2026-03-02", lines: [sale(await sold())] };
  const { refused, payouts } = await upload(`${WRITE.stripe([payout])}\n${payout.id},cut`);
  expect([refused?.["code"], payouts]).toEqual(["settlement-line-cut", []]);
  const { payouts: listed } = await bridge.ask("GET", `/tenants/${tenant.id}/payouts`);
  expect((listed as readonly Json[]).map((one) => one["payout"])).not.toContain(payout.id);
});

test("a long file says how far it is; its plan outlives the object, and is booked as it was seen", async () => {
  await settle({ unmatched: "account", accounts: { unmatched: "3740" } });
  const nobody = Array.from({ length: 1_400 }, (_, at) => sale(`NOBODY-${at}`));
  const payout = { id: fresh(), day: "2026-03-02", lines: [sale(await sold()), ...nobody] };
  const both = await Promise.all([upload([payout]), upload([payout])]);
  const id = String(both[0]?.payouts[0]?.["id"]);
  await bridge.evict(tenant);
  let shown = await look(id);
  const isMade = async () => (shown = await look(id))["mark"] !== "";
  await bridge.until(isMade, "the plan is made");
  expect([shown["matched"], (shown["unmatched"] as readonly Json[]).length]).toEqual([1, 100]);
  await approve(id);
  expect((await done(id)).outcome).toBe("booked");
  expect((await vouchersOf(payout.id)).map(moved)).toEqual([
    { "1930": point(paidOut(payout)), "6570": "3502.50", "1580": "-125.00", "3740": "-175000.00" },
  ]);
});

const until = async (id: string, method: RunnerMethod, when: "before" | "after"): Promise<void> => {
  await bridge.break({ crash: { method, nth: 1, when, seen: 0, key: `payout:${id}` } });
  await approve(id);
  await bridge.until(
    async () => (await bridge.broken())["crash"] === null,
    `the runner died ${when} ${method}`,
  );
};

describe("a runner that dies", () => {
  test("before its write is journaled", async () => {
    const made = await ready();
    await until(made.id, "begin", "before");
    await bridge.advance(LEASE);
    await expectOnce(made);
  });

  test("once its write is journaled, and not sent: a person is asked", async () => {
    const made = await ready();
    await until(made.id, "begin", "after");
    await bridge.evict(tenant);
    await bridge.advance(LEASE);
    const job = await done(made.id);
    expect([job.outcome, codesOf(job)]).toEqual(["needs-attention", ["in-doubt-needs-person"]]);
    expect(await vouchersOf(made.payout.id)).toEqual([]);
  });

  test("once its write is done, and its answer not recorded", async () => {
    const made = await ready();
    await until(made.id, "complete", "before");
    await bridge.advance(LEASE);
    await expectOnce(made);
  });

  test("after all was recorded", async () => {
    const made = await ready();
    await until(made.id, "complete", "after");
    await bridge.evict(tenant);
    await bridge.advance(LEASE);
    await expectOnce(made);
  });
});

test("a limit of the vendor is waited for, and it is booked once", async () => {
  const made = await ready();
  await bridge.fault("eaccounting", {
    route: "POST /v2/vouchers",
    kind: "status",
    status: 429,
    headers: { "retry-after": "2" },
    times: 2,
  });
  const calls = await bridge.counting(async () => {
    await approve(made.id);
    await expectOnce(made);
  });
  expect(calls["POST /v2/vouchers"]).toBe(3);
  expect((await bridge.ask("GET", `/tenants/${tenant.id}/clearing`))["agrees"]).toBe(true);
});

describe("a connection that is cut", () => {
  test("after the vendor committed: found by its text", async () => {
    const made = await ready();
    await bridge.fault("eaccounting", { route: "POST /v2/vouchers", kind: "commit-then-drop" });
    await until(made.id, "park", "after");
    await bridge.advance(LEASE);
    await expectOnce(made);
  });

  test("before it reached the vendor: a person is asked, and only a person's retry books it", async () => {
    const made = await ready();
    await bridge.fault("eaccounting", { route: "POST /v2/vouchers", kind: "drop" });
    await approve(made.id);
    const job = await done(made.id);
    expect([job.outcome, codesOf(job)]).toEqual(["needs-attention", ["in-doubt-needs-person"]]);
    expect(await vouchersOf(made.payout.id)).toEqual([]);
    await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/retry`);
    await expectOnce(made);
  });

  test("and a commit that comes after the last look: a person's retry finds it", async () => {
    const made = await ready();
    // What comes late needs a token that still holds then: the next call has a new one.
    await bridge.advance(60 * MINUTE);
    await bridge.fault("eaccounting", {
      route: "POST /v2/vouchers",
      kind: "late-commit",
      ms: LATE,
    });
    await approve(made.id);
    const job = await done(made.id);
    expect(job.outcome).toBe("needs-attention");
    await bridge.advance(LATE);
    const calls = await bridge.counting(async () => {
      await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/retry`);
      await bridge.advance(COALESCE);
      await expectOnce(made);
    });
    expect(calls["POST /v2/vouchers"]).toBeUndefined();
  });
});
