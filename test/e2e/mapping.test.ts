/**
 * Rules of a tenant, from settings to the ledger: what they fill, what they hold, and how their
 * figures are explained.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { articleRows, codesOf, companyBuyer, mug } from "../support/orders.ts";
import { byText } from "../support/sorted.ts";

let bridge: Bridge;
let tenant: Tenant;
let project: string;

const RULES = {
  tables: { projects: {} as Record<string, string> },
  orders: {
    head: [
      { target: "YourReference", expression: '"web " + coalesce(order.number, "-")' },
      { target: "DeliveryDate", expression: "addDays(order.date, 2)" },
    ],
    rows: [
      { target: "Text", expression: 'line.text + " (" + coalesce(line.sku, "-") + ")"' },
      { target: "ProjectId", expression: 'lookup("projects", order.deliveryMethodId)' },
    ],
  },
  customers: [
    {
      target: "WwwAddress",
      expression: 'lower("www." + coalesce(customer.name, "x").replace(" ", "") + ".example")',
    },
  ],
};

beforeAll(async () => {
  bridge = await Bridge.startFast();
  tenant = await bridge.tenant();
  project = String(
    (await bridge.control("eaccounting", "POST", "/projects", { Number: "P1", Name: "Web shop" }))[
      "Id"
    ],
  );
  RULES.tables.projects = { "1": project };
  await bridge.reconfigure(tenant, { mapping: RULES });
});

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

test("rules fill fields of the document, its rows and the customer, and each is explained", async () => {
  const placed = await bridge.place({
    ...companyBuyer("Mapped"),
    deliveryMethodId: "1",
    lines: [mug(2)],
  });
  const { job, timeline } = await bridge.book(tenant, placed.id);
  expect(job.outcome).toBe("booked");
  const [document] = await bridge.ordersOf(placed.orderNumber);
  expect(document).toMatchObject({ YourReference: `web ${placed.orderNumber}` });
  expect(String(document?.["DeliveryDate"])).toMatch(/^\d{4}-\d{2}-\d{2}/);
  expect(articleRows(document)[0]).toMatchObject({
    Text: expect.stringMatching(/ \(MUG\)$/),
    ProjectId: project,
  });
  const { customers } = await bridge.ledger();
  expect((customers ?? []).find((customer) => customer["Name"] === "Mapped AB")).toMatchObject({
    WwwAddress: "www.mappedab.example",
  });
  expect(
    job.reasons
      .filter(({ code }) => code === "field-mapped")
      .map(({ params }) => params["field"])
      .toSorted(byText),
  ).toEqual(["DeliveryDate", "ProjectId", "Text", "YourReference", "customer.WwwAddress"]);
  const plan = timeline.findLast((entry) => entry.what === "plan")?.detail as {
    plan: { document: { mappedBy: { target: string; inputs: object }[] } };
  };
  expect(
    plan.plan.document.mappedBy.find(({ target }) => target === "YourReference")?.inputs,
  ).toEqual({ "order.number": placed.orderNumber });
});

test("the draft of an invoice takes the same rules", async () => {
  await bridge.reconfigure(tenant, { orders: { type: "draft-invoice" } });
  const placed = await bridge.place({
    ...companyBuyer("Invoiced"),
    deliveryMethodId: "1",
    lines: [mug(2)],
  });
  const { job } = await bridge.book(tenant, placed.id);
  await bridge.reconfigure(tenant, { orders: { type: "sales-order" } });
  expect(codesOf(job)).toContain("invoice-draft-made");
  const draft = ((await bridge.ledger())["customerinvoicedrafts"] ?? []).find(
    (one) => one["YourReference"] === `web ${placed.orderNumber}`,
  );
  expect(String(draft?.["DeliveryDate"])).toMatch(/^\d{4}-\d{2}-\d{2}/);
  expect(articleRows(draft)[0]).toMatchObject({
    Text: expect.stringMatching(/ \(MUG\)$/),
    ProjectId: project,
  });
});

test("an edit writes mapped fields again, a person's change of one holds the order", async () => {
  const placed = await bridge.place({ ...companyBuyer("Edited"), lines: [mug()] });
  await bridge.book(tenant, placed.id);
  await bridge.edit(placed.id, { lines: [mug(3)] });
  await bridge.advance(10_000);
  expect((await bridge.book(tenant, placed.id, "order.updated")).job.outcome).toBe("updated");
  const [document] = await bridge.ordersOf(placed.orderNumber);
  expect(document).toMatchObject({ YourReference: `web ${placed.orderNumber}` });
  expect(articleRows(document)[0]).toMatchObject({
    Quantity: 3,
    Text: expect.stringMatching(/ \(MUG\)$/),
  });
  await bridge.control("eaccounting", "PATCH", `/orders/${String(document?.["Id"])}`, {
    DeliveryDate: "2027-01-15",
  });
  await bridge.edit(placed.id, { lines: [mug(4)] });
  await bridge.advance(10_000);
  expect(codesOf((await bridge.book(tenant, placed.id, "order.updated")).job)).toContain(
    "document-changed-by-person",
  );
});

test("a rule that stops on one record holds that record, says where, and no other; the value is in the timeline alone", async () => {
  const { mapping } = await bridge.ask("GET", `/tenants/${tenant.id}/settings`);
  await bridge.reconfigure(tenant, {
    mapping: {
      ...RULES,
      orders: {
        ...RULES.orders,
        head: [
          {
            target: "YourReference",
            expression: 'text(number(coalesce(order.comments, "0")) * 2)',
          },
        ],
      },
    },
  });
  const [bad, good] = [
    await bridge.place({ ...companyBuyer("Bad"), comments: "call Anna", lines: [mug()] }),
    await bridge.place({ ...companyBuyer("Good"), comments: "21", lines: [mug()] }),
  ];
  const held = await bridge.book(tenant, bad.id);
  expect(held.job.outcome).toBe("held");
  expect(held.job.reasons[0]).toMatchObject({
    code: "rule-failed",
    params: { field: "YourReference", fault: "not-a-number", column: 6 },
  });
  expect(JSON.stringify(held.job.reasons)).not.toContain("Anna");
  expect(
    JSON.stringify(held.timeline.findLast((entry) => entry.what === "plan")?.detail),
  ).toContain("call Anna");
  expect((await bridge.book(tenant, good.id)).job.outcome).toBe("booked");
  expect((await bridge.ordersOf(good.orderNumber))[0]).toMatchObject({ YourReference: "42" });
  expect(await bridge.ordersOf(bad.orderNumber)).toEqual([]);
  await bridge.reconfigure(tenant, { mapping });
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${held.job.id}/retry`);
  expect(codesOf((await bridge.resolved(tenant, `order:${bad.id}`)).job)).toContain("order-booked");
});

test("a preview tells what would become of the last orders: taken or left, another document, its payment; and the engine then does so", async () => {
  const shop = await bridge.tenant({ company: "Preview AB", orders: { statuses: [2] } });
  const place = (change: Json = {}) =>
    bridge.place({
      ...companyBuyer("Previewed"),
      paymentStatus: "Paid",
      lines: [mug(2)],
      ...change,
    });
  const [taken, left] = [await place(), await place({ status: 1 })];
  for (const order of [taken, left]) await bridge.book(shop, order.id);
  const { version: _, ...saved } = await bridge.ask("GET", `/tenants/${shop.id}/settings`);
  type Change = {
    readonly label: string;
    readonly differences: readonly {
      readonly field: string;
      readonly before: string | null;
      readonly after: string | null;
    }[];
  };
  const preview = async (change: Json): Promise<ReadonlyMap<string, Change["differences"]>> => {
    const { changed } = (await bridge.ask("POST", `/tenants/${shop.id}/settings/preview`, {
      settings: { ...saved, ...change },
    })) as unknown as { changed: readonly Change[] };
    return new Map(changed.map(({ label, differences }) => [label, differences]));
  };
  const orders = saved["orders"] as Json;
  expect(await preview({})).toEqual(new Map());

  // A status unticked, another one ticked.
  expect(await preview({ orders: { ...orders, statuses: [1] } })).toEqual(
    new Map([
      [
        taken.orderNumber,
        [{ field: "outcome", before: "written", after: "left: status-outside-filter" }],
      ],
      [
        left.orderNumber,
        [{ field: "outcome", before: "left: status-outside-filter", after: "written" }],
      ],
    ]),
  );

  // The type switched, with a bank account for what was paid; and without one.
  const { bankaccounts = [] } = await bridge.ledger("Preview AB");
  const bank = String(
    bankaccounts.find((one) => one["LedgerAccountNumber"] === 1930)?.["Id"],
  ).toLowerCase();
  const invoiced = { orders: { ...orders, type: "invoice", payments: "register" } };
  const lookups = saved["lookups"] as Json;
  const banked = {
    ...invoiced,
    lookups: { ...lookups, paymentMethod: { default: bank, table: {} } },
  };
  const day = String(taken["date"]).slice(0, 10);
  const told = (await preview(banked)).get(taken.orderNumber) ?? [];
  const gross = String(Number(taken["amountInclVat"]));
  expect(told).toEqual(
    expect.arrayContaining([
      { field: "document", before: "sales-order", after: "invoice" },
      { field: "payment", before: null, after: `${gross} SEK ${day} ${bank}` },
    ]),
  );
  expect((await preview(invoiced)).get(taken.orderNumber)).toEqual(
    expect.arrayContaining([
      { field: "attention", before: null, after: "payment-method-not-mapped" },
    ]),
  );

  // Saved, the next such order becomes just that.
  await bridge.reconfigure(shop, banked);
  const next = await place();
  expect((await bridge.book(shop, next.id)).job.outcome).toBe("booked");
  const { customerinvoices = [] } = await bridge.ledger("Preview AB");
  const invoice = customerinvoices.find((one) =>
    String(one["OurReference"]).includes(`${next.orderNumber} #`),
  );
  expect([Number(invoice?.["RemainingAmountInvoiceCurrency"] ?? -1)]).toEqual([0]);
});

test("a change is previewed on past orders before it is saved, saved as a version, and taken back", async () => {
  const placed = await bridge.place({ ...companyBuyer("Preview"), comments: "42", lines: [mug()] });
  await bridge.book(tenant, placed.id);
  const { version, ...settings } = await bridge.ask("GET", `/tenants/${tenant.id}/settings`);
  const wanted = {
    ...settings,
    mapping: {
      ...RULES,
      orders: {
        ...RULES.orders,
        head: [{ target: "YourReference", expression: '"shop " + coalesce(order.number, "-")' }],
      },
    },
  };
  const calls = await bridge.counting(async () => {
    const { compared, changed } = (await bridge.ask(
      "POST",
      `/tenants/${tenant.id}/settings/preview`,
      { settings: wanted },
    )) as {
      compared: number;
      changed: {
        label: string;
        differences: { field: string; before: string | null; after: string | null }[];
      }[];
    };
    expect(compared).toBeGreaterThan(2);
    expect(changed.find(({ label }) => label === placed.orderNumber)?.differences).toEqual([
      {
        field: "YourReference",
        before: `web ${placed.orderNumber}`,
        after: `shop ${placed.orderNumber}`,
      },
      { field: "DeliveryDate", before: expect.stringMatching(/^\d{4}-/), after: null },
    ]);
  });
  expect(calls).toEqual({});
  await bridge.ask("PUT", `/tenants/${tenant.id}/settings`, { version, ...wanted });
  const { versions } = (await bridge.ask("GET", `/tenants/${tenant.id}/settings/versions`)) as {
    versions: { version: number; actor: string; changes: { path: string }[] }[];
  };
  expect(versions[0]).toMatchObject({
    version: Number(version) + 1,
    actor: "admin-token",
    changes: [{ path: "mapping.orders.head" }],
  });
  expect(
    await bridge.ask("POST", `/tenants/${tenant.id}/settings/restore`, {
      version: Number(version) + 1,
      restore: version,
    }),
  ).toEqual({ ...settings, version: Number(version) + 2 });
});
