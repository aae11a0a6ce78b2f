import { countSv } from "../plurals.ts";
import type { OverviewWords } from "./en.ts";

export const sv: OverviewWords = {
  title: "Butiker",
  lead: "Varje butik knyter en administration i Asperion till ett företag i eAccounting.",
  none: "Det finns ingen butik ännu. Skapa den första nedan.",
  administration: (number, company) =>
    `Administration ${number} → ${company ?? "inget företag ännu"}`,
  connections: "Anslutningar",
  outOfReach: "Kan inte nås just nu",
  lastDay: "Det senaste dygnet",
  nothingCame: "Inget har kommit in.",
  needs: "Kräver åtgärd",
  nothing: "Inget.",
  toLookAt: (count) => countSv(count, "sak att titta på", "saker att titta på"),
  connect: (vendor) => `${vendor} måste anslutas.`,
  connectAgain: (vendor) => `${vendor} måste anslutas på nytt.`,
  ordersOff: "Order är avstängda.",
  doubts: (count) =>
    `${countSv(count, "skrivning", "skrivningar")} utan känt resultat: slås upp utan att någon behöver göra något.`,
  state: {
    trial: "Prov: inget skrivs",
    stopped: "Stoppad av en person",
    paused: "Pausad: kräver åtgärd",
    notConnected: "Inte ansluten",
    running: "I drift",
  },
  newTenant: {
    title: "Ny butik",
    refused: "Butiken skapades inte. Det som måste rättas står vid fältet.",
    name: "Namn",
    nameHint: "Vad du kallar den här.",
    administration: "Administration i Asperion",
    administrationHint: "Dess nummer i Asperion, till exempel 123.",
    language: "Språk",
    languageHint:
      "För orsaker och meddelanden som skickas ut. Sidorna visas på läsarens eget språk.",
    make: "Skapa butiken",
  },
};
