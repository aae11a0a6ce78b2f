/** docs/manual/sv/stock.md, written by test/docs/write-manual.ts. */
export const stock = [
  "# Lager",
  "",
  "Saldot i eAccounting går till Asperion varje kvart, och bara där det skiljer.",
  "",
  "- **Hur.** Asperions aktuella lagersaldo kan inte skrivas. Antingen flyttas det av en *korrigeringsorder* för en egen kund i Asperion (den kostar inget och bokförs aldrig), eller så skrivs antalet i ett fält på artikeln.",
  "- **Vilket antal.** Det disponibla (saldo minus reserverat), om du inte väljer saldot, en marginal, en procentsats eller ett uttryck.",
  "- **Inga slingor.** Det butiken sålt som inte finns i eAccounting än dras alltid av först, så en försäljning ges aldrig tillbaka.",
  "- **När det inte kan vara på.** Där en bokförd order inte ändrar lagret i eAccounting (utkast, verifikationer) nekas flödet: varje försäljning skulle ges tillbaka till butiken. Inställningarna säger det genast.",
  "",
  "Lägg först upp kunden för korrigeringar i Asperion, och använd den inte till något annat.",
].join("\n");
