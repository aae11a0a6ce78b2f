/** Dutch words: what was paid in the shop, on the ledger's invoices. */
import type * as en from "./en-payment.ts";
import { amount, day, NOTHING_TO_DO, type Same, say, when, words } from "./nl-words.ts";

const BY_HAND =
  "Vergelijk de betalingen van de winkel met de factuur in eAccounting en registreer daar wat ontbreekt; sla dit daarna over.";

export const recordedPayments = {
  "payment-registered": words(
    (p) =>
      `De betaling van ${amount(p["amount"])} is op de factuur geregistreerd${when(p["date"], () => `, op ${day(p["date"])}`)}.`,
    NOTHING_TO_DO,
  ),
  "payment-chosen": words(
    (p) =>
      `Betalingen via ${when(p["method"], (m) => `methode ${m}`) || "een methode zonder naam"} gaan naar bankrekening ${say(p["account"])} (${BY[String(p["by"])] ?? say(p["by"])}).`,
    NOTHING_TO_DO,
  ),
  "payment-already-registered": words(
    (p) =>
      `De boekhouding heeft al ${amount(p["registered"])} op deze factuur, dus is er voor de ${amount(p["paid"])} die de winkel ontving niets geregistreerd.`,
    NOTHING_TO_DO,
  ),
  "rounded-by-ledger": words(
    (p) =>
      `Er is ${amount(p["charged"])} berekend; eAccounting rondt af op hele eenheden, en het document komt uit op ${amount(p["total"])} (afronding ${amount(p["rounding"])}).`,
    NOTHING_TO_DO,
  ),
  "rounding-registered": words(
    (p) =>
      `Wat de afronding overlaat, ${amount(p["amount"])}, is ${HOW[String(p["how"])] ?? "geboekt"}${when(p["account"], (n) => ` (${n})`)}${when(p["date"], () => `, op ${day(p["date"])}`)}.`,
    NOTHING_TO_DO,
  ),
  "rounded-becomes-voucher": words(
    (p) =>
      `Een factuur van ${amount(p["total"])} zou op hele eenheden worden afgerond, dus wordt de order een memoriaalboeking, zoals de instellingen zeggen.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.recordedPayments>;

export const heldPayments = {
  "payment-method-not-mapped": words(
    (p) =>
      `Voor betalingen via ${when(p["method"], (m) => `methode ${m}`) || "een methode zonder naam"} is geen bankrekening ingesteld, dus is de betaling niet geregistreerd. Dit houdt de factuur niet op.`,
    "Wijs de betaalmethode in de instellingen toe aan een bankrekening en druk daarna op Opnieuw proberen met de nieuwste instellingen.",
  ),
  "payment-amount-unknown": words(
    "De order is deels betaald, maar Asperion zegt niet hoeveel, dus is er niets geregistreerd. Dit houdt de factuur niet op.",
    BY_HAND,
  ),
  "payment-exceeds-order": words(
    (p) =>
      `De winkel ontving ${amount(p["paid"])}, meer dan de ${amount(p["charged"])} die is berekend, dus is er niets geregistreerd. Dit houdt de factuur niet op.`,
    BY_HAND,
  ),
  "payment-exceeds-remaining": words(
    (p) =>
      `Er moet nog een betaling van ${amount(p["due"])} worden geregistreerd, maar van de factuur staat nog maar ${amount(p["remaining"])} open (misschien is de rest gecrediteerd).`,
    BY_HAND,
  ),
  "payment-refused": words(
    (p) =>
      `eAccounting heeft de betaling van ${amount(p["amount"])} geweigerd${when(p["code"], (c) => ` (code ${c})`)}. Dit houdt de factuur niet op. De eigen woorden ervan staan bij het antwoord van de taak.`,
    "Verbeter wat het antwoord noemt en druk daarna op Opnieuw proberen.",
  ),
  "rounding-refused": words(
    (p) =>
      `eAccounting heeft de afronding van ${amount(p["amount"])} geweigerd, die moest worden ${HOW[String(p["how"])] ?? "geboekt"}${when(p["code"], (c) => ` (code ${c})`)}. Dit houdt de factuur niet op. De eigen woorden ervan staan bij het antwoord van de taak.`,
    "Verbeter wat het antwoord noemt, of kies in de instellingen dat het verschil op een rekening wordt geboekt; druk daarna op Opnieuw proberen met de nieuwste instellingen.",
  ),
  "rounding-by-hand": words(
    (p) =>
      `eAccounting heeft document ${say(p["number"])} met ${amount(p["rounding"])} afgerond, en ${WHY[String(p["why"])] ?? "de betaling is er niet uit af te leiden"}: er is niets geregistreerd. Het document is geboekt.`,
    BY_HAND,
  ),
} satisfies Same<typeof en.heldPayments>;

const BY: Readonly<Record<string, string>> = {
  force: "de instelling voor alle",
  table: "de toewijzingstabel",
  default: "de standaardwaarde",
};
const HOW: Readonly<Record<string, string>> = {
  payment: "geregistreerd als betaling van het type afronding",
  account: "geboekt tussen de rekening van de betaalmethode en de afrondingsrekening",
};
const WHY: Readonly<Record<string, string>> = {
  further: "er zijn verdere facturen van de order",
  refund: "wat is terugbetaald is niet wat is afgerond",
};
