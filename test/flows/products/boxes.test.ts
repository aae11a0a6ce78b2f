/**
 * The update box of every single field: with it the field follows the ledger, without it it is the
 * shop's after the first time; and what somebody changed in the shop stays in either case.
 */
import { expect, test } from "vitest";
import type { LedgerProduct, ProductFields } from "../../../src/domain/goods/product.ts";
import { article, inShop, settings, SERVICES, Sync } from "./kit.ts";

type Box = {
  readonly field: string;
  readonly rule?: Record<string, unknown>;
  /** What changes in the ledger. */
  readonly change: Partial<LedgerProduct>;
  readonly before?: Partial<LedgerProduct>;
  readonly made: ProductFields;
  readonly followed: ProductFields;
  /** What somebody in the shop writes. */
  readonly edit: ProductFields;
};

const BOXES: readonly Box[] = [
  {
    field: "code",
    change: { number: "HAT" },
    made: { sku: "CAP" },
    followed: { sku: "HAT" },
    edit: { sku: "MINE" },
  },
  {
    field: "name",
    change: { name: "Hat" },
    made: { name: "Cap" },
    followed: { name: "Hat" },
    edit: { name: "Mine" },
  },
  {
    field: "shortDescription",
    change: { nameEnglish: "Hat (English)" },
    made: { shortDescription: "Cap (English)" },
    followed: { shortDescription: "Hat (English)" },
    edit: { shortDescription: "Mine" },
  },
  {
    field: "longDescription",
    change: { note: "Warmer" },
    made: { longDescription: "Warm" },
    followed: { longDescription: "Warmer" },
    edit: { longDescription: "Mine" },
  },
  {
    field: "unit",
    change: { unit: "pair" },
    made: { unit: "pcs" },
    followed: { unit: "pair" },
    edit: { unit: "box" },
  },
  {
    field: "priceExclVat",
    change: { netPrice: "80" },
    made: { priceExclVat: "100" },
    followed: { priceExclVat: "80" },
    edit: { priceExclVat: "1" },
  },
  {
    field: "priceInclVat",
    change: { grossPrice: "99.9" },
    made: { priceInclVat: "125" },
    followed: { priceInclVat: "99.9" },
    edit: { priceInclVat: "1" },
  },
  {
    field: "ean",
    before: { barcodes: ["7350053850019"] },
    change: { barcodes: ["4006381333931"] },
    made: { ean: "7350053850019" },
    followed: { ean: "4006381333931" },
    edit: { ean: "9780201379624" },
  },
  {
    field: "active",
    change: { active: false },
    made: { active: true },
    followed: { active: false },
    edit: { active: false },
  },
  {
    field: "kind",
    change: { service: true, codingId: SERVICES },
    made: { kind: "simple" },
    followed: { kind: "virtual" },
    edit: { kind: "configurable" },
  },
  ...[1, 2, 3, 4, 5].map((n): Box => ({
    field: `free${n}`,
    rule: { from: "supplierNumber" },
    before: { supplierNumber: "S-1" },
    change: { supplierNumber: "S-2" },
    made: { [`free${n}`]: "S-1" },
    followed: { [`free${n}`]: "S-2" },
    edit: { [`free${n}`]: "Mine" },
  })),
];

const how = ({ field, rule }: Box, box: Record<string, unknown>) =>
  settings({ fields: { [field]: { ...rule, ...box } } });

function played(
  box: Box,
  rule: Record<string, unknown>,
  edit: ProductFields | null = null,
): ProductFields | undefined {
  const sync = new Sync();
  const before = { ...box.before };
  sync.run(article(before), how(box, rule));
  expect(sync.target?.product).toMatchObject(box.made);
  if (edit !== null) sync.edit(edit);
  sync.run(article({ ...before, ...box.change }), how(box, rule));
  return sync.target?.product;
}

test.each(BOXES)("$field follows the ledger with its update box", (box) => {
  expect(played(box, { onUpdate: true })).toMatchObject(box.followed);
});

test.each(BOXES)("$field is the shop's without it", (box) => {
  expect(played(box, { onUpdate: false })).toMatchObject(box.made);
});

test.each(BOXES)(
  "$field stays as somebody in the shop wrote it, and is written over only where that is wanted",
  (box) => {
    expect(played(box, { onUpdate: true }, box.edit)).toMatchObject(box.edit);
    expect(played(box, { onUpdate: true, overwrite: true }, box.edit)).toMatchObject(box.followed);
  },
);

test("currency and VAT code have boxes as well: an article of the shop's own keeps them without", () => {
  for (const [field, mine, ours] of [
    ["currency", { currency: "EUR" }, { currency: "SEK" }],
    ["tax", { vatCode: "X" }, { vatCode: "H" }],
  ] as const)
    for (const onUpdate of [true, false]) {
      const sync = new Sync();
      sync.target = inShop({ sku: "CAP", ...mine });
      sync.run(article(), settings({ fields: { [field]: { onUpdate } } }));
      expect(sync.target.product).toMatchObject(onUpdate ? ours : mine);
    }
});
