import { countNl } from "../plurals.ts";
import type { OwnArticlesWords } from "./en.ts";

export const nl: OwnArticlesWords = {
  title: "Inrichting",
  notDone: "Niet gedaan",
  done: (count) => `Klaar: ${countNl(count, "artikel", "artikelen")}`,
  lead: "Maakt in eAccounting de artikelen voor verzending, korting, toeslagen en afronding, en een voor elke codering die de instellingen noemen, en merkt het bedrijf als bijgehouden door deze installatie. Kan altijd opnieuw: wat er is wordt gebruikt, wat ontbreekt wordt gemaakt.",
  which: "De artikelen en waar ze voor zijn",
  label: "Eigen artikelen",
  carries: "Waarvoor",
  article: "Artikel in eAccounting",
  noClosing:
    "Er is geen artikel voor afronding: het bedrijf heeft geen actieve codering met 0 % btw. Orders die zo'n regel nodig hebben, worden vastgehouden.",
  connectFirst: "Eerst moeten beide kanten verbonden zijn.",
  run: "Inrichting uitvoeren",
  refresh: "Stamgegevens opnieuw lezen",
  home: {
    shipping: (rate) => `Verzending met ${rate} btw`,
    discount: (rate) => `Korting met ${rate} btw`,
    fee: (rate) => `Toeslagen en fooien met ${rate} btw`,
    item: (coding) => `Wat op codering ${coding} wordt geboekt`,
    adjusting: (coding) => `Centen van de regels met codering ${coding}`,
  },
  oss: {
    shipping: (rate) => `Verzending met ${rate} btw, onder OSS`,
    discount: (rate) => `Korting met ${rate} btw, onder OSS`,
    fee: (rate) => `Toeslagen en fooien met ${rate} btw, onder OSS`,
    item: (coding) => `Wat op codering ${coding} wordt geboekt, onder OSS`,
    adjusting: (coding) => `Centen van de regels met codering ${coding}, onder OSS`,
  },
  abroad: "Verzending van goederen die zonder btw naar het buitenland gaan",
  closing: "Afronding van btw (0 %)",
};
