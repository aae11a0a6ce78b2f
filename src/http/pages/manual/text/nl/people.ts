/** docs/manual/nl/people.md, written by test/docs/write-manual.ts. */
export const people = [
  "# Mensen, programma's, en wie wat heeft gewijzigd",
  "",
  "Een **beheerder** heeft elke winkel. Een **gebruiker** heeft er één en ziet niets van de andere; een gebruiker doet daar alles, maar ziet geen geheimen.",
  "",
  "- **Iemand toegang geven.** Onder *Mensen*, met een e-mailadres en rechten. De pagina toont één keer een link: geef hem zelf door. Hij stelt het wachtwoord in, werkt één keer en vervalt na drie dagen. Een vergeten wachtwoord is een nieuwe link.",
  "- **Toegang beëindigen.** Meteen, met elke sessie. Wat die persoon heeft gewijzigd, blijft vastgelegd.",
  "- **Programma's** gebruiken de API met een eigen token: onder *API-tokens*, voor één winkel of voor alle, met of zonder einde. Het wordt één keer getoond. Trek het in als het programma verdwijnt. Koppelt het een winkel, dan is er niets gekoppeld tot het bevestigt waartoe de aanmelding toegang geeft, of u dat doet onder *Koppelingen*.",
  "- **Wie wat heeft gewijzigd.** *Wijzigingen* somt elke wijziging op met wanneer, wie, ervoor en erna; de pagina van elke winkel heeft haar eigen lijst. Daarin kan niets worden gewijzigd of weggehaald.",
  "- **Uw taal** kiest u onderaan elke pagina; zij geldt alleen voor uw account. Berichten die worden verstuurd, zijn in de taal van de winkel.",
  "",
  "Het beheertoken is voor de eerste aanmelding en voor noodgevallen.",
].join("\n");
