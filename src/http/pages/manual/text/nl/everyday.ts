/** docs/manual/nl/everyday.md, written by test/docs/write-manual.ts. */
export const everyday = [
  "# Dagelijkse zorg",
  "",
  "- **Kijk één keer per dag bij *Vraagt aandacht*.** Verder vraagt niets om u.",
  "- **Een verbinding die een nieuwe aanmelding vraagt**: koppel haar opnieuw. Orders hebben gewacht en worden in volgorde afgewerkt.",
  "- **Een nieuwe betalingsconditie, leverwijze of betaalwijze in de winkel**: druk onder *Instellingen › Vertaaltabellen* op *De namen opnieuw ophalen* en kies wat zij betekent. Waarden die echt voorkwamen en nog geen rij hebben, staan bovenaan.",
  "- **Een nieuw btw-tarief of een nieuwe codering**: voer de inrichting opnieuw uit. Die maakt wat ontbreekt.",
  "- **Een nieuw webhookgeheim**: maak er een, voer het in bij de afzender, wacht op een test en trek dan het oude in. Er kunnen er vijf in gebruik zijn, zodat er ondertussen niets verloren gaat.",
  "- **Een wijziging van de instellingen**: *Vergelijken met de laatste orders* toont wat ze zou hebben gedaan. Elke keer opslaan is een versie met haar auteur; een oudere komt met één knop terug.",
  "- **De boeken afsluiten**: sluit de periode in eAccounting af. Facturen van een afgesloten dag worden vastgehouden, verplaatst of nagevraagd, zoals de instellingen zeggen.",
  "- **Inventarisatie of problemen**: *Alles stoppen*. Zolang alles stilstaat, gaat er niets verloren.",
  "- **Weggaan**: stop, en hef de winkel dan op via de API. Documenten in eAccounting blijven; verwijder het klantlabel dat het bedrijf merkt voordat een andere installatie het overneemt.",
].join("\n");
