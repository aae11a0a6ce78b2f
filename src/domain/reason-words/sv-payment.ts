/** Swedish words: what was paid in the shop, on the ledger's invoices. */
import type * as en from "./en-payment.ts";
import { amount, day, NOTHING_TO_DO, type Same, say, when, words } from "./sv-words.ts";

const BY_HAND = "Jämför butikens betalningar med fakturan i eAccounting och registrera där det som saknas; hoppa sedan över det här.";

export const recordedPayments = {
  "payment-registered": words((p) => `Betalningen på ${amount(p["amount"])} registrerades på fakturan${when(p["date"], () => `, ${day(p["date"])}`)}.`, NOTHING_TO_DO),
  "payment-chosen": words((p) => `Betalningar med ${when(p["method"], (m) => `betalsätt ${m}`) || "ett betalsätt utan namn"} går till bankkonto ${say(p["account"])} (${BY[String(p["by"])] ?? say(p["by"])}).`, NOTHING_TO_DO),
  "payment-already-registered": words((p) => `Bokföringen har redan ${amount(p["registered"])} på fakturan, så inget registrerades för de ${amount(p["paid"])} som butiken fick.`, NOTHING_TO_DO),
} satisfies Same<typeof en.recordedPayments>;

export const heldPayments = {
  "payment-method-not-mapped": words((p) => `Inget bankkonto är angivet för betalningar med ${when(p["method"], (m) => `betalsätt ${m}`) || "ett betalsätt utan namn"}, så betalningen registrerades inte. Fakturan är bokförd.`, "Ange i inställningarna vilket bankkonto betalsättet motsvarar och tryck sedan på Försök igen."),
  "payment-amount-unknown": words("Ordern är delvis betald, men Asperion säger inte hur mycket, så inget registrerades. Fakturan är bokförd.", BY_HAND),
  "payment-exceeds-order": words((p) => `Butiken fick ${amount(p["paid"])}, mer än de ${amount(p["charged"])} som debiterades, så inget registrerades. Fakturan är bokförd.`, BY_HAND),
  "payment-exceeds-remaining": words((p) => `En betalning på ${amount(p["due"])} återstår att registrera, men bara ${amount(p["remaining"])} återstår av fakturan (resten kan vara krediterad).`, BY_HAND),
  "payment-refused": words((p) => `eAccounting nekade betalningen på ${amount(p["amount"])}${when(p["code"], (c) => ` (kod ${c})`)}. Fakturan är bokförd. Systemets egna ord står vid jobbets svar.`, "Rätta det som svaret nämner och tryck sedan på Försök igen."),
} satisfies Same<typeof en.heldPayments>;

const BY: Readonly<Record<string, string>> = { force: "inställningen för alla", table: "tabellen", default: "standardvärdet" };
