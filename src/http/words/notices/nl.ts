import { countNl } from "../plurals.ts";
import type { NoticesWords } from "./en.ts";

export const nl: NoticesWords = {
  title: "Of het aankomt",
  lead: "Wat hierboven is opgeslagen telt. Een test gaat meteen naar elk adres.",
  mail: "E-mail",
  webhook: "Webhook",
  noMail: "Deze installatie kan geen e-mail versturen: wie haar beheert moet dat aanzetten.",
  canMail: "Deze installatie kan e-mail versturen.",
  noSecret: "Er is nog geen geheim: webhooks gaan de deur uit zodra er een is.",
  hasSecret:
    "Webhooks worden ondertekend met het geheim dat het laatst is gemaakt. Het wordt niet nog eens getoond.",
  waiting: (count) => `${countNl(count, "bericht", "berichten")} onderweg.`,
  givenUp: (channel, count) =>
    `${channel}: ${countNl(count, "bericht", "berichten")} kwam niet binnen een dag aan.`,
  lastFault: "Het laatste dat niet meteen aankwam, meldde:",
  unknown: "Hoe het gaat is nu niet te zeggen. Probeer het zo dadelijk opnieuw.",
  test: "Stuur mij een test",
  make: "Geheim maken",
  another: "Ander geheim maken",
  rotate: "Het vorige ondertekent vanaf dat moment niet meer.",
  byOperator: "Een beheerder maakt het geheim.",
  newTitle: "Geheim van webhooks naar u",
  newWhat:
    "Controleer hiermee de handtekening van elke webhook, zoals Standard Webhooks voorschrijft (webhook-id, webhook-timestamp, webhook-signature). Het wordt alleen deze keer getoond.",
  newHelp: "Geef het aan wie de webhooks ontvangt en stuur uzelf daarna een test.",
};
