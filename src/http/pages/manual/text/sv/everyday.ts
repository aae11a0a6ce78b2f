/** docs/manual/sv/everyday.md, written by test/docs/write-manual.ts. */
export const everyday = [
  "# Daglig skötsel",
  "",
  "- **Titta på *Kräver åtgärd*** en gång om dagen. Inget annat behöver dig.",
  "- **En anslutning som behöver en ny inloggning**: anslut den igen. Order har väntat och görs i tur och ordning.",
  "- **Ett nytt betalningsvillkor, leveranssätt eller betalsätt i butiken**: tryck på *Hämta namnen igen* under *Inställningar › Översättningstabeller* och välj vad det betyder. Värden som verkligen kommit och saknar rad står först.",
  "- **En ny momssats eller kontering**: kör grundkonfigurationen igen. Den lägger upp det som saknas.",
  "- **En ny webhookhemlighet**: skapa en, lägg in den hos avsändaren, vänta på ett test och återkalla sedan den gamla. Upp till fem kan användas, så inget går förlorat under tiden.",
  "- **En ändring av inställningar**: *Jämför med de senaste orderna* visar vad den skulle ha gjort. Varje gång du sparar blir det en version med sin författare; en äldre kommer tillbaka med en knapp.",
  "- **Stänga perioden**: lås perioden i eAccounting. Fakturor på en låst dag hålls kvar, flyttas eller frågas om, som inställningarna säger.",
  "- **Inventering eller problem**: *Stoppa allt*. Inget går förlorat medan det är stoppat.",
  "- **Sluta**: stoppa, och avveckla sedan butiken genom API:et. Dokument i eAccounting står kvar; ta bort kundetiketten som märker företaget innan en annan installation tar över.",
].join("\n");
