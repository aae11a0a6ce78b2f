/** What the sheet of a skip says that the skip counts as, for a payout and for kept money. */
import { expect, test } from "vitest";
import { reason, type Reason } from "../../src/domain/reasons/index.ts";
import { signedIn } from "./browser.ts";
import { jobView } from "./job-view.ts";
import { healthOf } from "./world.ts";

const KEPT = reason("cancelled-money-kept", {
  number: "A2",
  paid: "125.00",
  stands: "account",
  account: "1510",
});
const PERHAPS = reason("refund-perhaps-by-payout", { due: "15.90", paid: "15.90", number: "57" });
const REFUND = "A refund that a payout may have registered";
const PAYOUT = "A skipped payout counts as booked by hand";
const MONEY = "counts as refunded elsewhere and booked by hand";

test("the skip of a payout, and of an order whose money is kept, say what they count as", async () => {
  const { world, user } = await signedIn(
    { "reads.names": {}, "monitoring.health": (id: string) => healthOf(id), "jobs.label": "1001" },
    "203.0.113.246",
  );
  const id = await world.makeTenant();
  const sheet = async (flow: "orders" | "payouts", reasons: readonly Reason[]) => {
    const key = flow === "orders" ? "order:1" : "payout:p1";
    const job = jobView({ id: "j1", key, flow, outcome: "held", reasons, updatedAt: 2 });
    world.tenants.answers["jobs.wouldSkip"] = [{ job, stops: null, documents: [] }];
    const csrf = await user.csrf(`/admin/tenants/${id}/settings`);
    const { text } = await user.post(`/admin/tenants/${id}/orders/j1/skip`, { csrf, note: "done" });
    return [PAYOUT, MONEY, REFUND].filter((one) => text.includes(one));
  };
  expect(await sheet("payouts", [])).toEqual([PAYOUT]);
  expect(await sheet("orders", [KEPT])).toEqual([MONEY]);
  expect(await sheet("orders", [PERHAPS])).toEqual([REFUND]);
  expect(await sheet("orders", [])).toEqual([]);
});
