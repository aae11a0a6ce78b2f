/**
 * Whatever happens to a debtor and its customer, in whatever order: what is ours follows the shop,
 * what a person changed or what isn't ours stays, an answer that was lost spoils nothing, and a run
 * without news writes nothing.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { Ledger, type Raw } from "../parties/ledger.ts";
import { ANNA, type Given, run } from "./world.ts";
import { textOf } from "../../sandbox/kit/text.ts";

/** A field of the debtor, the field of the ledger that it becomes, and values that it may have. */
const FIELDS = [
  ["name", "Name", ["Anna Svensson", "Anna Ek", "Ek, Anna  Maria"]],
  ["address", "InvoiceAddress1", ["Storgatan 1", "Nygatan 2", null]],
  ["city", "InvoiceCity", ["Stockholm", "Lund"]],
  ["postCode", "InvoicePostalCode", ["11122", "222 22"]],
  ["phoneNumber", "Telephone", ["08-1", "08-2", null]],
  ["mobileNumber", "MobilePhone", [null, "070-1"]],
  ["emailAddress", "EmailAddress", ["anna@example.com", "ANNA@example.com", "ek@example.com"]],
  ["characteristic4", "CustomerLabels", [null, "Gold", "Silver"]],
] as const;

const GIVEN: Given = { customers: { classifyBy: "characteristic4" } };
/** Not ours: whatever a person, another program or the vendor puts there. */
const FOREIGN = [
  "DiscountPercentage",
  "Note",
  "ElectronicReference",
  "FieldOfTheVendor",
  "DeliveryCity",
] as const;

type Step =
  | { readonly kind: "shop"; readonly field: (typeof FIELDS)[number]; readonly pick: number }
  | { readonly kind: "person"; readonly field: (typeof FIELDS)[number]; readonly n: number }
  | { readonly kind: "foreign"; readonly field: (typeof FOREIGN)[number]; readonly value: string }
  | { readonly kind: "lost"; readonly what: "answer" | "request" }
  | { readonly kind: "event" };

const field = fc.constantFrom(...FIELDS);
const shop = fc.record({ kind: fc.constant("shop" as const), field, pick: fc.nat(2) });
const foreign = fc.record({
  kind: fc.constant("foreign" as const),
  field: fc.constantFrom(...FOREIGN),
  value: fc.constantFrom("x", "y", "zz"),
});
const lost = fc.record({
  kind: fc.constant("lost" as const),
  what: fc.constantFrom("answer" as const, "request" as const),
});
const event = fc.constant({ kind: "event" as const });
const person = fc.record({
  kind: fc.constant("person" as const),
  field: fc.constantFrom(...FIELDS.filter(([, name]) => name !== "CustomerLabels")),
  n: fc.nat(9),
});

/** What was said of the debtor when its making was lost; null: it wasn't. */
const first = fc.option(
  fc.record({
    emailAddress: fc.constantFrom("first@example.com", "anna@example.com"),
    name: fc.constantFrom("Anna First", "Anna Svensson"),
    city: fc.constantFrom("Umeå", "Lund"),
  }),
);

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
const labelsOf = (customer: Raw): readonly unknown[] =>
  (customer["CustomerLabels"] as Raw[]).map((label) => label["Name"]);

/** Until a run gets through: what the engine does with a write whose answer was lost. */
async function bring(ledger: Ledger, debtor: Raw): Promise<void> {
  for (let tries = 0; tries < 4; tries += 1)
    if ((await run(ledger, 55, debtor, GIVEN)).outcome !== "unknown-outcome") return;
  throw new Error("no run got through");
}

/** What ends a history: the debtor, and what a person entered in fields of ours. */
async function play(
  ledger: Ledger,
  steps: readonly Step[],
  first: Raw | null = null,
): Promise<{ debtor: Raw; entered: Raw; foreign: Raw }> {
  let debtor: Raw = ANNA;
  const entered: Raw = {};
  const put: Raw = {};
  // Its making may be lost, and the shop say something else before the next run.
  if (first !== null) {
    ledger.loseNext = "answer";
    await run(ledger, 55, { ...ANNA, ...first }, GIVEN);
  }
  await bring(ledger, debtor);
  // A label that a person put on.
  const vip = { Id: "b0000000-0000-4000-8000-000000000001", Name: "VIP", Description: null };
  ledger.labels.push(vip);
  ledger.edit(ledger.only["Id"], { CustomerLabels: [vip] });
  for (const step of steps) {
    if (step.kind === "shop")
      debtor = { ...debtor, [step.field[0]]: step.field[2][step.pick % step.field[2].length] };
    if (step.kind === "lost") ledger.loseNext = step.what;
    if (step.kind === "person") {
      const value = `by hand ${step.n}`;
      entered[step.field[1]] = value;
      ledger.edit(ledger.only["Id"], { [step.field[1]]: value });
    }
    if (step.kind === "foreign") {
      put[step.field] = step.value;
      ledger.edit(ledger.only["Id"], { [step.field]: step.value });
    }
    // One run alone: after a lost answer the shop may change before the next one.
    if (step.kind === "event") await run(ledger, 55, debtor, GIVEN);
  }
  ledger.loseNext = null;
  await bring(ledger, debtor);
  return { debtor, entered, foreign: put };
}

test("what is ours equals what the shop says, after any history of the shop's changes and lost answers", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof({ weight: 4, arbitrary: shop }, { weight: 3, arbitrary: event }, lost, foreign),
        { maxLength: 25 },
      ),
      first,
      async (steps, before) => {
        const ledger = new Ledger();
        const { debtor, foreign: put } = await play(ledger, steps, before);
        for (const [from, to] of FIELDS) {
          const said = debtor[from];
          if (to === "CustomerLabels")
            expect(labelsOf(ledger.only)).toEqual(said === null ? ["VIP"] : ["VIP", said]);
          // What the shop has no more stays as it was.
          else if (said !== null)
            expect(String(ledger.only[to]).toLowerCase()).toBe(oneLine(textOf(said)).toLowerCase());
        }
        expect(ledger.only).toMatchObject(put);
      },
    ),
    { numRuns: 300 },
  );
});

test("what a person entered stays, in whatever order it meets the shop's changes, and what isn't ours is never touched", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          { weight: 3, arbitrary: shop },
          { weight: 2, arbitrary: person },
          { weight: 3, arbitrary: event },
          lost,
          foreign,
        ),
        { maxLength: 25 },
      ),
      async (steps) => {
        const ledger = new Ledger();
        const { entered, foreign: put } = await play(ledger, steps);
        expect(ledger.only).toMatchObject({ ...entered, ...put });
      },
    ),
    { numRuns: 300 },
  );
});

test("a run without news writes nothing, asks the ledger nothing and locks nobody", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(shop, person, event, foreign), { maxLength: 15 }),
      async (steps) => {
        const ledger = new Ledger();
        const { debtor } = await play(ledger, steps);
        const before = [ledger.writes.length, ledger.reads, ledger.locks];
        expect((await run(ledger, 55, debtor, GIVEN)).codes).toEqual(["customer-known"]);
        expect([ledger.writes.length, ledger.reads, ledger.locks]).toEqual(before);
      },
    ),
    { numRuns: 100 },
  );
});
