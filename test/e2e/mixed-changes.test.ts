/**
 * All flows together: five hundred changes on both sides by chance, while answers are lost,
 * webhooks don't come and runners die. Then one sweep of each flow, and both sides agree.
 * `MIXED_SEED` makes it another five hundred; the title of the tests names the seed, also when
 * something fails. It settles what happens, not which of two runners is faster.
 *
 * What this leaves to tests of its own: payments, changes after booking, and people who change what
 * the shop has.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { breakSome, mendAll, type Struck } from "../support/mixed-faults.ts";
import { calm, emptied, Messenger, ran, retriedByPerson } from "../support/mixed-flow.ts";
import { BY_INVOICE, MixedWorld, type Told } from "../support/mixed-world.ts";
import { codesOf, grossOf } from "../support/orders.ts";
import { money } from "../support/invoices.ts";
import { BY_LABEL } from "../support/products.ts";
import { Chance } from "../support/seeded.ts";
import { CORRECTIONS } from "../support/stock.ts";

const SEED = Number(process.env["MIXED_SEED"] ?? 20_261_124);
const CHANGES = 500;
const BATCH = 25;
/** Later than any write that commits late. */
const LATEST = 5 * 60_000;

let bridge: Bridge;
let tenant: Tenant;
let world: MixedWorld;
/** Each change or correction that was made. */
let made = 0;
const struck: Struck = { ledger: 0, shop: 0, deaths: 0 };

type Administration = { readonly articles: readonly Json[]; readonly orders: readonly Json[] };

async function shop(): Promise<Administration> {
  const { administrations } = (await bridge.control(
    "asperion",
    "GET",
    `/state?administrationId=${tenant.administrationId}`,
  )) as { administrations: Administration[] };
  return administrations[0] ?? { articles: [], orders: [] };
}

/** Newest jobs of a key that ended otherwise than well. */
async function left(): Promise<readonly Json[]> {
  const storage = await bridge.storage(tenant);
  const newest =
    "NOT EXISTS (SELECT 1 FROM jobs later WHERE later.key = j.key AND later.created_at > j.created_at)";
  return [
    ...((await storage.exec(
      `SELECT key, status, outcome, reasons FROM jobs j WHERE (status <> 'done' OR outcome NOT IN ('booked', 'updated', 'skipped')) AND ${newest}`,
    )) as unknown as Iterable<Json>),
  ];
}

async function lived(): Promise<void> {
  bridge = await Bridge.startFast({ TIMINGS: JSON.stringify({ vendorTimeoutMs: 2_000 }) });
  const never = { orders: "never", debtors: "never", products: "never", stock: "never" };
  const stock = { enabled: true, correctionDebtor: CORRECTIONS };
  tenant = await bridge.tenant({
    company: "Mixed AB",
    settings: { customers: { enabled: true }, products: BY_LABEL, stock, schedules: never },
    orders: { typeRules: [{ paymentMethods: [BY_INVOICE], type: "invoice" }] },
  });
  const chance = new Chance(SEED);
  world = new MixedWorld(bridge, tenant, chance);
  await world.open();
  // The first look at debtors marks where the next one begins.
  await ran(bridge, tenant, "customers");
  const messenger = new Messenger(bridge, tenant, chance);
  for (let batch = 0; made < CHANGES; batch += 1) {
    // A person's word counts from when nothing of ours is still on its way.
    if (batch % 4 === 3) {
      await mendAll(bridge, struck);
      await emptied(bridge, tenant);
      await bridge.advance(LATEST);
      for (let n = 0; n < 5; n += 1) made += (await world.corrected()) ? 1 : 0;
    }
    await breakSome(bridge, chance, struck);
    const told: Told[] = [];
    for (let n = 0; n < BATCH && made < CHANGES; n += 1, made += 1) {
      const one = await world.change();
      if (one !== null) told.push(one);
    }
    await messenger.tell(told);
    if (chance.in100(40))
      await bridge.ask(
        "POST",
        `/tenants/${tenant.id}/flows/${chance.one(["products", "orders", "customers"])}/run`,
      );
    await bridge.advance(5_500);
    await calm(bridge, tenant);
    await bridge.advance(chance.one([1_000, 30_000, 70_000]));
  }
  await mendAll(bridge, struck);
  await emptied(bridge, tenant);
  await bridge.advance(LATEST);
  await retriedByPerson(bridge, tenant);
  for (const flow of ["orders", "customers", "products"]) await ran(bridge, tenant, flow);
  // The first correction has to be seen to work before more are made.
  for (let runs = 0; runs < 10; runs += 1) {
    await ran(bridge, tenant, "stock");
    if (
      codesOf((await bridge.jobs(tenant.id, { key: "stock" }))[0] ?? { reasons: [] })[0] ===
      "stock-equal"
    )
      break;
  }
}

