/** Swedish words: what is wrong with a tenant as a whole. */
import type * as en from "./en-watch.ts";
import { type Same, say, vendorName, when, words } from "./sv-words.ts";

export const watched = {
  "connection-expiring": words(
    (p) => `Anslutningen till ${vendorName(p["vendor"])} går snart ut: den går inte att förnya.`,
    "Går det inte över av sig självt inom några minuter, anslut igen på butikens sida. Till dess väntar allt och inget går förlorat.",
  ),
  "queue-old": words(
    (p) => `Arbete som kan fortsätta har väntat i ${say(p["minutes"])} minuter.`,
    "Se på /healthz om cron körs, och hos Cloudflare om kön töms. Inget går förlorat: det fortsätter så snart det kan.",
  ),
  "backing-off-long": words(
    (p) =>
      `Jobb som misslyckas gång på gång av ett övergående skäl: ${say(p["count"])}, det längsta i ${say(p["minutes"])} minuter.`,
    "Se skälet på ett av dem, och statussidan hos den leverantör som det nämner. De försöks igen av sig själva.",
  ),
  "rate-pressure": words(
    (p) =>
      `Jobb som väntar på leverantörens gräns för anrop: ${say(p["count"])}, det längsta i ${say(p["minutes"])} minuter.`,
    "Order som kommer in går först. Fortsätter det, se om ett annat program använder samma klient-id, eller sprid gamla order över natten.",
  ),
  "rate-refused": words(
    (p) =>
      `Leverantören avvisar anrop (429) på ${say(p["endpoint"])}, fast de är utspridda. De ligger nu ${say(p["times"])} gånger så långt isär.`,
    "Inget går förlorat, allt går långsammare. Se om ett annat program använder samma klient-id och om leverantörens gräns är lägre än vad EACCOUNTING_RATE_PER_MINUTE säger.",
  ),
  "sweep-not-run": words(
    (p) =>
      `Asperion har inte tillfrågats om ändrade order på ${say(p["minutes"])} minuter; det ska ske var ${say(p["every"])}:e minut.`,
    "Se på butikens sida vad den senaste frågan gav, och på /healthz om cron körs. Order som ingen webhook berättar om väntar till dess.",
  ),
  "webhooks-silent": words(
    (p) =>
      `Ingen webhook kom på ett dygn, och ${say(p["count"])} order hittades bara för att vi frågade.`,
    "Se i Asperion om webhooken finns kvar, med butikens adress och senaste hemlighet. Order hittas även utan den, några minuter senare.",
  ),
  "no-orders": words(
    (p) =>
      `Ingen order har kommit på ${say(p["hours"])} timmar${when(p["usual"], (usual) => `; vid den här tiden i veckan är ${usual} det vanliga`)}.`,
    "Se om butiken säljer och om dess order når Asperion. Är den stängd behöver inget göras.",
  ),
  "projection-behind": words(
    (p) =>
      `Listor och antal ligger ${say(p["count"])} ändringar efter, sedan ${say(p["minutes"])} minuter.`,
    "Se på /healthz om databasen svarar. Bokföringen beror inte på den, och listorna kommer i kapp av sig själva.",
  ),
  "notices-undelivered": words(
    (p) =>
      `Meddelanden som inte kunde levereras på ett dygn: ${say(p["count"])} (${say(p["channel"])}).`,
    "Se i inställningarna om adressen är rätt och, för en webhook, om den svarar med 200. Varningarna själva står på butikens sida.",
  ),
} satisfies Same<typeof en.watched>;
