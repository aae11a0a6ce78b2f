/**
 * Completeness: both sides compared over the real runtime. What nobody told of is taken up, what is
 * too much is told.
 */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { codesOf, companyBuyer, mug, privateBuyer, rowsOf } from "../support/orders.ts";
import { addsUp, type Compared, type Part } from "../support/compared.ts";
import { ADMIN_TOKEN } from "../support/test-env.ts";
import { DAY, lineAt } from "../support/sweeps.ts";
import { byText } from "../support/sorted.ts";

let bridge: Bridge;
let tenant: Tenant;
let n = 0;
const MINUTE = 60_000;
const COMPANY = "Compared AB";

type Placed = Json & { id: number; orderNumber: string };
const place = (change: Json = {}): Promise<Placed> =>
  bridge.place({ ...companyBuyer(`Proof${(n += 1)}`), lines: [mug(2)], ...change });
const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

beforeAll(async () => {
  bridge = await Bridge.startFast({ TIMINGS: JSON.stringify({ vendorTimeoutMs: 2_000 }) });
  tenant = await bridge.tenant({
    company: COMPANY,
    orders: { startLine: await lineAt(bridge, -2 * DAY), statuses: [2, 4] },
  });
});

afterEach(() => bridge.control("eaccounting", "DELETE", "/faults"));

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

async function range(): Promise<{ from: string; to: string }> {
  const now = await bridge.now();
  return { from: day(now - 5 * DAY), to: day(now + DAY) };
}

/** Compares, waits until what was taken up is over, and answers what is known then. */
async function compared(): Promise<Compared> {
  const days = await range();
  const { jobId } = await bridge.ask("POST", `/tenants/${tenant.id}/reconciliation`, days);
  await bridge.finished(tenant, String(jobId));
  return answer();
}

const answer = async (): Promise<Compared> =>
  (await bridge.ask(
    "GET",
    `/tenants/${tenant.id}/reconciliation?${new URLSearchParams(await range())}`,
  )) as Compared;
const stateOf = (seen: Compared, order: { id: number }): string | undefined =>
  seen.orders.find(({ id }) => id === order.id)?.state;
const alerts = async (): Promise<readonly Json[]> =>
  ((await bridge.ask("GET", `/tenants/${tenant.id}/alerts`))["alerts"] as readonly Json[]).filter(
    (alert) => String(alert["code"]).startsWith("reconciliation"),
  );
const openAlerts = async (): Promise<readonly unknown[]> =>
  (await alerts()).filter((alert) => alert["resolvedAt"] === null).map((alert) => alert["code"]);

test("every order of the days has one state; what nobody told of is booked by the next look, and both sides add up per rate", async () => {
  const stamp = async (days: number): Promise<string> =>
    new Date((await bridge.now()) - days * DAY).toISOString().slice(0, 19);
  const booked = await place();
  const person = await bridge.place({ ...privateBuyer("Proof private"), lines: [mug(3)] });
  const skipped = await place({ status: 1 });
  const held = await place({ lines: [{ articleCode: "NOT-THERE", quantity: 1 }] });
  const before = await place({ date: await stamp(4) });
  const untold = await place();
  for (const order of [booked, person, skipped, held]) await bridge.book(tenant, order.id);
  await bridge.advance(MINUTE);

  const first = await compared();
  expect(
    [booked, person, skipped, held, before, untold].map((order) => stateOf(first, order)),
  ).toEqual(["booked", "booked", "skipped", "held", "before-start", "waiting"]);
  expect(
    codesOf({
      reasons: (await bridge.jobs(tenant.id, { key: "reconciliation" }))[0]?.reasons ?? [],
    }),
  ).toContain("reconciliation-took-up");
  await bridge.resolved(tenant, `order:${untold.id}`);
  expect(await bridge.ordersOf(untold.orderNumber, COMPANY)).toHaveLength(1);

  const second = await compared();
  expect(stateOf(second, untold)).toBe("booked");
  expect(second.findings).toEqual([]);
  expect(await openAlerts()).toEqual([]);
  // Kept by day in D1, behind the object by a moment.
  await bridge.until(
    async () => (await answer()).days.some(({ states }) => states["booked"] === 3),
    "the day's sums are kept",
  );
  const { totals, states } = (await answer()).days.find((one) => one.states["booked"] === 3) ?? {
    totals: { gross: [], rates: [] },
    states: {},
  };
  expect(states).toMatchObject({ skipped: 1, held: 1, waiting: 0, "in-doubt": 0 });
  expect(
    totals.gross.map(({ currency, orders, source, ledger }) => [
      currency,
      orders,
      source === ledger,
    ]),
  ).toEqual([["SEK", 4, true]]);
  const [rate] = totals.rates as readonly {
    rate: string;
    source: { vat: string };
    ledger: { vat: string };
  }[];
  expect([rate?.rate, rate?.source.vat]).toEqual(["0.25", rate?.ledger.vat]);
});

