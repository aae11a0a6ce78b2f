/** Swedish words: orders held because of a document in the ledger. */
import type * as en from "./en-document.ts";
import { amount, RETRY, RETRY_NEWEST, type Same, say, when, words } from "./sv-words.ts";

const LOOK = `Öppna dokumentet i eAccounting, jämför det med ordern och rätta det som är fel.${RETRY}`;

export const heldDocument = {
  "totals-differ": words(
    (p) =>
      `eAccounting beräknar ${amount(p["answeredAmount"])} varav moms ${amount(p["answeredVat"])}; väntat var ${amount(p["plannedGross"])} varav moms ${amount(p["plannedVat"])}. Skillnaden på ${amount(p["difference"])} är ingen avrundning.`,
    LOOK,
  ),
  "row-differs": words(
    (p) =>
      `Rad ${say(p["row"])} är inte det som skickades: ${FIELD[String(p["field"])] ?? say(p["field"])} är ${amount(p["answered"])}, skickat var ${amount(p["planned"])}.`,
    LOOK,
  ),
  "price-basis-differs": words(
    "eAccounting läser fortfarande priserna på ett annat sätt (med eller utan moms) än tidigare för den här sortens kund.",
    `Kontrollera i eAccounting om kunden är företag eller privatperson, och företagets inställning för priser till privatpersoner.${RETRY}`,
  ),
  "marker-field-not-searchable": words(
    (p) =>
      `Det går inte att söka i eAccounting på fältet ${say(p["field"])} som bär vår märkning, så det är inte säkert om ordern redan finns där.`,
    `Välj ett annat fält för märkningen i inställningarna.${RETRY_NEWEST}`,
  ),
  "perhaps-booked-by-hand": words(
    (p) =>
      `eAccounting har ett dokument med orderns nummer${when(p["number"], (n) => ` (${n})`)} som inte skapats av oss. Ordern kan ha bokförts för hand.`,
    "Är det den här ordern, koppla dokumentet här. Annars, tryck på Försök igen och ange att det är en annan.",
  ),
  "document-changed-by-person": words(
    (p) =>
      `Någon har ändrat dokumentet i eAccounting sedan vi skrev det${when(p["fields"], (f) => ` (${f})`)}, och ordern har även ändrats i Asperion.`,
    "Gör ändringen för hand i eAccounting, eller tillåt överskrivning i inställningarna och tryck på Försök igen med de senaste inställningarna.",
  ),
  "document-gone": words(
    "Dokumentet som vi skapade finns inte längre i eAccounting.",
    "Togs det bort med avsikt, hoppa över ordern. Tryck annars på Bokför igen.",
  ),
  "document-gone-with-others": words(
    (p) =>
      `Dokumentet ${say(p["document"])} som vi skapade finns inte längre i eAccounting, och det stod inte ensamt.${when(p["paid"], (paid) => ` Betalningar som registrerats för ordern: ${amount(paid)}.`)}${when(p["documents"], (others) => ` Bokfört bredvid det: ${others}.`)} Ordern bokförs inte igen, eftersom det skulle komma ovanpå.`,
    "Se efter vad av detta som finns kvar i eAccounting. Bokför sedan ordern där för hand och koppla den här, eller hoppa över den.",
  ),
  "document-already-invoiced": words(
    "Ordern är fakturerad i eAccounting och kan inte längre ändras.",
    "Skapa för hand en kreditfaktura eller en ny faktura för det som ändrats och hoppa sedan över det här.",
  ),
  "document-shipped": words(
    "Ordern är levererad i eAccounting och ändras eller tas därför inte bort av sig själv.",
    "Öppna den igen eller rätta den för hand i eAccounting.",
  ),
  "document-booked-by-person": words(
    (p) =>
      `Någon har bokfört vårt utkast${when(p["number"], (n) => ` som ${n}`)}. Det är kopplat; inget andra dokument skapas.`,
    "Kontrollera beloppen om en skillnad visas.",
  ),
  "marker-found-twice": words(
    (p) => `eAccounting har ${when(p["count"], (n) => n) || "två"} dokument med orderns märkning.`,
    `Behåll det rätta, ta bort det andra i eAccounting och koppla det som blir kvar.${RETRY}`,
  ),
  "field-wanted-twice": words(
    (p) => `Både vår märkning och en annan text ska stå i fältet ${say(p["field"])}.`,
    `Välj ett annat fält för en av dem i inställningarna.${RETRY_NEWEST}`,
  ),
} satisfies Same<typeof en.heldDocument>;

const FIELD: Readonly<Record<string, string>> = {
  vatRate: "momssatsen",
  amount: "beloppet",
  quantity: "antalet",
  unitPrice: "priset",
  discount: "rabatten",
  articleId: "artikeln",
  missing: "raden",
  extra: "en extra rad",
  isTextRow: "radens slag",
};
