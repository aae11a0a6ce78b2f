/** docs/manual/nl/products.md, written by test/docs/write-manual.ts. */
export const products = [
  "# Producten",
  "",
  "Artikelen van eAccounting worden artikelen in Asperion: nummer, naam, teksten, prijzen, btw-code, EAN, varianten en vrije velden. **Geen categorieën, geen afbeeldingen, geen klantprijslijsten.**",
  "",
  "- **Welke.** Volgens label, nummer, codering of een formule, onder *Instellingen › Producten*.",
  "- **Wie wint.** Elk veld kan alleen bij het maken van het artikel worden verzonden, of ook later. Wat iemand in Asperion heeft aangevuld, wordt nooit overschreven, tenzij de regel het zegt.",
  "- **Btw-codes.** Een van Asperion voor elk tarief, gekozen op naam. De inrichting stelt ze voor op grond van hun tarief. Verkooptypen, waar de winkel ze gebruikt, een voor elke codering.",
  "- **Varianten.** Een patroon zoals `{parent}-{Size}-{Colour}` splitst artikelnummers in een hoofdartikel en zijn varianten. Onder *Instellingen › Producten*.",
  "- **Een ander nummer in Asperion, of het verkeerde artikel?** Open het artikel onder *Producten* en koppel het aan de code in Asperion. Het houdt die code, en de andere velden volgen eAccounting; losgekoppeld wordt het weer op zijn nummer gevonden.",
  "- **Wanneer.** Elk kwartier wat is gewijzigd, elke nacht alles, of meteen vanaf de pagina van de winkel.",
  "",
  "Een artikel dat buiten het filter valt, blijft in Asperion zoals het is, of wordt inactief gemaakt, naar uw keuze. Het wordt nooit verwijderd.",
].join("\n");
