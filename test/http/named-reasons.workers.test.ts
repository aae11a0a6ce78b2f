/** Wherever a reason is read, it names a payment method as both systems do, not by its code. */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import { signedIn, plain } from "./browser.ts";
import { compared, comparisonView, order } from "./compared.ts";
import { jobView } from "./job-view.ts";

const why = reason("account-missing", {
  lookup: "clearingAccount",
  from: "CARD",
  line: null,
  country: null,
});
const names = {
  "asperion.paymentMethods": {
    entries: [{ id: "CARD", name: "Bank card", note: null }],
    readAt: 1,
    fault: null,
  },
};
const held = jobView({ outcome: "held", reasons: [why] });
const NAMED = "No account is set for payments (Bank card).";

async function list(read: () => unknown, job = held) {
  const { world, user } = await signedIn({
    "jobs.list": { jobs: [job], cursor: null },
    "reads.names": read,
  });
  const id = await world.makeTenant();
  return async (path: string) => (await user.go(`/admin/tenants/${id}/${path}`)).text;
}

test("the list of orders and its table name the payment method", async () => {
  const read = await list(() => names);
  expect(plain(await read("orders"))).toContain(NAMED);
  expect(await read("orders.csv")).toContain(NAMED);
});

test("a list without amounts, such as that of customers, names it too", async () => {
  const read = await list(() => names, { ...held, key: "debtor:7", flow: "customers" });
  expect(plain(await read("customers"))).toContain(NAMED);
  expect(await read("customers.csv")).toContain(NAMED);
});

test("the list is shown with the code where the names can't be read", async () => {
  const read = await list(() => {
    throw new Error("out of reach");
  });
  expect(plain(await read("orders"))).toContain("No account is set for payments (CARD).");
});

test("the reconciliation and its table name the payment method", async () => {
  const { user, id } = await compared({
    "reads.names": names,
    "reconciliation.view": () => ({
      ...comparisonView,
      orders: [order({ state: "held", why })],
      cursor: null,
    }),
  });
  const { text } = await user.go(`/admin/tenants/${id}/comparison?month=2026-11&state=held`);
  expect(plain(text)).toContain(NAMED);
  const range = "from=2026-11-20&to=2026-11-24";
  expect((await user.go(`/admin/tenants/${id}/comparison.csv?${range}`)).text).toContain(NAMED);
});
