/**
 * Promise 10, by property: whoever orders and whatever the vendors answer about them, nothing that
 * names a person is printed by the Worker, stands in D1, or lies open in the tenant's object. And
 * D1 gets no payloads: 1 KB a job at most.
 */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { mug } from "../support/orders.ts";

let bridge: Bridge;
let tenant: Tenant;
const KILOBYTE = 1024;

beforeAll(async () => {
  bridge = await Bridge.startFast();
  tenant = await bridge.tenant();
});

afterAll(() => bridge.stop());

type Person = {
  readonly first: string;
  readonly last: string;
  readonly email: string;
  readonly phone: string;
  readonly street: string;
  readonly city: string;
  readonly vat: string;
  readonly reference: string;
};

const letters = (alphabet: string, min: number, max: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...Array.from(alphabet)), minLength: min, maxLength: max });
const digits = (count: number): fc.Arbitrary<string> => letters("0123456789", count, count);
const LATIN = "åäöøæéèüßłżźćńřšžçñ";
const name = fc
  .tuple(
    fc.constantFrom("Q", "Ž", "Ø", "Å", "Ł", "O'"),
    letters(LATIN, 3, 6),
    letters("bcdfghjkqvwxz", 3, 5),
  )
  .map((parts) => parts.join(""));
const mailbox = fc
  .tuple(letters("qwxzvjk", 5, 9), fc.constantFrom(".", "+", "_", "-"), digits(5))
  .map((parts) => parts.join(""));

const person: fc.Arbitrary<Person> = fc
  .record({
    first: name,
    last: name,
    mailbox,
    phone: digits(9),
    street: name,
    house: fc.integer({ min: 100, max: 999 }),
    city: name,
    vat: digits(10),
  })
  .map(({ mailbox: box, house, street, ...who }) => ({
    ...who,
    email: `${box}@example.org`,
    phone: `+467${who.phone}`,
    street: `${street}gränd ${house}`,
    vat: `SE${who.vat}01`,
    reference: `PO for ${box}@example.org`,
  }));

const order = (
  { first, last, email, phone, street, city, vat, reference }: Person,
  company: boolean,
): Json => {
  const address = {
    name: `${first} ${last}`,
    address: street,
    postCode: "111 22",
    city,
    countryCode: "SE",
  };
  const kind = company
    ? { companyName: `${last} & ${first} AB`, vatNumber: vat }
    : { companyName: null, pricesIncludeVat: true };
  return {
    debtorId: null,
    ...kind,
    attentionTo: `${first} ${last}`,
    emailAddress: email,
    phoneNumber: phone,
    reference,
    comments: `Call ${phone}, or ${first} at ${email}`,
    invoiceAddress: address,
    deliveryAddress: address,
    lines: [mug()],
  };
};

/** What the vendors may say about a person: in words, in fields, in places where nobody expects it. */
const about = ({ first, last, email, phone, street }: Person): string =>
  `The customer ${first} ${last} <${email}>, ${street}, ${phone} can't be taken`;
const refused = (who: Person): Json => ({
  ErrorCode: 2000,
  DeveloperErrorMessage: about(who),
  ErrorId: who.email,
  Errors: [{ Field: who.email, ErrorCode: "2000", Message: about(who), Key: who.last }],
});
const answered =
  (route: string, status: number, body: (who: Person) => unknown) =>
  (who: Person): Fault => ({
    vendor: route.includes("/v1/") ? "asperion" : "eaccounting",
    fault: { route, kind: "status", status, body: body(who) },
  });

/** What stands where an id belongs is one: ids are kept in plain, and a vendor's are its own. */
const AN_ID = "00000000-0000-4000-8000-000000000009";

type Fault = { readonly vendor: "asperion" | "eaccounting"; readonly fault: Json };

const FAULTS: Readonly<Record<string, (who: Person) => Fault | null>> = {
  "all goes well": () => null,
  "the order is refused": answered("POST /v2/orders", 400, refused),
  "the customer is refused": answered("POST /v2/customers", 400, refused),
  "the customer's number is taken": answered("POST /v2/customers", 409, (who) => ({
    ...refused(who),
    ErrorCode: 4000,
  })),
  "access is refused": answered("POST /v2/orders", 403, (who) => ({
    ...refused(who),
    ErrorCode: 4002,
  })),
  "the ledger breaks": answered("POST /v2/orders", 500, refused),
  "the ledger breaks while it is asked": answered("GET /v2/customers", 500, refused),
  "the ledger answers in a form that isn't known": answered("POST /v2/orders", 200, (who) => ({
    [who.email]: about(who),
    Id: AN_ID,
    Rows: about(who),
  })),
  "the customer comes back in a form that isn't known": answered(
    "POST /v2/customers",
    200,
    (who) => ({ Id: AN_ID, Name: { last: who.last }, [who.email]: about(who) }),
  ),
  "the list of customers isn't one": answered("GET /v2/customers", 200, (who) => ({
    Data: about(who),
    Meta: who,
  })),
  "the shop refuses": answered("GET /v1/SalesOrderWithLines", 400, (who) => ({
    title: about(who),
    status: 400,
    errors: { [who.email]: [about(who)] },
  })),
  "the shop breaks": answered("GET /v1/SalesOrderWithLines", 500, (who) => about(who)),
  "the shop answers in a form that isn't known": answered(
    "GET /v1/SalesOrderWithLines",
    200,
    (who) => ({
      _data: [{ [who.email]: who, emailAddress: { was: who.email } }],
      _meta: about(who),
    }),
  ),
  "the answer is lost": () => ({
    vendor: "eaccounting",
    fault: { route: "POST /v2/orders", kind: "commit-then-drop" },
  }),
};

