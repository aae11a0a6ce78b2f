/** docs/manual/sv/products.md, written by test/docs/write-manual.ts. */
export const products = [
  "# Produkter",
  "",
  "Artiklar i eAccounting blir artiklar i Asperion: nummer, namn, texter, priser, momskod, EAN, varianter och fria fält. **Inga kategorier, inga bilder, inga kundprislistor.**",
  "",
  "- **Vilka.** Efter etikett, nummer, kontering eller ett uttryck, under *Inställningar › Produkter*.",
  "- **Vem som vinner.** Varje fält kan skickas bara när artikeln läggs upp, eller även senare. Det någon kompletterat i Asperion skrivs aldrig över, om inte regeln säger det.",
  "- **Momskoder.** En av Asperions för varje sats, vald efter sitt namn. Installationen föreslår dem efter deras satser. Försäljningstyper, där butiken använder dem, en för varje kontering.",
  "- **Varianter.** Ett mönster som `{parent}-{Size}-{Colour}` delar artikelnummer i en huvudartikel och dess varianter. Under *Inställningar › Produkter*.",
  "- **Ett annat nummer i Asperion, eller fel artikel?** Öppna artikeln under *Produkter* och koppla den till koden i Asperion. Den behåller den koden, och övriga fält följer eAccounting; bortkopplad hittas den på sitt nummer igen.",
  "- **När.** Varje kvart det som ändrats, varje natt allt, eller genast från butikens sida.",
  "",
  "En artikel som hamnar utanför filtret står kvar i Asperion som den är, eller görs inaktiv, som du väljer. Den tas aldrig bort.",
].join("\n");