test("a discount of the whole order and a cent of rounding leave no figure unexplained: each rate is told, and the cent beside its order", async () => {
  const line = { articleCode: "MUG", description: "Mug", quantity: 1, vatPercentage: 25 };
  const discounted = await place({
    lines: [
      mug(3),
      { lineType: "Shipping", description: "Sending", quantity: 1, price: 50, vatPercentage: 0 },
    ],
    discountPercentage: 5,
  });
  const cent = await bridge.place({
    ...privateBuyer("Proof cent"),
    pricesIncludeVat: true,
    lines: [0, 1, 2].map(() => ({ ...line, price: 33.33 })),
  });
  await bridge.book(tenant, discounted.id);
  // The shop's VAT is the sum of its lines, 20.01. Rounded once, the ledger's is 20.00.
  await bridge.control("eaccounting", "PUT", "/switches", { vatRounding: "rate" });
  await bridge.book(tenant, cent.id);
  const seen = await compared();
  expect([discounted, cent].map((order) => stateOf(seen, order))).toEqual(["booked", "booked"]);
  const notesOf = (order: { id: number }) =>
    ((seen.orders.find(({ id }) => id === order.id)?.["notes"] ?? []) as readonly Json[]).map(
      ({ code, text }) => [code, text],
    );
  expect(notesOf(cent)).toEqual([
    ["rounding-difference", expect.stringMatching(/differs by -0\.01 SEK: .* once per document/)],
    ["vat-method-difference", expect.stringContaining("VAT at 25%: ")],
  ]);
  await bridge.until(
    async () => (await answer()).days.some(({ states }) => (states["booked"] ?? 0) >= 5),
    "the day's sums are kept",
  );
  const { rates } = (await answer()).days.find(({ states }) => (states["booked"] ?? 0) >= 5)
    ?.totals ?? { rates: [] };
  expect(rates.map(({ rate }) => rate)).toEqual(["0", "0.25"]);
});

test("the table for spreadsheets has a line an order", async () => {
  const response = await bridge.fetch(
    `/api/v1/tenants/${tenant.id}/reconciliation.csv?${new URLSearchParams(await range())}`,
    { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } },
  );
  expect(response.headers.get("content-type")).toContain("text/csv");
  const lines = (await response.text()).trim().split("\r\n");
  expect(lines[0]).toContain("date,order,id,state");
  expect(lines).toHaveLength((await answer()).orders.length + 1);
});

test("a first attempt that commits after 50 minutes, too late for every look-up, is found the same night and told until it is put right", async () => {
  const warm = await place();
  await bridge.book(tenant, warm.id);
  await bridge.fault("eaccounting", {
    route: "POST /v2/orders",
    kind: "late-commit",
    ms: 50 * MINUTE,
  });
  const order = await place({
    emailAddress: warm["emailAddress"],
    companyName: warm["companyName"],
  });
  await bridge.webhook(tenant, order.id);
  await bridge.resolved(tenant, `order:${order.id}`);
  // It was sent again, and the look after that is over.
  expect(await bridge.ordersOf(order.orderNumber, COMPANY)).toHaveLength(1);
  await bridge.advance(25 * MINUTE);
  const both = await bridge.ordersOf(order.orderNumber, COMPANY);
  expect(both).toHaveLength(2);

  // The night comes by itself.
  await bridge.advance(DAY);
  await bridge.until(async () => (await alerts()).length > 0, "the night has found it");
  const [alert] = await alerts();
  expect([alert?.["code"], String(alert?.["text"]).includes(order.orderNumber)]).toEqual([
    "reconciliation-twice",
    true,
  ]);
  expect(String(alert?.["next"])).toContain("Delete");

  const { findings } = await answer();
  const [found] = findings as readonly { document: { id: string } }[];
  expect(findings).toHaveLength(1);
  await bridge.control(
    "eaccounting",
    "DELETE",
    `/orders/${found?.document.id ?? ""}?${new URLSearchParams({ company: await bridge.companyId(COMPANY) })}`,
  );
  expect(await bridge.ordersOf(order.orderNumber, COMPANY)).toHaveLength(1);
  expect((await compared()).findings).toEqual([]);
  expect(await openAlerts()).toEqual([]);
});

test("what a person did in the ledger behind our back is told: another amount, a deleted document, a copy that kept the marker", async () => {
  const company = await bridge.companyId(COMPANY);
  const [changed, deleted] = [await place(), await place()];
  for (const order of [changed, deleted]) await bridge.book(tenant, order.id);
  const [[first], [second]] = [
    await bridge.ordersOf(changed.orderNumber, COMPANY),
    await bridge.ordersOf(deleted.orderNumber, COMPANY),
  ];
  const rows = rowsOf(first).map((row, index) => (index === 0 ? { ...row, Quantity: 9 } : row));
  const query = `?${new URLSearchParams({ company })}`;
  await bridge.control("eaccounting", "PATCH", `/orders/${String(first?.["Id"])}${query}`, {
    Rows: rows,
  });
  await bridge.control("eaccounting", "DELETE", `/orders/${String(second?.["Id"])}${query}`);
  const stranger = {
    CustomerId: first?.["CustomerId"],
    OurReference: "7777 #ABCDEFGH",
    Rows: rowsOf(first).slice(0, 1),
  };
  await bridge.control("eaccounting", "POST", `/orders${query}`, stranger);

  const { findings } = await compared();
  expect(findings.map(({ finding, number }) => [finding, number]).toSorted(byText)).toEqual([
    ["amount", changed.orderNumber],
    ["missing", deleted.orderNumber],
    ["without-order", "7777"],
  ]);
  expect((await openAlerts()).toSorted(byText)).toEqual([
    "reconciliation-amount",
    "reconciliation-missing",
    "reconciliation-without-order",
  ]);
});

