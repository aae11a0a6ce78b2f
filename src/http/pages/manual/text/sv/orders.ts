/** docs/manual/sv/orders.md, written by test/docs/write-manual.ts. */
export const orders = [
  "# Order",
  "",
  "Varje order i Asperion blir exakt ett dokument i eAccounting: en order, ett fakturautkast, en bokförd faktura eller en verifikation, som *Inställningar › Dokumentet* säger. Det kunden betalade är beloppet som bokförs: på öret, per momssats.",
  "",
  "- **Vilka order.** Efter status och betalstatus under *Inställningar › Order*, och aldrig de från före startdatumet. Det som utelämnas står i listan med sitt skäl.",
  "- **En gång.** Ett dokument bär en märkning, till exempel `1001 #K7Q2M9XA`. Innan något skickas igen söks det på sin märkning. Ta inte bort den.",
  "- **Rader.** Artiklar går på sitt nummer. Frakt, rabatter och avgifter blir rader med [egna artiklar](first-set-up.md). En rad för ören gör summan exakt där priser utan moms inte kan uttrycka den; orderns sida säger varför varje rad finns.",
  "- **Ändringar.** En ändrad order ändrar sitt dokument så länge det inte är bokfört. En annullerad tar tillbaka sitt dokument. Det som är bokfört rörs aldrig: ordern hålls kvar och säger vad som skiljer.",
  "- **Betalningar.** Registreras på bokförda fakturor om du väljer det: varje betalsätt behöver då sitt bankkonto, under *Inställningar › Översättningstabeller*.",
  "- **Krediter.** En kreditorder till en fakturerad order blir en kreditfaktura, aldrig på mer än som fakturerats.",
  "- **Äldre order.** Från butikens sida, per dag: först en provkörning som visar varje order, sedan efterbokningen. Den kan avbrytas, och det den bokfört tas tillbaka: order och utkast tas bort, verifikationer bokas bort med rättelseverifikationer, bokförda fakturor står kvar.",
  "",
  "En order som hålls kvar stoppar ingen annan. Se [varför något hålls kvar](held.md).",
].join("\n");
