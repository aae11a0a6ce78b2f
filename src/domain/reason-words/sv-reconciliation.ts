/** Swedish words: the comparison of both sides, what it did and what it found. */
import type * as en from "./en-reconciliation.ts";
import { day, NOTHING_TO_DO, type Same, say, when, words } from "./sv-words.ts";

const AGAIN = "Stäm sedan av dagarna igen: avvikelsen försvinner av sig själv.";

export const reconciliations = {
  "reconciliation-done": words(
    (p) =>
      `Avstämda: ${say(p["orders"])} order från ${day(p["from"])} till ${day(p["to"])} mot ${say(p["documents"])} dokument från oss i eAccounting; avvikelser: ${say(p["findings"])}.`,
    NOTHING_TO_DO,
  ),
  "reconciliation-taken-up": words(
    "Ingen hade berättat om ordern som den är nu. Avstämningen av båda sidor tog upp den.",
    NOTHING_TO_DO,
  ),
  "reconciliation-took-up": words(
    (p) =>
      `Avstämningen av båda sidor tog upp ${say(p["count"])} order som ingen hade berättat om, eller inte som de är nu.`,
    "Inget behöver göras. Händer det natt efter natt, kontrollera att sökningarna körs och att webhookar kommer fram.",
  ),
  "reconciliation-not-listed": words(
    (p) =>
      `De här dokumenten i eAccounting gick inte att lista, eftersom åtkomst saknas: ${say(p["kinds"])}. De stämdes inte av.`,
    "Skapas sådana dokument för butiken, ge användaren den åtkomsten i eAccounting och anslut på nytt.",
  ),
} satisfies Same<typeof en.reconciliations>;

const which = (value: Parameters<typeof when>[0]): string => when(value, (orders) => `: ${orders}`);

export const differences = {
  "reconciliation-twice": words(
    (p) =>
      `eAccounting har mer än ett dokument från oss för samma order (${say(p["count"])})${which(p["orders"])}.`,
    `Öppna båda i eAccounting. Ta bort det som inte är bokfört, eller kreditera det som ingen har betalat. ${AGAIN}`,
  ),
  "reconciliation-without-order": words(
    (p) =>
      `eAccounting har dokument med vår märkning som inte hör till någon order som är känd här (${say(p["count"])})${which(p["orders"])}.`,
    `Se efter i eAccounting vem som skapade dem: en kopia behåller originalets märkning, och en annan installation skapar egna. Ta bort eller kreditera det som är för mycket, eller rensa märkningen. ${AGAIN}`,
  ),
  "reconciliation-amount": words(
    (p) => `Bokförda belopp är inte butikens (${say(p["count"])} order)${which(p["orders"])}.`,
    `Öppna orderns sida och dokumentet: någon ändrade det i eAccounting, eller så ändrade butiken ordern utan att säga till. Rätta det som är fel. ${AGAIN}`,
  ),
  "reconciliation-vat": words(
    (p) =>
      `Bokförd moms skiljer sig från butikens mer än avrundning förklarar (${say(p["count"])} order)${which(p["orders"])}.`,
    `Öppna orderns sida och dokumentet och jämför momsen för varje momssats. ${AGAIN}`,
  ),
  "reconciliation-currency": words(
    (p) =>
      `Dokument är i en annan valuta än sina order (${say(p["count"])} order)${which(p["orders"])}.`,
    `Öppna orderns sida och dokumentet. Kopplades fel dokument, koppla bort det och koppla det rätta; är dokumentet fel, rätta det i eAccounting. ${AGAIN}`,
  ),
  "reconciliation-customer": words(
    (p) =>
      `Dokument som kopplades för hand gäller en annan kund än orderns köpare (${say(p["count"])} order)${which(p["orders"])}.`,
    `Öppna orderns sida. Kopplades fel dokument, koppla bort det och koppla det rätta; är köparen den kunden, koppla köparen till den. ${AGAIN}`,
  ),
  "reconciliation-missing": words(
    (p) =>
      `Dokument som var bokförda finns inte längre i eAccounting (${say(p["count"])} order)${which(p["orders"])}.`,
    `Se efter om någon tog bort dem. Behövs de, tryck på Bokför igen; annars, hoppa över ordern på dess sida. ${AGAIN}`,
  ),
} satisfies Same<typeof en.differences>;
