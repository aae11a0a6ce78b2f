/** docs/manual/nl/going-live.md, written by test/docs/write-manual.ts. */
export const goingLive = [
  "# Live gaan",
  "",
  "Kijk naar drie dingen voordat u op de knop drukt.",
  "",
  "1. **De proefrun.** Zien de laatste orders er goed uit: klant, regels, btw per tarief, betalingsconditie? Wat zou worden vastgehouden, zegt waarom.",
  "2. **De startdatum.** De eerste order die dit product boekt. Alles daarvoor blijft bij wie het tot nu toe boekte. Zet de oude manier op hetzelfde moment uit.",
  "3. **De limiet van de eerste dag.** Met een limiet van bijvoorbeeld 20 ziet u een verkeerde instelling op 20 documenten en niet op 2.000. Wat meer komt, wacht; er gaat niets verloren.",
  "",
  "**Op proef** in plaats van live: elke stroom draait, elk document wordt uitgewerkt en getoond, en er wordt niets geschreven. Gaat u daarna live, dan wordt elke order sinds de startdatum geboekt, ook die de proef heeft gezien.",
  "",
  "**De stopknop** staat op elke pagina van de winkel. Zolang alles stilstaat, worden orders ontvangen en wachten ze; *Alles hervatten* werkt ze in volgorde af.",
  "",
  "Open op de eerste dag nu en dan de lijst van orders, vergelijk twee of drie documenten met de winkel, en kijk wat aandacht vraagt. Wat verkeerd is geboekt, zet u recht in eAccounting: verwijder wat niemand heeft gefactureerd, crediteer de rest. Alleen een run over [oude orders](orders.md) is met een knop terug te draaien.",
].join("\n");
