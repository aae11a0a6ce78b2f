/**
 * Swedish words: what becomes of an order after its invoice was booked: edits, cancellations,
 * refunds, writing back.
 */
import type * as en from "./en-deltas.ts";
import { amount, day, NOTHING_TO_DO, type Same, say, when, words } from "./sv-words.ts";

const draft = (booked: unknown): string =>
  booked === false ? " Det är ett utkast: bokför det i eAccounting när du är redo." : "";

export const takenDeltas = {
  "delta-credited": words(
    (p) =>
      `Ordern ändrades efter att fakturan bokförts: ${amount(p["gross"])} togs bort med en kreditfaktura.${draft(p["booked"])}`,
    NOTHING_TO_DO,
  ),
  "delta-added": words(
    (p) =>
      `Ordern ändrades efter att fakturan bokförts: ${amount(p["gross"])} lades till med ytterligare en faktura.${draft(p["booked"])}`,
    NOTHING_TO_DO,
  ),
  "order-cancelled-credited": words(
    (p) =>
      `Ordern avbröts efter att faktura${when(p["number"], (n) => ` ${n}`)} bokförts. Allt som bokförts av den är krediterat.`,
    NOTHING_TO_DO,
  ),
  "refund-registered": words(
    (p) =>
      `Återbetalningen på ${amount(p["amount"])} registrerades på kreditfakturan${when(p["date"], () => `, den ${day(p["date"])}`)}.`,
    NOTHING_TO_DO,
  ),
  "written-back": words(
    "Status och dokumentnummer skrevs tillbaka till ordern i Asperion.",
    NOTHING_TO_DO,
  ),
  "write-back-left-out": words(
    (p) =>
      `Dokumentets nummer skrevs inte tillbaka till ordern i Asperion: ${p["why"] === "too-long" ? "köparens referens har inte plats för det" : "en order utan kund kan inte ändras där"}.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.takenDeltas>;

export const heldDeltas = {
  "delta-beside-credits": words(
    (p) =>
      `Ordern minskades med ${amount(p["credit"])} efter att faktura${when(p["number"], (n) => ` ${n}`)} bokförts, och butiken gjorde också krediteringar på ${amount(p["credited"])}. Ingen kan veta om båda avser samma sak, så inget bokfördes.`,
    "Jämför ordern med dess krediteringar i Asperion. Kreditera för hand i eAccounting det som återstår och hoppa sedan över det här.",
  ),
  "delta-customer-differs": words(
    "Ordern ändrades efter att fakturan bokförts och gäller nu en annan kund i eAccounting. Ändringen kan inte bokföras på fakturans kund.",
    "Kreditera fakturan för hand i eAccounting och fakturera den nya kunden, eller ändra tillbaka kunden i Asperion och tryck på Försök igen.",
  ),
  "booked-corrected-by-person": words(
    (p) =>
      `I eAccounting är ${amount(p["credited"])} av faktura${when(p["number"], (n) => ` ${n}`)} krediterat, varav ${amount(p["ours"])} av oss: någon har rättat den. Orderns ändring bokfördes inte därutöver.`,
    "Om rättelsen är vad ordern säger nu, hoppa över det här. Om ändringen fortfarande ska bokföras, tryck på Försök igen.",
  ),
  "refund-beside-credits": words(
    (p) =>
      `Enligt ordern har butiken återbetalat ${amount(p["due"])} mer än vad som är registrerat, och krediteringar på ${amount(p["credited"])} är också bokförda. Ingen kan veta om återbetalningen redan är registrerad på någon av dem, så inget registrerades.`,
    "Jämför butikens återbetalningar med betalningarna på krediteringarna i eAccounting. Registrera det som saknas där och hoppa sedan över det här.",
  ),
  "refund-without-payment": words(
    (p) =>
      `Butiken har återbetalat ${amount(p["due"])}, men av det som betalades för den ordern är bara ${amount(p["paid"])} registrerat på ${say(p["number"])}${when(p["refunded"], (r) => ` som inte redan har gått tillbaka (${amount(r)} har återbetalats)`)}. I bokföringen skulle återbetalningen ta pengar som aldrig kom in, så den bokfördes inte.`,
    "Registrera i eAccounting det som betalades för den ordern, eller se att det redan finns där. Tryck sedan på Försök igen: då bokförs återbetalningen.",
  ),
  "refund-exceeds-credit": words(
    (p) =>
      `Butiken har återbetalat ${amount(p["due"])}, men bara ${amount(p["open"])} är krediterat och öppet, så ingen återbetalning registrerades.`,
    "Jämför butikens betalningar med krediteringarna i eAccounting. Registrera återbetalningen där, eller skapa krediteringen som saknas; hoppa sedan över det här.",
  ),
  "refunded-without-credit": words(
    (p) =>
      `Asperion säger att ordern är återbetald, men ${p["credited"] == null ? "det finns ingen kreditering av den" : `bara ${amount(p["credited"])} av den är krediterat`}: ${say(p["number"])} står i eAccounting som såld, och det som återbetalades finns inte i bokföringen.`,
    "Gör en kreditorder i Asperion för det som återbetalades, eller avbryt ordern där om den inte är fakturerad än: båda följs av sig själva. Är det reglerat för hand i eAccounting, hoppa över det här.",
  ),
  "paid-less-than-registered": words(
    (p) =>
      `Butiken har nu ${amount(p["paid"])} av orderns pengar, men i eAccounting är ${amount(p["registered"])} registrerat på ${say(p["number"])}${when(p["back"], (b) => `, varav man vet att ${amount(b)} har gått tillbaka`)}. Vad som hände med övriga ${amount(p["missing"])} finns inte i bokföringen.`,
    "Om de betalades tillbaka: gör en kreditorder i Asperion för dem, eller ange där att krediteringen är återbetald. Båda följs av sig själva. Om betalningen misslyckades: ta tillbaka den för hand i eAccounting och hoppa över det här.",
  ),
  "paid-after-cancellation": words(
    (p) =>
      `Butiken har ${amount(p["paid"])} för ordern, som är avbruten; av det finns ${amount(p["registered"])} i bokföringen. Det som bokfördes av den (${say(p["number"])}) är återtaget, så inget registrerades.`,
    "Betala tillbaka och markera ordern i Asperion som återbetald: då är det här över av sig självt. Eller registrera pengarna för hand i eAccounting och hoppa över det här.",
  ),
  "refund-less-than-registered": words(
    (p) =>
      `Asperion säger att ${amount(p["refunded"])} av krediteringen är återbetalt, men i eAccounting är ${amount(p["registered"])} registrerat på ${say(p["number"])}.`,
    "Rätta ordern i Asperion, eller ta tillbaka återbetalningen för hand i eAccounting och hoppa över det här.",
  ),
  "refund-refused": words(
    (p) =>
      `eAccounting avvisade återbetalningen på ${amount(p["amount"])}${when(p["code"], (c) => ` (kod ${c})`)}. Krediteringen är bokförd. Svarets egna ord står hos jobbet.`,
    "Rätta det som svaret nämner och tryck på Försök igen. Eller registrera återbetalningen för hand i eAccounting och hoppa över det här.",
  ),
  "order-has-backorders": words(
    (p) =>
      `Ordern avbröts, men order ${say(p["number"])} i eAccounting har restorder och kan inte tas tillbaka.`,
    "Ta bort restordern och ordern för hand i eAccounting och tryck sedan på Försök igen.",
  ),
  "write-back-refused": words(
    (p) =>
      `Ordern är bokförd, men Asperion avvisade det som skulle skrivas tillbaka till den${when(p["status"], (s) => ` (status ${s})`)}.`,
    "Titta på svaret i orderns förlopp, rätta ordern eller inställningarna och tryck på Försök igen med de senaste inställningarna.",
  ),
} satisfies Same<typeof en.heldDeltas>;
