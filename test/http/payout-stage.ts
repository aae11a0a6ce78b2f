/** A shop with one payout, for tests of its page. */
import type { PayoutLines, PayoutView } from "../../src/sync/contract/payouts.ts";
import { NO_SUMS } from "../../src/flows/payouts/sums.ts";
import { signedIn } from "./browser.ts";

const PAYOUT: PayoutView = {
  id: "p1",
  provider: "stripe",
  account: "",
  payout: "po_1",
  currency: "SEK",
  day: "2026-03-03",
  amount: "245.00",
  lines: 2,
  createdAt: 1,
  actor: "anna",
  approvedBy: null,
  differsAt: null,
  voucher: null,
  job: null,
  held: false,
  progress: null,
  sums: NO_SUMS,
  plan: {
    kind: "voucher",
    date: "2026-03-03",
    rows: [
      { role: "bank", account: 1930, debit: "245.00", credit: "0.00", of: "" },
      { role: "clearing", account: 1580, debit: "0.00", credit: "245.00", of: "card" },
    ],
  },
  mark: "m1",
  unmatched: [],
  matched: 2,
  overlaps: null,
  chosen: 1,
} as PayoutView;

const line = (at: number, by: "reference" | "person"): PayoutLines["rows"][number] => ({
  id: `l${at}`,
  at,
  day: "2026-03-02",
  kind: "sale",
  reference: null,
  gross: "122.50",
  fee: "0.00",
  net: "122.50",
  order: `100${at}`,
  by,
  why: null,
});

export async function shop(address: string, more: Partial<PayoutView> = {}) {
  const { world, user } = await signedIn(
    {
      "payouts.one": { ...PAYOUT, ...more },
      "payouts.lines": { page: 0, pages: 1, rows: [line(2, "reference"), line(3, "person")] },
      "payouts.filesOf": [],
      "payouts.choose": { ok: true, jobId: null },
      "payouts.discard": { ok: true, jobId: null },
      "reads.names": {},
    },
    address,
  );
  const id = await world.makeTenant();
  const at = `/admin/tenants/${id}/payouts/p1`;
  return {
    world,
    user,
    at,
    audited: async () => JSON.stringify((await world.api("GET", `/tenants/${id}/audit`)).body),
    asked: (method: string) =>
      world.tenants.calls.flatMap((call) => (call.method === method ? [call.args.slice(1)] : [])),
  };
}
