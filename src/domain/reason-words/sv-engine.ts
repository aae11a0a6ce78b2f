/** Swedish words: calls of a vendor that failed, and what the engine itself has to say. */
import type * as en from "./en-engine.ts";
import { BY_ITSELF, NOTHING_TO_DO, type Same, say, vendorName, when, words } from "./sv-words.ts";

export const failures = {
  "rejected-by-vendor": words(
    (p) =>
      `${vendorName(p["vendor"])} nekade det${when(p["code"], (c) => ` (kod ${c})`)}${when(p["fields"], (f) => `; fält: ${f}`)}. Systemets egna ord står vid jobbets svar.`,
    "Rätta det som svaret nämner, i Asperion eller i inställningarna, och tryck sedan på Försök igen med de senaste inställningarna.",
  ),
  "rate-limited": words(
    (p) =>
      `${p["vendor"] === undefined ? "Leverantören" : vendorName(p["vendor"])} tar inte emot fler anrop för tillfället${when(p["endpoint"], (e) => ` (${e})`)}.`,
    BY_ITSELF,
  ),
  "needs-login": words(
    (p) =>
      `${vendorName(p["vendor"])} godtar inte längre anslutningens inloggning. Inget går förlorat: order väntar.`,
    "Anslut på nytt. Det som väntade görs sedan i tur och ordning.",
  ),
  "no-access": words(
    (p) =>
      `${vendorName(p["vendor"])} ger inte åtkomst till ${say(p["capability"])}${when(p["code"], (c) => ` (kod ${c})`)}. Annat arbete fortsätter.`,
    "Kontrollera abonnemanget, modulerna och behörigheten för den användare som anslöt; anslut sedan på nytt.",
  ),
  "company-blocked": words(
    (p) =>
      `eAccounting tar just nu inte emot något för det här företaget${when(p["code"], (c) => ` (kod ${c})`)}.`,
    "Logga in i eAccounting: slutför startguiden, eller kontrollera om företaget och dess abonnemang är aktiva. Återuppta sedan.",
  ),
  "wrong-administration": words(
    (p) =>
      `Asperion svarade från administration ${say(p["got"])} i stället för ${say(p["expected"])}. Inget skrevs.`,
    "Anslut Asperion på nytt för rätt administration. Händer det igen, be om hjälp: ingen order får hamna i fel bokföring.",
  ),
  "wrong-company": words(
    (p) =>
      `Inloggningen hör till eAccounting-företaget ${say(p["got"])} i stället för ${say(p["expected"])}. Den nekades innan något skrevs.`,
    "Anslut på nytt och välj rätt företag.",
  ),
  "contract-broken": words(
    (p) =>
      `${vendorName(p["vendor"])} svarade i en form som inte är känd${when(p["path"], (path) => ` (${path})`)}. Inget gissades.`,
    "Be om hjälp: leverantören har troligen ändrat något. Tryck på Försök igen när det är utrett.",
  ),
  "vendor-unreachable": words((p) => `${vendorName(p["vendor"])} kan inte nås just nu.`, BY_ITSELF),
  "outcome-unknown": words(
    "En skrivning fick inget svar, så det är inte känt om den kom fram. Det slås upp innan något skickas igen.",
    "Inget behöver göras för tillfället: det slås upp flera gånger av sig självt.",
  ),
  "not-found-at-vendor": words(
    (p) => `${vendorName(p["vendor"])} har inte (längre) ${say(p["what"])}.`,
    "Kontrollera om det har tagits bort och tryck sedan på Försök igen eller Hoppa över.",
  ),
} satisfies Same<typeof en.failures>;

export const engine = {
  poison: words(
    (p) =>
      `Jobbet avbröts ${when(p["claims"], (n) => `${n} gånger`) || "flera gånger"} utan att bli klart och lades åt sidan, så att det inte stoppar något annat.`,
    "Tryck på Försök igen en gång. Läggs det åt sidan igen, be om hjälp.",
  ),
  "planning-died": words(
    "Att räkna fram den här ordern misslyckades två gånger på grund av ett fel i programmet. Den lades åt sidan, så att den inte stoppar något annat.",
    "Be om hjälp och uppge jobbets id. Inget skrevs för den.",
  ),
  "planned-settings-unusable": words(
    (p) =>
      `Det skulle räknas fram på nytt med version ${say(p["version"])} av inställningarna, men den versionen går inte att använda längre: den passar inte ihop med lagret som det är inställt nu, eller så sparades den av en annan utgåva. Inget skrevs.`,
    "Tryck på Försök igen med de senaste inställningarna.",
  ),
  "tenant-paused": words(
    (p) => `Allt är pausat${when(p["note"], (n) => ` (${n})`)}. Order tas emot och väntar.`,
    "Tryck på Återuppta; det som väntade görs sedan i tur och ordning.",
  ),
  "capability-paused": words(
    (p) =>
      `Den här delen är pausad eftersom åtkomst till ${say(p["capability"])} nekades. Annat arbete fortsätter.`,
    "Ge åtkomst igen (se varningen) och återuppta sedan.",
  ),
  "lookups-read-anew": words(
    "Det som är känt om eAccounting (konton, moms, betalningsvillkor och liknande) kan vara gammalt. Det läses på nytt; sedan planeras det här en gång till.",
    BY_ITSELF,
  ),
  "waiting-for-party": words(
    "En annan order från samma kund bearbetas; den här väntar på den, så att kunden inte skapas två gånger.",
    BY_ITSELF,
  ),
  "in-doubt-needs-person": words(
    (p) =>
      `Det gick inte att avgöra automatiskt om en skrivning kom fram${when(p["marker"], (m) => ` (märkning ${m})`)}.`,
    "Sök efter märkningen i eAccounting. Finns dokumentet där, koppla det här; annars, tryck på Försök igen.",
  ),
  "tenant-not-connected": words(
    (p) => `${vendorName(p["vendor"])} är inte anslutet ännu. Order tas emot och väntar.`,
    "Anslut det; det som väntade görs sedan i tur och ordning.",
  ),
  "looked-up-before-first-write": words(
    "Före den första skrivningen för ordern söktes eAccounting igenom efter dokument som en tidigare installation kan ha skapat.",
    NOTHING_TO_DO,
  ),
  "trial-mode": words(
    "Provläge: allt räknades fram och visades, inget skrevs.",
    "Stäng av provläget i inställningarna för att börja på riktigt.",
  ),
  "company-claimed": words(
    (p) =>
      `En annan installation håller redan det här företaget i eAccounting uppdaterat (${say(p["claim"])}). Två skulle bokföra varje order dubbelt.`,
    "Stoppa den andra installationen och ta bort dess kundetikett i eAccounting, och kör sedan grundkonfigurationen igen.",
  ),
  "own-article-taken": words(
    (p) =>
      `Artikelnumret ${say(p["number"])} är upptaget i eAccounting av en artikel som inte passar (annan kontering, inaktiv eller lagerartikel).`,
    "Ge den artikeln ett annat nummer i eAccounting, eller rätta dess kontering; kör sedan grundkonfigurationen igen.",
  ),
} satisfies Same<typeof en.engine>;
