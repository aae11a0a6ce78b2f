/** Swedish words: orders that were taken, left out, or held for what they are themselves. */
import type * as en from "./en-order.ts";
import {
  country,
  NOTHING_TO_DO,
  type Same,
  amount,
  atLine,
  day,
  listed,
  percent,
  say,
  when,
  words,
} from "./sv-words.ts";
import type { Params } from "./words.ts";

const FIX_IN_ASPERION =
  "Rätta ordern i Asperion; den tas upp av sig själv efter ändringen. Eller bokför den för hand och hoppa över den här.";
const BY_HAND = "Bokför ordern för hand i eAccounting och hoppa sedan över den här, med en orsak.";

/** Asperion's order statuses, by their numbers. */
const statuses = listed({
  "1": "Utkast",
  "2": "Bekräftad",
  "3": "Delvis levererad",
  "4": "Levererad",
  "5": "Fakturerad",
});

export const taken = {
  "order-booked": words(
    (p) => `Ordern skrevs till eAccounting${when(p["number"], (n) => ` som order ${n}`)}.`,
    NOTHING_TO_DO,
  ),
  "order-updated": words(
    (p) =>
      `Ordern ändrades i Asperion och ordern${when(p["number"], (n) => ` ${n}`)} i eAccounting uppdaterades.`,
    NOTHING_TO_DO,
  ),
  "order-unchanged": words(
    "Ordern finns redan i eAccounting så som den skickas: dokumentet lämnades som det är.",
    NOTHING_TO_DO,
  ),
  "order-removed": words(
    (p) =>
      `Ordern avbröts i Asperion och vår order${when(p["number"], (n) => ` ${n}`)} togs bort i eAccounting.`,
    NOTHING_TO_DO,
  ),
  "already-booked": words(
    (p) =>
      `Ordern har redan ett dokument i eAccounting${when(p["number"], (n) => ` (${n})`)}. Inget andra skapas.`,
    NOTHING_TO_DO,
  ),
  "status-outside-filter": words(
    (p) =>
      `Ordern har status ${statuses(p["status"])} i Asperion; bara order med status ${statuses(p["filter"])} skickas.`,
    "Den tas upp av sig själv när dess status kommer in i filtret. Vill du skicka sådana order, ändra statusfiltret i inställningarna.",
  ),
  "payment-outside-filter": words(
    (p) =>
      `Betalningsstatusen är ${say(p["payment"])}; bara order med ${say(p["filter"])} skickas.`,
    "Den tas upp av sig själv när betalningsstatusen kommer in i filtret. Vill du skicka sådana order, ändra betalningsfiltret i inställningarna.",
  ),
  "before-start": words(
    (p) =>
      `Ordern är daterad ${day(p["date"])}, före startdatumet${when(p["startLine"], (s) => ` (${say(s)})`)}. Äldre order skickas aldrig av sig själva.`,
    "Ska den ändå bokföras, kör en efterbokning över dess datum; den ser först efter om ordern redan finns i eAccounting.",
  ),
  "flow-off": words(
    "Det här flödet är avstängt, så inget skickades.",
    "Slå på flödet i inställningarna när du är redo.",
  ),
  "cancelled-before-booking": words(
    "Ordern är avbruten i Asperion och skickades inte.",
    NOTHING_TO_DO,
  ),
  "skipped-by-person": words(
    (p) =>
      `Någon hoppade över ordern${when(p["why"], (why) => `: ${why}`)}.${when(p["documents"], (d) => ` Finns kvar i eAccounting: ${d}.`)}`,
    "Tryck på Ångra överhoppningen för att ta upp den ändå.",
  ),
} satisfies Same<typeof en.taken>;

