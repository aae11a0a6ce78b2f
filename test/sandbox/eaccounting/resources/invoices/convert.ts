// A draft becomes an invoice: dated as the switches of the call say, checked against the totals that the caller expects,
// booked, and gone as a draft. It converts once; asked again, there is no such draft.
import type { Entity, JsonObject } from "../../json.ts";
import { textOf } from "../../../kit/text.ts";
import { type Act, today } from "../../vendor/act.ts";
import { carriedOver } from "../attachments/sales.ts";
import { book, checkBooking } from "./book.ts";
import { contentOf } from "./content.ts";
import { checkExpected } from "./expected.ts";
import { customerOf } from "./head.ts";

export interface Conversion {
  readonly keepDate: boolean;
  /** Totals that the caller expects, or null. */
  readonly expected: JsonObject | null;
  readonly own: JsonObject;
}

export function convertDraft(
  act: Act,
  draft: Entity,
  { keepDate, expected, own }: Conversion,
): Entity {
  const customer = customerOf(act, draft["CustomerId"], textOf(draft["CustomerId"]));
  const kept = draft["InvoiceDate"];
  const due = draft["DueDate"];
  const checked = checkBooking(act, {
    content: contentOf(act, draft, customer, {
      isReversed: (row) => row["ReversedConstructionServicesVatFree"] === true,
    }),
    from: act.switches.get("draftKeepsReferences") === "yes" ? draft : withoutReferences(draft),
    invoiceDate: keepDate && typeof kept === "string" ? kept : today(act),
    dueDate: typeof due === "string" ? due : null,
    currencyRate: null,
    own: { ...own, CreatedFromDraftId: draft.Id },
  });
  if (expected !== null) checkExpected(act, checked.content, checked.figures, expected);
  const invoice = carriedOver(act, draft, book(act, checked));
  act.company.invoices.commit(invoice, act.world.now());
  act.company.invoiceDrafts.remove(draft.Id, act.world.now());
  return invoice;
}

export const withoutReferences = (document: JsonObject): JsonObject => ({
  ...document,
  OurReference: null,
  YourReference: null,
  BuyersOrderReference: null,
});
