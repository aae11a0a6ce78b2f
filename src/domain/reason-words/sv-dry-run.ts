/** Swedish words: what a dry run says. */
import type * as en from "./en-dry-run.ts";
import { amount, NOTHING_TO_DO, type Same, say, words } from "./sv-words.ts";

export const dryRuns = {
  "dry-run": words(
    (p) =>
      `Provkörning: inget skrevs. På riktigt: ${WOULD[String(p["would"])] ?? say(p["would"])}.`,
    NOTHING_TO_DO,
  ),
  "dry-run-sample-gone": words(
    "Ordern som skickades in för provkörningen sparas inte, och körningen bröts innan den var klar.",
    "Skicka in den igen.",
  ),
  "dry-run-rounding-open": words(
    (p) =>
      `Hur eAccounting avrundar moms är inte känt ännu; det här är räknat ${ROUNDING[String(p["rounding"])] ?? say(p["rounding"])}. Om det avrundar på det andra sättet skiljer momsen ${amount(p["vat"])}, och en öresutjämningsrad skapas eller ändras med högst ${amount(p["bound"])} genom ytterligare en skrivning; summan är densamma.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.dryRuns>;

const ROUNDING: Readonly<Record<string, string>> = { row: "per rad", rate: "per momssats" };
const WOULD: Readonly<Record<string, string>> = {
  "order.create": "en ny order skulle skapas",
  "order.update": "ordern skulle ändras",
  "order.delete": "ordern skulle tas bort",
  "draft.create": "ett nytt fakturautkast skulle skapas",
  "draft.update": "fakturautkastet skulle ändras",
  "draft.delete": "fakturautkastet skulle tas bort",
  "order.confirm": "ordern skulle bekräftas",
  "order.convert": "ordern skulle faktureras",
  "order.void": "den skickade ordern skulle bli pågående igen",
  "draft.convert": "utkastet skulle bokföras som faktura",
  "sending.create": "fakturan skulle skickas till kunden",
  "customer.update": "kunden skulle uppdateras, och inget av ordern",
  "payment.create": "en betalning skulle registreras",
  "voucher.create": "en verifikation skulle bokföras",
  "ledger-item.create": "en verifikation med sin post i kundreskontran skulle bokföras",
  booked: "inget skulle skrivas, eftersom ordern redan är bokförd",
  updated: "inget skulle skrivas, eftersom ordern redan är bokförd",
  skipped: "ordern skulle hoppas över",
  "before-start": "inget, eftersom ordern ligger före startdatumet",
  held: "ordern skulle hållas kvar",
  "needs-attention": "ordern skulle vänta på en person",
};
