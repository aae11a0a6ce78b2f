/** docs/manual/sv/going-live.md, written by test/docs/write-manual.ts. */
export const goingLive = [
  "# Gå live",
  "",
  "Se på tre saker innan du trycker på knappen.",
  "",
  "1. **Provkörningen.** Ser de senaste orderna rätt ut: kund, rader, moms per sats, betalningsvillkor? Det som skulle hållas kvar säger varför.",
  "2. **Startdatumet.** Den första ordern som produkten bokför. Allt före det stannar hos den som bokfört hittills. Stäng av det gamla sättet i samma stund.",
  "3. **Första dagens gräns.** Med en gräns på till exempel 20 syns en felaktig inställning på 20 dokument och inte på 2 000. Det som kommer därutöver väntar; inget går förlorat.",
  "",
  "**På prov** i stället för live: varje flöde körs, varje dokument räknas ut och visas, och inget skrivs. När du sedan går live bokförs varje order sedan startdatumet, även de som provet har sett.",
  "",
  "**Stoppknappen** finns på varje sida för butiken. Medan allt är stoppat tas order emot och väntar; *Återuppta allt* gör dem i tur och ordning.",
  "",
  "Öppna listan över order då och då den första dagen, jämför två eller tre dokument med butiken, och se efter vad som kräver åtgärd. Det som bokförts fel rättas i eAccounting: ta bort det som ingen fakturerat, kreditera resten. Bara en körning över [äldre order](orders.md) tas tillbaka med en knapp.",
].join("\n");
