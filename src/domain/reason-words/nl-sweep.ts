/** Dutch words: flows that are stopped, and what a sweep found. */
import type * as en from "./en-sweep.ts";
import { NOTHING_TO_DO, type Same, say, words } from "./nl-words.ts";

export const running = {
  "lookup-list-empty": words(
    (p) =>
      `eAccounting gaf een lege lijst terug (${say(p["list"])}) waar eerder wel gegevens in stonden. De lijst blijft zoals ze was.`,
    "U hoeft niets te doen als het bij de volgende keer weer klopt. Kijk anders in eAccounting of iemand de gegevens heeft verwijderd.",
  ),
  "flow-paused": words(
    (p) =>
      `De stroom ${say(p["flow"])} is stopgezet. Wat ervoor binnenkomt wordt bewaard en wacht.`,
    "Hervat de stroom; wat wachtte wordt daarna op volgorde gedaan.",
  ),
} satisfies Same<typeof en.running>;

export const sweeps = {
  "run-cancelled": words(
    "De run die hierom vroeg, is geannuleerd. Er is niets voor geschreven.",
    "De volgende beurt van de stroom pakt het weer op; zet de stroom stop om dat te voorkomen.",
  ),
  "sweep-nothing-new": words(
    (p) =>
      `Asperion is gevraagd wat er is gewijzigd; van de ${say(p["read"])} orders die het noemde, was elke bekend zoals hij is.`,
    NOTHING_TO_DO,
  ),
  "sweep-took-up": words(
    (p) =>
      `Asperion is gevraagd wat er is gewijzigd; van de ${say(p["read"])} orders die het noemde, waren er ${say(p["count"])} niet bekend zoals ze zijn. Elk heeft nu een eigen taak.`,
    NOTHING_TO_DO,
  ),
  "sweep-found-missing": words(
    (p) =>
      `De vergelijking van de laatste weken vond ${say(p["count"])} orders waarvan niemand de wijziging had gemeld. Elk heeft nu een eigen taak.`,
    "U hoeft niets te doen. Gebeurt het nacht na nacht, controleer dan of de klok en de webhooks van Asperion werken.",
  ),
  "sweep-unlisted": words(
    (p) =>
      `Gevonden: ${say(p["count"])} orders die een document in eAccounting hebben en in geen van de lijsten van Asperion van de laatste weken stonden. Elk wordt op zijn id opgevraagd; een die weg is, wordt vastgehouden.`,
    NOTHING_TO_DO,
  ),
  "change-filter-unusable": words(
    (p) =>
      `Asperion somt orders niet op hun wijziging op. De laatste ${say(p["days"])} dagen worden elke keer als geheel vergeleken, de laatste ${say(p["night"])} dagen elke nacht.`,
    "U hoeft niets te doen. Een wijziging van een oudere order wordt 's nachts gevonden, of meteen als Asperion webhooks stuurt.",
  ),
} satisfies Same<typeof en.sweeps>;
