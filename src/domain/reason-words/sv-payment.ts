/** Swedish words: what was paid in the shop, on the ledger's invoices. */
import type * as en from "./en-payment.ts";
import { amount, day, NOTHING_TO_DO, type Same, say, when, words } from "./sv-words.ts";

const BY_HAND =
  "Jämför butikens betalningar med fakturan i eAccounting och registrera där det som saknas; hoppa sedan över det här.";

export const recordedPayments = {
  "payment-registered": words(
    (p) =>
      `Betalningen på ${amount(p["amount"])} registrerades på fakturan${when(p["date"], () => `, ${day(p["date"])}`)}.`,
    NOTHING_TO_DO,
  ),
  "payment-chosen": words(
    (p) =>
      `Betalningar med ${when(p["method"], (m) => `betalsätt ${m}`) || "ett betalsätt utan namn"} går till bankkonto ${say(p["account"])} (${BY[String(p["by"])] ?? say(p["by"])}).`,
    NOTHING_TO_DO,
  ),
  "payment-already-registered": words(
    (p) =>
      `Bokföringen har redan ${amount(p["registered"])} på fakturan, så inget registrerades för de ${amount(p["paid"])} som butiken fick.`,
    NOTHING_TO_DO,
  ),
  "rounded-by-ledger": words(
    (p) =>
      `Debiterat är ${amount(p["charged"])}; eAccounting avrundar till hela enheter, och dokumentet blir ${amount(p["total"])} (öresutjämning ${amount(p["rounding"])}).`,
    NOTHING_TO_DO,
  ),
  "rounding-registered": words(
    (p) =>
      `Det som öresutjämningen lämnar, ${amount(p["amount"])}, ${HOW[String(p["how"])] ?? "bokfördes"}${when(p["account"], (n) => ` (${n})`)}${when(p["date"], () => `, den ${day(p["date"])}`)}.`,
    NOTHING_TO_DO,
  ),
  "rounded-becomes-voucher": words(
    (p) =>
      `En faktura på ${amount(p["total"])} skulle avrundas till hela enheter, så ordern blir en verifikation, som inställningarna säger.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.recordedPayments>;

export const heldPayments = {
  "payment-method-not-mapped": words(
    (p) =>
      `Inget bankkonto är angivet för betalningar med ${when(p["method"], (m) => `betalsätt ${m}`) || "ett betalsätt utan namn"}, så betalningen registrerades inte. Det håller inte upp fakturan.`,
    "Ange i inställningarna vilket bankkonto betalsättet motsvarar och tryck sedan på Försök igen med de senaste inställningarna.",
  ),
  "payment-amount-unknown": words(
    "Ordern är delvis betald, men Asperion säger inte hur mycket, så inget registrerades. Det håller inte upp fakturan.",
    BY_HAND,
  ),
  "payment-exceeds-order": words(
    (p) =>
      `Butiken fick ${amount(p["paid"])}, mer än de ${amount(p["charged"])} som debiterades, så inget registrerades. Det håller inte upp fakturan.`,
    BY_HAND,
  ),
  "payment-exceeds-remaining": words(
    (p) =>
      `En betalning på ${amount(p["due"])} återstår att registrera, men bara ${amount(p["remaining"])} återstår av fakturan (resten kan vara krediterad).`,
    BY_HAND,
  ),
  "payment-refused": words(
    (p) =>
      `eAccounting nekade betalningen på ${amount(p["amount"])}${when(p["code"], (c) => ` (kod ${c})`)}. Det håller inte upp fakturan. Systemets egna ord står vid jobbets svar.`,
    "Rätta det som svaret nämner och tryck sedan på Försök igen.",
  ),
  "rounding-refused": words(
    (p) =>
      `eAccounting nekade öresutjämningen på ${amount(p["amount"])} som skulle ${HOW_TO[String(p["how"])] ?? "bokföras"}${when(p["code"], (c) => ` (kod ${c})`)}. Det håller inte upp fakturan. Systemets egna ord står vid jobbets svar.`,
    "Rätta det som svaret nämner, eller välj i inställningarna att skillnaden bokförs på ett konto; tryck sedan på Försök igen med de senaste inställningarna.",
  ),
  "rounding-by-hand": words(
    (p) =>
      `eAccounting avrundade dokument ${say(p["number"])} med ${amount(p["rounding"])}, och ${WHY[String(p["why"])] ?? "betalningen går inte att utläsa ur det"}: inget registrerades. Dokumentet är bokfört.`,
    BY_HAND,
  ),
} satisfies Same<typeof en.heldPayments>;

const BY: Readonly<Record<string, string>> = {
  force: "inställningen för alla",
  table: "tabellen",
  default: "standardvärdet",
};
const HOW: Readonly<Record<string, string>> = {
  payment: "registrerades som en betalning av typen öresutjämning",
  account: "bokfördes mellan betalsättets konto och kontot för öresutjämning",
};
const HOW_TO: Readonly<Record<string, string>> = {
  payment: "registreras som en betalning av typen öresutjämning",
  account: "bokföras mellan betalsättets konto och kontot för öresutjämning",
};
const WHY: Readonly<Record<string, string>> = {
  further: "det finns fler fakturor på ordern",
  refund: "det som betalades tillbaka är inte det som avrundades",
};
