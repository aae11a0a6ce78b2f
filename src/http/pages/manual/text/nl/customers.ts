/** docs/manual/nl/customers.md, written by test/docs/write-manual.ts. */
export const customers = [
  "# Klanten",
  "",
  "Een klant komt met de eerste order. In eAccounting wordt gezocht op wat *Instellingen › Klanten* noemt (het e-mailadres, tenzij u anders kiest), en alleen als niemand past, wordt er een klant gemaakt. Passen er twee, dan wordt de order vastgehouden: kiezen is aan een mens.",
  "",
  "- **Bedrijf of persoon.** Een bedrijfsnaam op de order, of een btw- of KvK-nummer van de debiteur, maakt er een bedrijf van. Hiermee bepaalt eAccounting of prijzen btw bevatten.",
  "- **Gasten** worden op hun e-mailadres bijgehouden, onder een nummer van ons. Eén vaste klant voor alle gasten kan als *standaarddebiteur* worden ingesteld.",
  "- **Wat iemand met de hand verbetert, blijft.** Wat iemand in eAccounting aan een klant wijzigt, wordt met rust gelaten; de rest wordt geschreven. Andere keuzes: vasthouden, of overschrijven.",
  "- **Zonder orders.** Met *Gewijzigde debiteuren naar eAccounting brengen* wordt elke wijziging van een debiteur overgebracht, met labels, betalingsconditie, valuta, leverwijze en taal volgens de vertaaltabellen. Orders laten de klant van hun debiteur dan met rust.",
  "",
  "Klantprijslijsten worden **niet** verzonden, in geen van beide richtingen.",
].join("\n");
