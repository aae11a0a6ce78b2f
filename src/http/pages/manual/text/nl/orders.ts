/** docs/manual/nl/orders.md, written by test/docs/write-manual.ts. */
export const orders = [
  "# Orders",
  "",
  "Elke order in Asperion wordt precies één document in eAccounting: een verkooporder, een conceptfactuur, een geboekte factuur of een memoriaalboeking, zoals *Instellingen › Het document* zegt. Wat de klant heeft betaald, is het bedrag dat wordt geboekt: op de cent, per btw-tarief.",
  "",
  "- **Welke orders.** Volgens status en betaalstatus onder *Instellingen › Orders*, en nooit die van vóór de startdatum. Wat wordt overgeslagen, staat met de reden in de lijst.",
  "- **Eén keer.** Een document draagt een kenmerk, zoals `1001 #K7Q2M9XA`. Voordat er iets opnieuw wordt verzonden, wordt het aan zijn kenmerk gezocht. Haal het niet weg.",
  "- **Regels.** Artikelen gaan op hun nummer. Verzending, korting en toeslagen worden regels met [eigen artikelen](first-set-up.md). Een regel voor centen maakt het totaal precies waar prijzen zonder btw dat niet kunnen; de pagina van de order zegt waarom elke regel er staat.",
  "- **Wijzigingen.** Een gewijzigde order wijzigt haar document zolang het niet is geboekt. Een geannuleerde order neemt haar document terug. Wat is geboekt, wordt nooit aangeraakt: de order wordt vastgehouden en zegt wat verschilt.",
  "- **Betalingen.** Worden op geboekte facturen geregistreerd als u dat kiest: elke betaalwijze heeft dan haar bankrekening nodig, onder *Instellingen › Vertaaltabellen*.",
  "- **Credits.** Een creditorder van een gefactureerde order wordt een creditnota, nooit voor meer dan er is gefactureerd.",
  "- **Orders van vroeger.** Vanaf de pagina van de winkel, per dag: eerst een proefrun die elke order toont, dan de inhaalrun. Die kan worden afgebroken, en wat is geboekt kan worden teruggedraaid: orders en concepten worden verwijderd, memoriaalboekingen teruggeboekt, geboekte facturen blijven staan.",
  "",
  "Een order die wordt vastgehouden, houdt geen andere op. Zie [waarom iets wordt vastgehouden](held.md).",
].join("\n");
