/** Swedish words: what becomes of an order that was edited or cancelled after its invoice was booked. */
import type * as en from "./en-deltas.ts";
import { amount, NOTHING_TO_DO, type Same, when, words } from "./sv-words.ts";

const draft = (booked: unknown): string => (booked === false ? " Det är ett utkast: bokför det i eAccounting när du är redo." : "");

export const takenDeltas = {
  "delta-credited": words((p) => `Ordern ändrades efter att fakturan bokförts: ${amount(p["gross"])} togs bort med en kreditfaktura.${draft(p["booked"])}`, NOTHING_TO_DO),
  "delta-added": words((p) => `Ordern ändrades efter att fakturan bokförts: ${amount(p["gross"])} lades till med ytterligare en faktura.${draft(p["booked"])}`, NOTHING_TO_DO),
  "order-cancelled-credited": words((p) => `Ordern avbröts efter att faktura${when(p["number"], (n) => ` ${n}`)} bokförts. Allt som bokförts av den är krediterat.`, NOTHING_TO_DO),
} satisfies Same<typeof en.takenDeltas>;

export const heldDeltas = {
  "delta-beside-credits": words((p) => `Ordern minskades med ${amount(p["credit"])} efter att faktura${when(p["number"], (n) => ` ${n}`)} bokförts, och butiken gjorde också krediteringar på ${amount(p["credited"])}. Ingen kan veta om båda avser samma sak, så inget bokfördes.`, "Jämför ordern med dess krediteringar i Asperion. Kreditera för hand i eAccounting det som återstår och hoppa sedan över det här."),
  "delta-customer-differs": words("Ordern ändrades efter att fakturan bokförts och gäller nu en annan kund i eAccounting. Ändringen kan inte bokföras på fakturans kund.", "Kreditera fakturan för hand i eAccounting och fakturera den nya kunden, eller ändra tillbaka kunden i Asperion och tryck på Försök igen."),
  "booked-corrected-by-person": words((p) => `I eAccounting är ${amount(p["credited"])} av faktura${when(p["number"], (n) => ` ${n}`)} krediterat, varav ${amount(p["ours"])} av oss: någon har rättat den. Orderns ändring bokfördes inte därutöver.`, "Om rättelsen är vad ordern säger nu, hoppa över det här. Om ändringen fortfarande ska bokföras, tryck på Försök igen."),
} satisfies Same<typeof en.heldDeltas>;
