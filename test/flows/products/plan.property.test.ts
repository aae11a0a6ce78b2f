import fc from "fast-check";
import { expect, test } from "vitest";
import { isUnpriced, type LedgerProduct } from "../../../src/domain/goods/product.ts";
import { canonical } from "../../../src/flows/products/canonical.ts";
import { fieldsOf } from "../../../src/flows/products/plan.ts";
import { RULE_OF, desiredProduct } from "../../../src/flows/products/desired-product.ts";
import { article, CODING, CONTEXT, SERVICES, settings, Sync } from "./kit.ts";
import { everyOf } from "../../support/every-of.ts";

const everything = { onUpdate: true };
/** Every field goes out whenever it differs. */
const ALL = settings({
  variants: { by: "label", label: "Group", attributes: ["Size"] },
  filter: { inactive: true },
  fields: {
    shortDescription: everything,
    longDescription: everything,
    tax: everything,
    free1: { from: "supplierNumber" },
    free2: { from: "labels" },
    free3: { from: "unit" },
  },
});

const price = fc.integer({ min: 0, max: 9_999_999 }).map((cents) => (cents / 1000).toFixed(3));
const short = fc
  .string({ minLength: 1, maxLength: 20, unit: "grapheme" })
  .filter((text) => text.trim() !== "");
const state: fc.Arbitrary<LedgerProduct> = fc
  .record({
    number: fc.constantFrom("CAP", "CAP-2", "HAT"),
    name: short,
    nameEnglish: fc.option(short),
    note: fc.option(short),
    netPrice: fc.option(price),
    grossPrice: fc.option(price),
    coding: fc.boolean(),
    active: fc.boolean(),
    labels: fc.subarray(["Group: CAPS", "Group: HATS", "Size: M", "Size: L", "Sale"]),
    barcodes: fc.subarray(["7350053850019", "96385074"]),
    unit: fc.option(short),
    supplierNumber: fc.option(short),
  })
  .map(({ coding, ...fields }) =>
    article({ ...fields, codingId: coding ? CODING : SERVICES, service: !coding }),
  );

const priced = state.filter((product) => !isUnpriced(product));

test("after any changes in the ledger the shop has what the plan wishes, and another run writes nothing", () => {
  fc.assert(
    fc.property(fc.array(state, { minLength: 1, maxLength: 8 }), (states) => {
      const sync = new Sync();
      for (const product of states) {
        const { do: done } = sync.run(product, ALL);
        expect(done === "hold").toBe(sync.target === null);
        if (done === "hold") {
          expect(isUnpriced(product)).toBe(true);
          continue;
        }
        const { fields } = desiredProduct(product, CONTEXT, ALL);
        for (const field of fieldsOf(fields))
          expect([field, canonical(field, sync.target?.product[field])]).toEqual([
            field,
            canonical(field, fields[field]),
          ]);
        const { writes } = sync;
        expect(sync.run(product, ALL).do).toBe("nothing");
        expect(sync.writes).toBe(writes);
      }
    }),
    { numRuns: 300 },
  );
});

test("whatever the ledger does, what somebody in the shop wrote stays, unless the field's rule lets us write over it", () => {
  // Texts that the ledger never has.
  const edit = fc
    .nat({ max: 99 })
    .map((n) => ({ name: `of the shop ${n}`, free1: `of the shop ${n}` }));
  const step = fc.oneof(
    state.map((ledger) => ({ ledger })),
    edit.map((shop) => ({ shop })),
  );
  const how = settings({
    filter: { inactive: true },
    fields: { free1: { from: "supplierNumber", overwrite: true } },
  });
  fc.assert(
    fc.property(priced, fc.array(step, { maxLength: 10 }), (first, steps) => {
      const sync = new Sync();
      sync.run(first, how);
      let edited: string | null = null;
      for (const one of steps) {
        if ("shop" in one) {
          sync.edit(one.shop);
          edited = one.shop.name;
          continue;
        }
        sync.run(one.ledger, how);
        const { fields } = desiredProduct(one.ledger, CONTEXT, how);
        expect(sync.target?.product.name).toBe(edited ?? fields.name);
        if (canonical("free1", fields.free1) !== "")
          expect(sync.target?.product.free1).toBe(fields.free1);
      }
    }),
    { numRuns: 300 },
  );
});

test("every field has a rule of the settings", () => {
  const { fields } = desiredProduct(article(), CONTEXT, ALL);
  expect(everyOf(fieldsOf(fields), (field) => ALL.fields[RULE_OF[field]] !== undefined)).toBe(true);
});
