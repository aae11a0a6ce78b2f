/** Swedish words: credit orders. */
import type * as en from "./en-credit.ts";
import { amount, day, NOTHING_TO_DO, type Same, say, when, words } from "./sv-words.ts";

const BY_HAND = "Skapa kreditfakturan för hand i eAccounting och hoppa sedan över det här.";

export const takenCredits = {
  "credit-booked": words(
    (p) =>
      `Krediteringen bokfördes i eAccounting${when(p["number"], (n) => ` som kreditfaktura ${n}`)}${when(p["date"], () => `, daterad ${day(p["date"])}`)}.`,
    NOTHING_TO_DO,
  ),
  "credit-draft-made": words(
    "Krediteringen skrevs till eAccounting som utkast. Inget är bokfört ännu.",
    "Bokför utkastet i eAccounting när du är redo.",
  ),
} satisfies Same<typeof en.takenCredits>;

export const heldCredits = {
  "credit-sign": words(
    (p) =>
      `Krediteringens summa är ${amount(p["total"])}, men enligt inställningarna är den här butikens krediteringar ${SIGN[String(p["sign"])] ?? say(p["sign"])}. Med det andra tecknet kan det vara en försäljning.`,
    "Rätta krediteringen i Asperion, eller krediteringarnas tecken i inställningarna. Tryck sedan på Försök igen med de senaste inställningarna.",
  ),
  "credit-exceeds-original": words(
    (p) =>
      `Krediteringen på ${amount(p["credit"])} är mer än vad som återstår av det bokförda: ${amount(p["invoiced"])} bokfördes och ${amount(p["credited"])} är redan krediterat.`,
    "Rätta krediteringen i Asperion, eller skapa den för hand i eAccounting och hoppa över det här.",
  ),
  "credit-of-sales-order": words(
    (p) =>
      `Order ${say(p["order"])} är en order i eAccounting som inte är fakturerad, så det finns ingen faktura att kreditera.`,
    "Fakturera ordern i eAccounting och tryck sedan på Försök igen: fakturan krediteras. Eller ändra eller ta bort den där för hand som krediteringen säger, och hoppa över det här.",
  ),
  "credit-original-not-here": words(
    (p) =>
      `Order ${say(p["order"])}, som krediteringen gäller, har varken faktura eller verifikation i eAccounting som är känd här.`,
    BY_HAND,
  ),
  "credit-customer-differs": words(
    "Krediteringen gäller en annan kund i eAccounting än fakturan.",
    "Kontrollera båda orderna i Asperion, eller kundernas kopplingar här. Tryck sedan på Försök igen.",
  ),
  "credit-wrong-way": words(
    (p) => `Det bokfördes åt fel håll: ${amount(p["remaining"])} återstår att betala.`,
    "Rätta det genast i eAccounting med ett dokument av det andra slaget och hoppa sedan över det här. Be om hjälp innan fler krediteringar bokförs.",
  ),
} satisfies Same<typeof en.heldCredits>;

export const waitingCredits = {
  "credit-waits-for-original": words(
    (p) => `Krediteringen väntar tills order ${say(p["order"])}, som den gäller, är bokförd.`,
    "Inget behöver göras om ordern är på väg. Är den kvarhållen, red ut den först.",
  ),
} satisfies Same<typeof en.waitingCredits>;

const SIGN: Readonly<Record<string, string>> = { negative: "negativa", positive: "positiva" };
