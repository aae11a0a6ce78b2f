/** docs/manual/sv/dashboard.md, written by test/docs/write-manual.ts. */
export const dashboard = [
  "# Butikens sida och dess listor",
  "",
  "*Läget* är butikens första sida. Uppifrån och ned: det som kräver en person, siffrorna för i dag och för månaden, hur det står till, vad som går av sig självt, anslutningarna.",
  "",
  "- **Siffror.** Varje order räknas en gång, den dag då den fick sitt läge. Ett tal leder till orderna bakom det. Diagrammet visar de senaste 30 dagarna; *Samma sak som tabell* ger dess tal.",
  "- **Vad som går av sig självt.** När varje flöde senast kördes och när det körs igen. *Kör nu* väntar inte på det; *Stoppa* håller ett flöde stilla medan de andra går vidare.",
  "- **Listor.** *Order*, *Kunder*, *Produkter* och *Lager* visar varje sak en gång, som den står nu, det senast ändrade först. Sök på nummer, artikelnummer eller ord i skälet; välj läge och dagar. *Hämta som CSV* ger det som visas, för ett kalkylblad. Produkter som skapats eller ändrats i Asperion står under *Produkter*, varje jämförelse av lagret under *Lager*.",
  "- **En order.** Dess sida visar vad som kom från Asperion, varje rad som den skickades med skälet till beloppen, svaret från eAccounting mot det väntade, och varje fråga och svar ord för ord, så många dagar som inställningarna sparar dem.",
  "- **Prov.** Så länge butiken är i provläge visar listor och sidor vad som skulle ha skrivits.",
  "",
  "Se [varför något hålls kvar](held.md) för vad lägena kräver av dig.",
].join("\n");
