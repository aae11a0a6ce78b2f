/** docs/manual/sv/people.md, written by test/docs/write-manual.ts. */
export const people = [
  "# Personer, program, och vem som ändrat vad",
  "",
  "En **operatör** har alla butiker. En **användare** har en och ser inget av de andra; en användare gör allt där men ser inga hemligheter.",
  "",
  "- **Släpp in någon.** Under *Personer*, med en e-postadress och rättigheter. Sidan visar en länk en gång: lämna över den själv. Den sätter lösenordet, fungerar en gång och upphör efter tre dagar. Ett glömt lösenord är en ny länk.",
  "- **Avsluta åtkomsten.** Genast, med varje session. Det personen ändrat förblir antecknat.",
  "- **Program** använder API:et med en egen token: under *API-tokens*, för en butik eller för alla, med slut eller utan. Den visas en gång. Återkalla den när programmet försvinner. När det ansluter en butik är inget anslutet förrän det bekräftar vad inloggningen ger åtkomst till, eller du gör det under *Anslutningar*.",
  "- **Vem som ändrat vad.** *Ändringar* listar varje ändring med när, vem, före och efter; varje butiks sida har sin egen lista. Inget i den kan ändras eller tas bort.",
  "- **Ditt språk** väljer du längst ned på varje sida; det gäller bara ditt konto. Meddelanden som skickas ut är på butikens språk.",
  "",
  "Operatörens token är till för den första inloggningen och för nödlägen.",
].join("\n");