describe(`with seed ${SEED}`, () => {
  beforeAll(lived, 300_000);
  afterAll(() => bridge.stop());

  test("each live order has one document with what was charged, and a cancelled one has none", async () => {
    const [{ orders }, { orders: documents }] = await Promise.all([
      shop(),
      bridge.ledger(tenant.company),
    ]);
    const kept = world.orders.filter((order) => !order.invoiced);
    const found = kept.map(({ id, orderNumber, live }) => ({
      id,
      live,
      gross: (documents ?? [])
        .filter((document) => String(document["OurReference"]).startsWith(`${orderNumber} #`))
        .map((document) => grossOf(document)),
    }));
    const charged = kept.map(({ id, live }) => ({
      id,
      live,
      gross: live
        ? [Number(orders.find((order) => order["id"] === id)?.["amountInclVat"]).toFixed(2)]
        : [],
    }));
    expect({ made, found }).toEqual({ made: CHANGES, found: charged });
    expect((documents ?? []).length).toBe(kept.filter((order) => order.live).length);
  });

  test("each order on account is one booked invoice, each credit one credit invoice of what came back, and no draft is left", async () => {
    const [{ orders }, { customerinvoices = [], customerinvoicedrafts = [] }] = await Promise.all([
      shop(),
      bridge.ledger(tenant.company),
    ]);
    const invoiced = world.orders.filter((order) => order.invoiced);
    const found = invoiced.map(({ id, orderNumber }) => ({
      id,
      total: customerinvoices
        .filter((invoice) => String(invoice["OurReference"]).startsWith(`${orderNumber} #`))
        .map((invoice) => [
          invoice["IsCreditInvoice"] === true,
          money(Math.abs(Number(invoice["TotalAmountInvoiceCurrency"]))),
        ]),
    }));
    const charged = invoiced.map(({ id }) => ({
      id,
      gross: Number(orders.find((order) => order["id"] === id)?.["amountInclVat"]),
    }));
    expect({ found }).toEqual({
      found: charged.map(({ id, gross }) => ({ id, total: [[gross < 0, money(Math.abs(gross))]] })),
    });
    expect([customerinvoices.length, customerinvoicedrafts.length]).toEqual([invoiced.length, 0]);
    expect(charged.filter(({ gross }) => gross < 0).length).toBeGreaterThan(0);
  });

  test("each debtor is one customer with what the shop says of it, but for what a person corrected", async () => {
    const { customers } = await bridge.ledger(tenant.company);
    const found = await Promise.all(
      world.debtors.map(async (debtor) => ({
        id: debtor.id,
        customers: await world.customersOf(debtor),
      })),
    );
    const planned = world.debtors.map(({ id, name, email, phone, city, company, kept }) => ({
      id,
      customers: [
        {
          IsPrivatePerson: !company,
          Name: name,
          EmailAddress: email,
          Telephone: phone,
          InvoiceCity: city,
          ...kept,
        },
      ],
    }));
    expect({ found }).toMatchObject({ found: planned });
    const addresses = (customers ?? [])
      .map((customer) => String(customer["EmailAddress"]).toLowerCase())
      .filter((address) => address.endsWith("@example.com"));
    expect({ addresses: addresses.toSorted() }).toEqual({
      addresses: [...new Set(addresses)].toSorted(),
    });
  });

  test("each article of the ledger is once in the shop as it is in the ledger, and an inactive one is never active there", async () => {
    const { articles } = await shop();
    const found = world.articles.map(({ number, active }) => ({
      number,
      inShop: articles
        .filter(
          (article) => article["articleCode"] === number && (active || article["active"] === true),
        )
        .map((article) => [
          article["description"],
          article["salesPrice"],
          article["salesPriceInclVat"],
        ]),
    }));
    const planned = world.articles.map(({ number, name, net, active }) => ({
      number,
      inShop: active ? [[name, net, net * 1.25]] : [],
    }));
    expect({ found }).toEqual({ found: planned });
  });

  test("each variant hangs on its group's article, which is there once and active as long as one of them is", async () => {
    const { articles } = await shop();
    const found = world.articles
      .filter(({ active }) => active)
      .map(({ number }) => [
        number,
        articles.find((article) => article["articleCode"] === number)?.["parentArticleCode"] ??
          null,
      ]);
    expect({ found }).toEqual({
      found: world.articles
        .filter(({ active }) => active)
        .map(({ number, group }) => [number, group]),
    });
    for (const group of new Set(world.articles.flatMap((article) => article.group ?? []))) {
      const parents = articles.filter((article) => article["articleCode"] === group);
      expect(parents.map((parent) => [parent["articleType"], parent["active"]])).toEqual([
        [
          "Configurable",
          world.articles.some((article) => article.group === group && article.active),
        ],
      ]);
    }
  });

  test("the shop's stock is what the ledger has available", async () => {
    const [{ articles }, { articles: inLedger }] = await Promise.all([
      shop(),
      bridge.ledger(tenant.company),
    ]);
    const stockOf = (list: readonly Json[], key: string, field: string) =>
      world.shelves.map((code) => [code, list.find((article) => article[key] === code)?.[field]]);
    expect({ stock: stockOf(articles, "articleCode", "currentStock") }).toEqual({
      stock: stockOf(inLedger ?? [], "Number", "StockBalanceAvailable"),
    });
  });

  test("nothing is in doubt, stopped, held or was ever doubled, and the ledger has nothing to say against our client", async () => {
    const { inDoubt, pause, jobs } = await bridge.health(tenant.id);
    expect({ inDoubt, paused: pause.paused, waiting: jobs.waiting }).toEqual({
      inDoubt: 0,
      paused: false,
      waiting: 0,
    });
    const storage = await bridge.storage(tenant);
    expect({ left: await left() }).toEqual({ left: [] });
    // No write came later than its last look-up: whatever was doubled had been repeated blindly, though it was put right since.
    const doubled = [
      ...((await storage.exec(
        "SELECT key, reasons FROM jobs WHERE reasons LIKE '%second-document%'",
      )) as unknown as Iterable<Json>),
    ];
    expect({ doubled }).toEqual({ doubled: [] });
    expect({ faults: await bridge.clientFaults() }).toEqual({ faults: [] });
  });

  test("all of that happened while things went wrong on both sides", () => {
    expect(struck.ledger).toBeGreaterThan(15);
    expect(struck.shop).toBeGreaterThan(5);
    expect(struck.deaths).toBeGreaterThan(0);
  });
});
