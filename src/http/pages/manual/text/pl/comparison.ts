/** docs/manual/pl/comparison.md, written by test/docs/write-manual.ts. */
export const comparison = [
  "# Uzgodnienie obu stron",
  "",
  "Co noc każde zamówienie z ostatnich 35 dni jest zestawiane z dokumentami w eAccounting: czy jest tam raz i z kwotą, którą zapłacono? *Porównaj te dni teraz* robi to od razu, najwyżej dla 366 dni. Niczego się przy tym nie zapisuje.",
  "",
  "| znaleziono | co to znaczy | co zrobić |",
  "|---|---|---|",
  "| dwukrotnie | dwa dokumenty mają znacznik jednego zamówienia | zostaw jeden, drugi usuń lub skoryguj w eAccounting |",
  "| bez zamówienia | dokument z naszym znacznikiem nie należy do żadnego zamówienia | ustal, kto go utworzył, a potem usuń go lub skoryguj |",
  "| kwota | zaksięgowano co innego, niż naliczył sklep | otwórz stronę zamówienia, porównaj wiersze, popraw jedno z dwojga |",
  "| VAT | VAT jednej stawki różni się bardziej, niż wyjaśnia zaokrąglenie | porównaj VAT każdej stawki |",
  "| brak | zapisaliśmy go, a w eAccounting już go nie ma | ponów zamówienie albo pomiń je, jeśli usunięto je celowo |",
  "",
  "Ustalenie znika samo, gdy kolejne porównanie tych dni go nie znajdzie. *Według dni* podaje sumy obu stron, także według stawek VAT, jak wymaga tego deklaracja VAT; *Zamówienie po zamówieniu* podaje każde z osobna. Jedno i drugie można pobrać.",
  "",
  "Zamówienie, o którym nikt nie powiadomił, też zostanie tu znalezione i od razu podjęte: nic nie ginie.",
].join("\n");
