/** docs/manual/nl/dashboard.md, written by test/docs/write-manual.ts. */
export const dashboard = [
  "# De pagina van de winkel en haar lijsten",
  "",
  "*Stand van zaken* is de eerste pagina van de winkel. Van boven naar beneden: wat een mens nodig heeft, de cijfers van vandaag en van deze maand, hoe alles ervoor staat, wat vanzelf gaat, de koppelingen.",
  "",
  "- **Cijfers.** Elke order telt één keer, op de dag waarop hij zo kwam te staan. Een getal leidt naar de orders erachter. De grafiek toont de laatste 30 dagen; *Hetzelfde als tabel* geeft haar getallen.",
  "- **Wat vanzelf gaat.** Wanneer elke stroom het laatst liep en wanneer hij weer loopt. *Nu uitvoeren* wacht daar niet op; *Stopzetten* houdt één stroom stil terwijl de andere doorgaan.",
  "- **Lijsten.** *Orders*, *Klanten*, *Producten* en *Voorraad* tonen alles één keer, zoals het nu staat, de laatste wijziging bovenaan. Zoek op nummer, artikelnummer of woorden van de reden; kies stand en dagen. *Downloaden als CSV* geeft wat is getoond, voor een rekenblad. Producten die in Asperion zijn gemaakt of gewijzigd staan onder *Producten*, elke vergelijking van de voorraad onder *Voorraad*.",
  "- **Eén order.** Zijn pagina toont wat er uit Asperion kwam, elke regel zoals hij is verzonden met de reden van zijn bedragen, het antwoord van eAccounting naast wat was verwacht, en elke vraag en elk antwoord woord voor woord, zo veel dagen als de instellingen ze bewaren.",
  "- **Proef.** Zolang de winkel in proefmodus staat, tonen lijsten en pagina's wat er zou zijn geschreven.",
  "",
  "Zie [waarom iets wordt vastgehouden](held.md) voor wat elke stand van u vraagt.",
].join("\n");