test("what is due and isn't there is on the shop's side, under its own name: held, deleted, linked to what is another's; and skipping takes an order off it", async () => {
  tenant = await bridge.tenant({
    company: "Balance AB",
    orders: { startLine: await lineAt(bridge, -2 * DAY) },
  });
  const company = await bridge.companyId("Balance AB");
  const query = `?${new URLSearchParams({ company })}`;
  const find = async (order: Placed): Promise<Json | undefined> =>
    (await bridge.ordersOf(order.orderNumber, "Balance AB"))[0];
  const jobOf = async (order: Placed): Promise<string> =>
    String((await bridge.jobs(tenant.id, { key: `order:${order.id}` }))[0]?.id);
  const well = await place();
  const deleted = await place();
  const held = await place({ lines: [{ articleCode: "NOT-THERE", quantity: 1, price: 400 }] });
  const byHand = [];
  // The last one's buyer has a customer already.
  for (const buyer of [
    {},
    {},
    { emailAddress: well["emailAddress"], companyName: well["companyName"] },
  ])
    byHand.push(
      await place({ ...buyer, lines: [{ articleCode: "NOT-THERE", quantity: 1, price: 100 }] }),
    );
  for (const order of [well, deleted, held, ...byHand]) await bridge.book(tenant, order.id);
  const model = await find(well);

  // Documents that a person made: of another amount, in another currency, for another customer.
  const customers = (await bridge.ledger("Balance AB"))["customers"] ?? [];
  const strangersId = (await find(deleted))?.["CustomerId"];
  const [own, stranger] = [
    customers.find(({ Id }) => Id === model?.["CustomerId"]),
    customers.find(({ Id }) => Id === strangersId),
  ];
  const made = async (change: Json, price: number): Promise<Json> =>
    (await bridge.control("eaccounting", "POST", `/orders${query}`, {
      CustomerId: own?.["Id"],
      OurReference: "by hand",
      Rows: [{ ...rowsOf(model)[0], Quantity: 1, UnitPrice: price, DiscountPercentage: 0 }],
      ...change,
    })) as Json;
  const documents = [
    await made({}, 30),
    await made({ CurrencyCode: "EUR" }, 100),
    await made({ CustomerId: stranger?.["Id"] }, 100),
  ];
  for (const [index, order] of byHand.entries()) {
    const linked = await bridge.api(
      "POST",
      `/tenants/${tenant.id}/jobs/${await jobOf(order)}/link`,
      { what: "order", number: String(documents[index]?.["Id"]), confirm: true },
    );
    expect(linked.status).toBe(200);
  }
  await bridge.control(
    "eaccounting",
    "DELETE",
    `/orders/${String((await find(deleted))?.["Id"])}${query}`,
  );

  /** With the day's sums, which D1 has a moment later. */
  const whole = async (): Promise<Compared> => {
    await compared();
    await bridge.until(async () => {
      const { days, run } = await answer();
      return days.some(({ at }) => Number(at) >= Number((run as Json)["startedAt"]));
    }, "the day's sums are kept");
    return answer();
  };
  const seen = await whole();
  const foundOf = (answered: Compared) =>
    answered.findings
      .map(({ finding, number }) => `${String(finding)} ${String(number)}`)
      .toSorted();
  expect(foundOf(seen)).toEqual([
    `amount ${byHand[0]?.orderNumber}`,
    `currency ${byHand[1]?.orderNumber}`,
    `customer ${byHand[2]?.orderNumber}`,
    `missing ${deleted.orderNumber}`,
  ]);
  const named = (answered: Compared, order: Placed): readonly string[] =>
    ((answered.orders.find(({ id }) => id === order.id)?.["parts"] ?? []) as readonly Part[]).map(
      (part) => `${part.name} ${part.gross} ${part.currency}`,
    );
  expect(named(seen, well)).toEqual([]);
  expect(named(seen, held)).toEqual(["held -500.00 SEK"]);
  expect(named(seen, deleted).map((text) => text.split(" ")[0])).toEqual(["missing"]);
  expect(named(seen, byHand[1] as Placed)).toEqual(["currency 125.00 EUR", "currency -125.00 SEK"]);
  addsUp(seen.days);

  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${await jobOf(held)}/skip`, {
    note: "not ours",
  });
  const after = await whole();
  expect([stateOf(after, held), named(after, held)]).toEqual(["skipped", []]);
  addsUp(after.days);
});