export const heldOrder = {
  "order-gone": words(
    "Asperion har inte längre den här ordern.",
    "Togs den bort med avsikt, hoppa över den här. Har den ett dokument i eAccounting, bestäm där vad som ska hända med det.",
  ),
  "faulty-source-totals": words(
    (p) =>
      totalFault(p) ??
      `Ordern går inte ihop i Asperion: ${FIELD[String(p["field"])] ?? "en summa"} är ${amount(p["head"])} på ordern, men ${amount(p["lines"])} enligt raderna. Avrundning förklarar högst ${amount(p["bound"])}.`,
    FIX_IN_ASPERION,
  ),
  "faulty-source-vat": words(
    (p) =>
      `Momsen vid ${percent(p["rate"])} stämmer inte med raderna i Asperion: raderna säger ${amount(p["vat"])}, momssatsen ger ${amount(p["expected"])}. Avrundning förklarar högst ${amount(p["bound"])}.`,
    FIX_IN_ASPERION,
  ),
  "faulty-source-line": words(
    (p) =>
      `${lineFault(p["fault"])}${atLine(p)}: ${amount(p["net"])} utan moms, ${amount(p["vat"])} moms, ${amount(p["gross"])} totalt.`,
    FIX_IN_ASPERION,
  ),
  "faulty-source-shape": words(
    (p) =>
      `Asperions svar har ett fält som inte går att läsa: ${say(p["field"])}${when(p["got"], (got) => ` (${got})`)}.`,
    FIX_IN_ASPERION,
  ),
  "total-not-positive": words(
    (p) =>
      `Orderns summa är ${amount(p["total"])}. eAccounting tar bara order med en summa över noll.`,
    BY_HAND,
  ),
  "credit-order": words(
    (p) =>
      `Ordern slutar på ${amount(p["total"])}${when(p["credits"], (id) => ` och krediterar order ${id}`)}. Den är varken en försäljning över noll eller en kreditorder som säger vilken order den krediterar.`,
    BY_HAND,
  ),
  "currency-unknown": words(
    (p) => `eAccounting känner inte till orderns valuta ${say(p["currency"])}.`,
    FIX_IN_ASPERION,
  ),
  "foreign-sale": words(
    (p) =>
      `Det här är en försäljning till ett annat land: ${WHERE[String(p["where"])] ?? "orderns"} land är ${country(p["country"])}, företagets är ${country(p["company"])}. Momsen kunde inte avgöras, eftersom eAccountings landlista saknades.`,
    "Läs in registren från eAccounting på nytt och tryck sedan på Försök igen.",
  ),
  "order-type-not-available": words(
    "Ert abonnemang på eAccounting har inga order.",
    "Slå på ordermodulen i eAccounting, eller välj en annan ordertyp i inställningarna. Tryck sedan på Försök igen med de senaste inställningarna.",
  ),
  "domestic-rounding": words(
    "eAccounting avrundar summor till hela enheter, så dokumentets summa kan skilja sig från det som betalades.",
    "Stäng av avrundningen i eAccountings företagsinställningar, eller välj i inställningarna här hur skillnaden ska bokföras. Tryck sedan på Försök igen med de senaste inställningarna.",
  ),
  "too-many-rows": words(
    (p) => `Ordern skulle få ${say(p["rows"])} rader; eAccounting tar ${say(p["max"])}.`,
    BY_HAND,
  ),
} satisfies Same<typeof en.heldOrder>;

const FIELD: Readonly<Record<string, string>> = {
  net: "summan utan moms",
  vat: "momsen",
  gross: "summan",
  head: "summan med moms",
};
const WHERE: Readonly<Record<string, string>> = {
  invoice: "fakturaadressens",
  delivery: "leveransadressens",
  customer: "kundens",
};

/** What is wrong with the head's total by itself. */
function totalFault(p: Params): string | null {
  if (p["fault"] === "decimals")
    return `Orderns summa i Asperion, ${amount(p["head"])}, har fler än två decimaler.`;
  return p["fault"] === "too-large"
    ? `Orderns summa i Asperion, ${amount(p["head"])}, är för stor.`
    : null;
}

function lineFault(fault: unknown): string {
  if (fault === "decimals") return "En rad har belopp med fler än två decimaler";
  if (fault === "text-with-amount") return "En textrad har ett belopp";
  if (fault === "rate") return "En rad har en momssats som inte ligger mellan 0 och 100";
  if (fault === "too-large") return "En rad har ett för stort tal";
  if (fault === "no-quantity") return "En rad har ett belopp men inget antal";
  return "En rad går inte ihop";
}
