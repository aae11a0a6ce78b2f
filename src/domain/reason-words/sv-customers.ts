/** Swedish words: what the customers flow holds, leaves or records. */
import type * as en from "./en-customers.ts";
import { NOTHING_TO_DO, type Same, say, when, words } from "./sv-words.ts";

export const heldParty = {
  "customer-changed-by-person": words(
    (p) =>
      `Någon har ändrat kunden i eAccounting (${say(p["fields"])}), och Asperion säger något annat. Enligt inställningarna ska någon tillfrågas innan något skrivs över.`,
    "Se till att båda säger samma sak, i Asperion eller i eAccounting, eller välj i inställningarna vad som ska hända med sådana ändringar. Tryck sedan på Försök igen med de senaste inställningarna.",
  ),
  "customer-email-taken": words(
    "Kundens nya e-postadress tillhör en annan kund i eAccounting och skrivs därför inte: två kunder med samma adress går inte längre att skilja åt. Allt annat följer Asperion.",
    "Ta reda på vilken av dem som är rätt: rätta adressen i Asperion eller i eAccounting, eller inaktivera en av kunderna där. Tryck sedan på Försök igen.",
  ),
} satisfies Same<typeof en.heldParty>;

export const recordedParty = {
  "customer-fields-kept": words(
    (p) =>
      `Någon har ändrat kunden i eAccounting (${say(p["fields"])}); det som skrevs in får stå kvar, allt annat följer Asperion.${when(p["both"], (both) => ` Även Asperion har ett nytt värde: ${both}.`)}`,
    "Om Asperions värde är det rätta, skriv in det i eAccounting.",
  ),
  "customer-kind-kept": words(
    (p) =>
      `Kunden är ${p["ledger"] === "company" ? "ett företag" : "en privatperson"} i eAccounting, vilket inte stämmer med Asperion. Det får vara så: öppna dokument hänger på det.`,
    "Har kunden verkligen bytt slag, ändra det i eAccounting när ingen av dess order är öppen.",
  ),
  "customer-not-made": words(
    (p) =>
      `Kunden i Asperion har ingen motsvarighet i eAccounting${when(p["by"], (by) => ` (sökte på ${by})`)}, och ingen skapades.`,
    "Den första ordern skapar den. Vill du ha den tidigare, tillåt det i inställningarna eller häv spärren för kunden i Asperion.",
  ),
  "debtor-blocked": words(
    (p) =>
      `Kunden är spärrad i Asperion.${p["customer"] === null ? "" : " Kunden i eAccounting får vara som den är och uppdateras fortfarande."}`,
    "Vill du stoppa försäljning även i eAccounting, inaktivera kunden där.",
  ),
  "debtor-deleted": words(
    (p) =>
      `Asperion har inte längre den här kunden. ${p["customer"] === null ? "Den har aldrig haft någon kund i eAccounting genom oss." : "Kunden i eAccounting finns kvar: dokument kan hänga på den."}`,
    "Inaktivera kunden i eAccounting om den inte längre behövs.",
  ),
  "debtor-stands-for-guests": words(
    "Den här kunden i Asperion står för alla gäster (se inställningarna) och har därför ingen egen kund i eAccounting.",
    NOTHING_TO_DO,
  ),
  "debtors-swept": words(
    (p) =>
      `Kunder som ändrats i Asperion sedan förra gången togs upp: ${say(p["found"])} av ${say(p["read"])}.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.recordedParty>;
