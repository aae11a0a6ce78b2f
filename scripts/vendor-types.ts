/**
 * `npx node scripts/vendor-types.ts`: writes src/eaccounting/published.ts anew, the types of the
 * bodies that are sent, from the part of the vendor's published document that concerns this
 * product. A field of another name, or of another kind, doesn't compile.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");
export const PUBLISHED = join(ROOT, "src/eaccounting/published.ts");

/** Bodies that are written field by field, and their rows. */
const SENT = [
  "AttachmentLinkApi",
  "AttachmentUploadApi",
  "CustomerApi",
  "CustomerInvoiceDraftApi",
  "CustomerInvoiceDraftRowApi",
  "CustomerLedgerItemWithVoucherApi",
  "InvoicePaymentApi",
  "OrderApi",
  "OrderRowApi",
  "VoucherApi",
  "VoucherRowApi",
];
/** Of these, what is named within another alone. */
const INNER = ["VoucherRowApi"];

type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly readOnly?: boolean;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
};

const KINDS: Readonly<Record<string, string>> = {
  string: "string",
  number: "number",
  integer: "number",
  boolean: "boolean",
};

function typeOf({ $ref, type, items }: Schema): string {
  const name = $ref?.split("/").at(-1);
  if (name !== undefined) return SENT.includes(name) ? name : "object";
  const kinds = [type ?? "object"].flat().filter((kind) => kind !== "null");
  if (kinds[0] === "array") return `readonly ${typeOf(items ?? {})}[]`;
  return [...new Set(kinds.map((kind) => KINDS[kind] ?? "object"))].join(" | ");
}

/** What the vendor works out isn't sent. `null` and absent leave a field to it. */
export function publishedTypes(): string {
  const path = join(ROOT, "test/contract/eaccounting.json");
  const { schemas } = JSON.parse(readFileSync(path, "utf8")) as {
    readonly schemas: Readonly<Record<string, Schema>>;
  };
  const types = SENT.map((name) => {
    const fields = Object.entries(schemas[name]?.properties ?? {})
      .filter(([, schema]) => schema.readOnly !== true)
      .map(([field, schema]) => `  readonly ${field}?: ${typeOf(schema)} | null;`);
    const type = `type ${name} = {\n${fields.join("\n")}\n};`;
    return INNER.includes(name) ? type : `export ${type}`;
  });
  return [
    "// Made by scripts/vendor-types.ts of the vendor's published document: don't change it here.",
    ...types,
  ]
    .join("\n\n")
    .concat("\n");
}

if (import.meta.main) writeFileSync(PUBLISHED, publishedTypes());