/** As they stand, and as they stand in an address. */
function wordsOf(who: Person): readonly string[] {
  const plain = [
    who.first,
    who.last,
    who.email,
    who.phone,
    who.phone.slice(3),
    who.street,
    who.street.split(" ")[0] ?? "",
    who.city,
    who.vat,
    who.vat.slice(2, 12),
    who.reference,
    who.email.split("@")[0] ?? "",
  ];
  return [
    ...new Set(
      plain.flatMap((word) => [word, encodeURIComponent(word), JSON.stringify(word).slice(1, -1)]),
    ),
  ].map((word) => word.toLowerCase());
}

const told: Person[] = [];

async function expectNothingNotified(what: string): Promise<void> {
  await bridge.until(
    async () => (await bridge.health(tenant.id)).projectionLag.rows === 0,
    "D1 has caught up",
  );
  const places = {
    logs: JSON.stringify(bridge.logs),
    database: await bridge.databaseText(),
    object: await bridge.objectText(tenant),
  };
  for (const [where, text] of Object.entries(places)) {
    const low = text.toLowerCase();
    const seen = told.flatMap(wordsOf).filter((word) => low.includes(word));
    expect(seen, `${what}: found in ${where}`).toEqual([]);
  }
}

const people = fc.sample(person, { seed: 20_261_124, numRuns: Object.keys(FAULTS).length * 3 });

test.each(
  Object.keys(FAULTS).map((what, index) => [what, people.slice(index * 3, index * 3 + 3)] as const),
)(
  "%s: nothing that names a person is printed, in D1 or open in the object",
  async (what, persons) => {
    for (const [index, who] of persons.entries()) {
      told.push(who);
      const placed = await bridge.place(order(who, index % 2 === 0));
      const fault = FAULTS[what]?.(who) ?? null;
      if (fault !== null) await bridge.fault(fault.vendor, fault.fault);
      const key = `order:${placed.id}`;
      expect((await bridge.webhook(tenant, placed.id)).status).toBe(202);
      const job = await bridge.newest(tenant, key);
      // What is there to be told, is told to those who may see it, or the search would prove nothing.
      if (what === "all goes well")
        expect(JSON.stringify((await bridge.timeline(tenant.id, job.id)).timeline)).toContain(
          who.last,
        );
      for (const vendor of ["asperion", "eaccounting"] as const)
        await bridge.control(vendor, "DELETE", "/faults");
      if ((await bridge.health(tenant.id)).pause.paused || job.wait === "pause")
        await bridge.ask("POST", `/tenants/${tenant.id}/resume`);
      if (job.status !== "done") await bridge.resolved(tenant, key);
    }
    await expectNothingNotified(what);
  },
);

test("an error of our own that says everything it knows says it to nobody", async () => {
  for (const who of fc.sample(person, { seed: 7, numRuns: 3 })) {
    told.push(who);
    const placed = await bridge.place(order(who, true));
    // In the form of a place in the code, too: what is printed of a stack must not be taken from the words.
    await bridge.break({
      fault: {
        method: "resolveFor",
        message: `${about(who)}\n    at ${who.email} (${who.street})`,
      },
    });
    await bridge.webhook(tenant, placed.id);
    await bridge.until(
      async () => (await bridge.broken())["fault"] === null,
      "the error was thrown",
    );
    await bridge.advance(26_000);
    await bridge.resolved(tenant, `order:${placed.id}`);
  }
  expect(JSON.stringify(bridge.logs)).toContain("job-fault");
  await expectNothingNotified("an error of our own");
});

test("D1 holds of a job its alerts alone, at most 1 KB of them", async () => {
  const db = await bridge.runtime.d1("DB");
  const { results: alerts } = await db.prepare("SELECT * FROM alerts").all();
  const ofJobs = Map.groupBy(
    alerts.filter((alert) => alert["job_id"] !== null),
    (alert) => alert["job_id"],
  );
  expect(ofJobs.size).toBeGreaterThan(0);
  const sizes = [...ofJobs.values()].map((rows) => JSON.stringify(rows).length);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(KILOBYTE);
});
