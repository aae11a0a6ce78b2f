/** docs/manual/nl/settings.md, written by test/docs/write-manual.ts. */
export const settings = [
  "# Instellingen",
  "",
  "Elk onderdeel wordt apart opgeslagen, en elke keer opslaan is een versie. *Vergelijken met de laatste orders* werkt de laatste orders uit met de opgeslagen instellingen en met wat u hebt ingevuld, en toont wat er anders van zou worden: opgenomen of overgeslagen, welk document, voor wie, de regels, de betaling. Daarbij wordt niets opgeslagen of geschreven.",
  "",
  "- **Het document.** Wat een order wordt. Onder *Een ander document voor sommige orders* beslist de eerste rij die past: op betaalwijze, land van levering, bedrag met btw of soort klant. Alles wat een rij zegt, moet gelden; wat leeg is, geldt voor elke order. Een order die is geboekt, houdt zijn document, wat de rijen later ook zeggen. Memoriaalboekingen hebben eerst hun rekeningen nodig, onder *Vertaaltabellen*.",
  "- **Op naam.** Coderingen, eenheden, btw-codes, verkooptypen, kostenplaatsen en projecten worden op naam gekozen; *De namen opnieuw ophalen* onder *Vertaaltabellen* leest ze opnieuw. Debiteuren en klanten worden gezocht op nummer, e-mailadres of een deel van de naam: past er maar één, dan is die gekozen, van meer kiest u er een, en dat er niemand past, staat bij het veld. Vul een nummer in en sla op, of druk eerst op *Zoeken*: dat slaat niets op. Wat niet meer in de lijst staat, wordt zo getoond en blijft tot u iets anders kiest.",
  "- **Vertaaltabellen.** Wat een waarde van de winkel in eAccounting betekent: betaalcondities, leverwijzen, betaalwijzen, btw, kostenplaatsen, rekeningen van memoriaalboekingen. *De namen opnieuw ophalen* leest de namen van beide kanten. Een waarde voor alle gaat vóór de tabel; de tabel gaat vóór de waarde voor de rest. Waarden die echt voorkwamen en nog geen rij hebben, staan bovenaan.",
  "- **Wie bericht krijgt.** Meldingen staan in elk geval op de pagina's. Hoogstens tien e-mailadressen krijgen wat een mens nodig heeft, meer meldingen in één e-mail, en elke ochtend een samenvatting. Een webhook krijgt elke melding als zij ontstaat en als zij voorbij is, ondertekend. Beide staan onder *Bewaren en tempo*.",
  "- **Bewaren en tempo.** Hoe vaak de winkel naar orders wordt gevraagd, hoe lang vragen en antwoorden worden bewaard, hoeveel aanroepen Asperion per seconde krijgt.",
  "- **Versies.** Wie wat heeft gewijzigd, en wanneer. Een oudere versie komt terug als de nieuwste; er gaat geen verloren.",
  "",
  "Velden die een regel mag vullen, staan onder *Veldregels*: zie [veldregels](mapping.md).",
].join("\n");
