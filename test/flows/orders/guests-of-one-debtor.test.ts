/**
 * A debtor of the shop that stands for all guests, and that nobody has named as such: the second
 * guest is held, and a customer of its own that changes is not.
 */
import { describe, expect, test } from "vitest";
import { findCustomerToLink } from "../../../src/flows/orders/manual-links/find-customer.ts";
import { STALE_FINGERPRINT } from "../../../src/flows/journal.ts";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { mug } from "../../support/orders.ts";

/** The sandbox's debtor that stands for guests; it has a name alone. */
const GUESTS = 299;
/** A person's, and a company's. */
const ASA = 204;
const NORRSKEN = 203;

const place = (name: string, address: string, postCode = "111 22"): Json => ({
  name,
  address,
  postCode,
  city: "Stockholm",
  countryCode: "SE",
});
const at = (address: Json): Json => ({ invoiceAddress: address, deliveryAddress: address });

const buyer = (debtorId: number, name: string, more: Json = {}): Json => ({
  debtorId,
  companyName: null,
  attentionTo: name,
  emailAddress: `${name.toLowerCase().replace(" ", ".")}@example.com`,
  pricesIncludeVat: true,
  ...at(place(name, `${name} street 1`)),
  lines: [mug()],
  ...more,
});

async function opened(orders: Json = {}) {
  const world = await FlowWorld.open();
  world.configure({ orders: { type: "sales-order", ...orders } });
  const book = async (order: Json) => {
    const placed = await world.place(order);
    const run = await world.book(placed.id);
    return { id: placed.id, outcome: run.end.outcome, reasons: run.end.reasons, codes: run.codes };
  };
  const names = async (): Promise<readonly unknown[]> =>
    ((await world.ledger())["customers"] ?? []).map((one) => one["Name"]);
  return { world, book, names };
}

test("a second guest on the debtor is held with the debtor's number, and nobody's customer changes", async () => {
  const { book, names } = await opened();
  expect((await book(buyer(GUESTS, "Ada Berg"))).outcome).toBe("booked");
  const before = await names();
  const held = await book(buyer(GUESTS, "Cem Dal"));
  expect(held).toMatchObject({
    outcome: "held",
    reasons: [{ code: "debtor-of-several", params: { debtor: GUESTS } }],
  });
  expect(await names()).toEqual(before);
  // The first one's next order is theirs.
  expect((await book(buyer(GUESTS, "Ada Berg", { lines: [mug(2)] }))).outcome).toBe("booked");
});

test("once the debtor is named in the settings, each guest has a customer of their own", async () => {
  const { world, book, names } = await opened();
  await book(buyer(GUESTS, "Ada Berg"));
  const { id } = await book(buyer(GUESTS, "Cem Dal"));
  world.configure({ orders: { collectiveDebtors: [GUESTS] } });
  expect((await world.book(id)).end.outcome).toBe("booked");
  expect((await book(buyer(GUESTS, "Ada Berg"))).outcome).toBe("booked");
  const made = (await names()).filter((name) => name === "Ada Berg" || name === "Cem Dal");
  expect(made.toSorted()).toEqual(["Ada Berg", "Cem Dal"]);
});

test("a company among the guests is told apart as well", async () => {
  const { book } = await opened();
  const company = (name: string): Json =>
    buyer(GUESTS, name, {
      companyName: `${name} AB`,
      emailAddress: `buy@${name.slice(-3)}.example`,
    });
  expect((await book(company("Ada Berg"))).outcome).toBe("booked");
  expect((await book(company("Cem Dal"))).codes).toEqual(["debtor-of-several"]);
});

test.each<[string, number, Json, Json]>([
  [
    "a person with another e-mail address, who moved",
    ASA,
    {},
    { emailAddress: "asa@new.example", ...at(place("Åsa Öberg", "Hamngatan 9", "211 22")) },
  ],
  [
    "somebody of the same household",
    ASA,
    {},
    { attentionTo: "Nils", emailAddress: "nils@example.com" },
  ],
  [
    "a company whose contact changes",
    NORRSKEN,
    { attentionTo: "Ada Berg", emailAddress: "ada@norrsken.example" },
    { attentionTo: "Cem Dal", emailAddress: "cem@dal.example" },
  ],
  [
    "a company's branch elsewhere, under the same number",
    NORRSKEN,
    { cocNumber: "556677-8899" },
    {
      companyName: "Malmö",
      attentionTo: "Cem Dal",
      emailAddress: "cem@dal.example",
      cocNumber: "556677-8899",
      ...at(place("Malmö", "Hamngatan 9", "211 22")),
    },
  ],
])("not held: %s", async (_what, debtorId, first, then) => {
  const { book } = await opened();
  for (const change of [first, then])
    expect(await book({ debtorId, lines: [mug()], ...change })).toMatchObject({
      outcome: "booked",
    });
});

