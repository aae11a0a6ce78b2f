/** docs/manual/sv/settings.md, written by test/docs/write-manual.ts. */
export const settings = [
  "# Inställningar",
  "",
  "Varje del sparas för sig, och varje gång du sparar blir det en version. *Jämför med de senaste orderna* räknar igenom de senaste orderna med de sparade inställningarna och med det du fyllt i, och visar vad det skulle bli av dem i stället: upptagna eller utelämnade, vilket dokument, för vem, raderna, betalningen. Inget sparas eller skrivs av det.",
  "",
  "- **Dokumentet.** Vad en order blir. Under *Ett annat dokument för vissa order* avgör den första raden som passar: efter betalsätt, leveransland, belopp med moms eller kundens slag. Allt som en rad säger måste gälla; det som är tomt gäller för varje order. En bokförd order behåller sitt dokument, vad raderna än säger senare. Verifikationer behöver först sina konton, under *Översättningstabeller*.",
  "- **Efter namn.** Konteringar, enheter, momskoder, försäljningstyper, kostnadsställen och projekt väljs efter sina namn; *Hämta namnen igen* under *Översättningstabeller* läser dem på nytt. Kunder i Asperion och i eAccounting söks efter nummer, e-postadress eller en del av namnet: passar bara en är den vald, bland flera väljer du, och att ingen passar sägs vid fältet. Skriv ett nummer och spara, eller tryck först på *Sök*: det sparar ingenting. Det som inte längre finns i sin lista visas så, och står kvar tills du väljer något annat.",
  "- **Översättningstabeller.** Vad ett värde i butiken betyder i eAccounting: betalningsvillkor, leveranssätt, betalsätt, moms, kostnadsställen, konton för verifikationer. *Hämta namnen igen* läser namnen från båda sidor. Ett värde för alla går före tabellen; tabellen går före värdet för resten. Värden som verkligen kommit och saknar rad står först.",
  "- **Vem som får veta.** Larm står alltid på sidorna. Högst tio e-postadresser får det som kräver en person, flera larm i samma brev, och varje morgon en sammanfattning. En webhook får varje larm när det uppstår och när det är över, signerat. Båda står under *Lagringstid och takt*.",
  "- **Lagringstid och takt.** Hur ofta butiken tillfrågas om order, hur länge frågor och svar sparas, hur många anrop Asperion får i sekunden.",
  "- **Versioner.** Vem som ändrat vad, och när. En äldre version kommer tillbaka som den nyaste; ingen går förlorad.",
  "",
  "Fält som en regel får fylla står under *Fältregler*: se [fältregler](mapping.md).",
].join("\n");
