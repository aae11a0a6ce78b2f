// For an auditor who asks whether every order became one document: every marker (`#` and eight letters or digits) in
// any reference field, with the documents that carry it. Documents that came of each other (an order and its invoice)
// are one; two of them under one marker are a double.
import type { Entity } from "../json.ts";
import type { Company } from "../world/company.ts";

export interface MarkedDocument {
  readonly kind: "order" | "invoice" | "invoice-draft" | "voucher";
  readonly id: string;
  readonly number: unknown;
  readonly status: unknown;
  readonly field: string;
  readonly text: string;
}

export interface Audit {
  readonly company: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly markers: Readonly<Record<string, readonly MarkedDocument[]>>;
  readonly doubles: readonly string[];
}

const MARKER = /#([0-9A-Za-z]{8})(?![0-9A-Za-z])/g;
const FIELDS = ["OurReference", "YourReference", "BuyersOrderReference", "VoucherText"];

export function audit(company: Company): Audit {
  const markers = new Map<string, MarkedDocument[]>();
  const origins = new Map<string, string>();
  const kinds = [
    ["order", company.orders.all()],
    ["invoice", company.invoices.all()],
    ["invoice-draft", company.invoiceDrafts.all()],
    ["voucher", company.vouchers.all()],
  ] as const;
  for (const [kind, documents] of kinds) {
    for (const document of documents) {
      origins.set(document.Id, originOf(document));
      for (const found of marked(kind, document))
        markers.set(found.code, [...(markers.get(found.code) ?? []), found.document]);
    }
  }
  const sorted = [...markers].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    company: company.name,
    counts: {
      customers: company.customers.all().length,
      articles: company.articles.all().length,
      ...Object.fromEntries(kinds.map(([kind, documents]) => [`${kind}s`, documents.length])),
    },
    markers: Object.fromEntries(sorted),
    doubles: sorted
      .filter(([, documents]) => new Set(documents.map((one) => origins.get(one.id))).size > 1)
      .map(([code]) => code),
  };
}

/** A document that was made from another counts as that one; a voucher as its invoice. */
function originOf(document: Entity): string {
  const from = document["CreatedFromOrderId"] ?? document["SourceId"];
  return typeof from === "string" ? from : document.Id;
}

function marked(
  kind: MarkedDocument["kind"],
  document: Entity,
): { code: string; document: MarkedDocument }[] {
  return FIELDS.flatMap((field) => {
    const text = document[field];
    if (typeof text !== "string") return [];
    return [...text.matchAll(MARKER)].map((match) => ({
      code: `#${match[1] ?? ""}`,
      document: {
        kind,
        id: document.Id,
        number:
          document["Number"] ??
          document["InvoiceNumber"] ??
          document["NumberAndNumberSeries"] ??
          null,
        status: document["Status"] ?? null,
        field,
        text,
      },
    }));
  });
}