test("not held: a customer whose card in the shop has what the order says", async () => {
  const { world, book } = await opened();
  await book(buyer(ASA, "Åsa Öberg"));
  expect((await book(buyer(ASA, "Cem Dal"))).codes).toEqual(["debtor-of-several"]);
  await world.control("asperion", "POST", "/debtors", {
    id: ASA,
    emailAddress: "cem.dal@example.com",
  });
  expect((await book(buyer(ASA, "Cem Dal"))).outcome).toBe("booked");
});

/** Cem's order, held, whose buyer a person then links to Ada's customer. */
async function linkedByHand() {
  const shop = await opened();
  const { world, book } = shop;
  await book(buyer(GUESTS, "Ada Berg"));
  const { id } = await book(buyer(GUESTS, "Cem Dal"));
  const customers = (await world.ledger())["customers"] ?? [];
  const number = String(customers.find((one) => one["Name"] === "Ada Berg")?.["CustomerNumber"]);
  const ask = { what: "customer", number, confirmed: true, actor: "ida" } as const;
  await world.look(id, async (ports) => {
    const linked = await findCustomerToLink(ports, String(id), ask);
    if (!linked.ok || linked.value.kind !== "found") throw new Error(JSON.stringify(linked));
    ports.saveLink(linked.value.link);
  });
  return { ...shop, id };
}

test("whom a person linked is taken at their word", async () => {
  const { world, book, id } = await linkedByHand();
  expect((await world.book(id)).end.outcome).toBe("booked");
  // For that order alone: what comes from Ada now is another buyer's.
  expect((await book(buyer(GUESTS, "Ada Berg"))).codes).toEqual(["debtor-of-several"]);
});

test("so they are by the order that comes after test mode", async () => {
  const { world, id } = await linkedByHand();
  world.configure({ trial: true });
  expect((await world.book(id)).codes).toContain("trial-mode");
  world.configure({ trial: false });
  expect((await world.book(id)).end.outcome).toBe("booked");
});

/** The customer of the debtor that Ada ordered with first. */
async function ofAda() {
  const shop = await opened();
  await shop.book(buyer(GUESTS, "Ada Berg"));
  const cemIsHeld = async (): Promise<void> => {
    const before = await shop.names();
    const second = await shop.book(buyer(GUESTS, "Cem Dal"));
    expect(second.outcome).toBe("held");
    expect(second.codes).toContain("debtor-of-several");
    expect(await shop.names()).toEqual(before);
    const next = buyer(GUESTS, "Ada Berg", { lines: [mug(2)] });
    expect((await shop.book(next)).outcome).toBe("booked");
  };
  return { ...shop, cemIsHeld };
}

describe("the second buyer is held as well after the first one", () => {
  test("was erased", async () => {
    const { world, book, cemIsHeld } = await ofAda();
    const { id } = await book(buyer(GUESTS, "Ada Berg"));
    await world.look(id, async (ports) => {
      const known = await ports.resolve({ linkSource: String(GUESTS), skus: [] });
      if (!known.ok || known.value.link === null) throw new Error("there is no link");
      ports.saveLink({
        source: String(GUESTS),
        link: { ...known.value.link, fingerprint: STALE_FINGERPRINT },
        owned: null,
      });
    });
    await cemIsHeld();
  });

  test("ordered with an e-mail address that another customer has", async () => {
    const { book, cemIsHeld } = await ofAda();
    await book(buyer(ASA, "Åsa Öberg"));
    const taken = buyer(GUESTS, "Ada Berg", { emailAddress: "åsa.öberg@example.com" });
    expect((await book(taken)).codes).toContain("customer-email-taken");
    await cemIsHeld();
  });

  test("moved in test mode", async () => {
    const { world, book, cemIsHeld } = await ofAda();
    world.configure({ trial: true });
    const moved = buyer(GUESTS, "Ada Berg", at(place("Ada Berg", "Hamngatan 9")));
    expect((await book(moved)).codes).toContain("trial-mode");
    world.configure({ trial: false });
    await cemIsHeld();
  });

  test("moved, and the answer to that was lost", async () => {
    const { world, book, cemIsHeld } = await ofAda();
    await losesUpdates(world, async () => {
      const moved = buyer(GUESTS, "Ada Berg", at(place("Ada Berg", "Hamngatan 9")));
      await expect(book(moved)).rejects.toThrow("the answer is lost");
    });
    await cemIsHeld();
  });
});

/** What is sent while this is done reaches the ledger, and its answer nobody. */
async function losesUpdates(world: FlowWorld, done: () => Promise<void>): Promise<void> {
  world.answered = async (kind) => {
    if (kind === "customer.update") throw new Error("the answer is lost");
  };
  await done();
  world.answered = null;
}

test("where orders leave customers alone, guests share one, and it isn't changed", async () => {
  const { book, names } = await opened({ updateCustomer: false });
  await book(buyer(GUESTS, "Ada Berg"));
  const before = await names();
  expect((await book(buyer(GUESTS, "Cem Dal"))).outcome).toBe("booked");
  expect(await names()).toEqual(before);
});
