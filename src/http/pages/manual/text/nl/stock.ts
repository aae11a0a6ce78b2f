/** docs/manual/nl/stock.md, written by test/docs/write-manual.ts. */
export const stock = [
  "# Voorraad",
  "",
  "Het cijfer van eAccounting gaat elk kwartier naar Asperion, en alleen waar het verschilt.",
  "",
  "- **Hoe.** De actuele voorraad van Asperion kan niet worden geschreven. Ofwel een *correctieorder* van een eigen debiteur verplaatst hem (die order kost niets en wordt nooit geboekt), ofwel het cijfer wordt in een veld van het artikel geschreven.",
  "- **Welk cijfer.** Wat beschikbaar is (saldo min gereserveerd), tenzij u het saldo, een marge, een percentage of een formule kiest.",
  "- **Geen kringloop.** Wat de winkel heeft verkocht en nog niet in eAccounting staat, wordt er altijd eerst afgetrokken; zo komt een verkoop nooit terug.",
  "- **Wanneer het niet aan kan.** Waar een geboekte order de voorraad in eAccounting niet verandert (concepten, memoriaalboekingen), wordt de stroom geweigerd: elke verkoop zou aan de winkel worden teruggegeven. De instellingen zeggen dat meteen.",
  "",
  "Maak eerst in Asperion de debiteur voor correcties, en gebruik hem voor niets anders.",
].join("\n");
