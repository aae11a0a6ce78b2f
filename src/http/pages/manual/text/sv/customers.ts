/** docs/manual/sv/customers.md, written by test/docs/write-manual.ts. */
export const customers = [
  "# Kunder",
  "",
  "En kund kommer med sin första order. I eAccounting söks den på det som *Inställningar › Kunder* nämner (e-postadressen, om du inte väljer annat), och läggs upp bara om ingen passar. Passar två hålls ordern kvar: valet är en människas.",
  "",
  "- **Företag eller person.** Ett företagsnamn på ordern, eller ett momsregistreringsnummer eller organisationsnummer hos kunden i Asperion, gör den till ett företag. Efter det avgör eAccounting om priser innehåller moms.",
  "- **Gäster** hålls isär på sin e-postadress, under ett nummer från oss. En fast kund för alla gäster kan ställas in som *standardkund*.",
  "- **Det som rättas för hand står kvar.** Det någon ändrar på en kund i eAccounting lämnas i fred, och resten skrivs. Andra val: håll kvar, eller skriv över.",
  "- **Utan order.** Med *För över ändrade kunder i Asperion till eAccounting* förs varje ändring av en kund i Asperion över, med etiketter, betalningsvillkor, valuta, leveranssätt och språk efter översättningstabellerna. Order lämnar då sin kund i fred.",
  "",
  "Kundprislistor skickas **inte**, åt något håll.",
].join("\n");
