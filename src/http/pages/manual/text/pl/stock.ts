/** docs/manual/pl/stock.md, written by test/docs/write-manual.ts. */
export const stock = [
  "# Stany magazynowe",
  "",
  "Stan z eAccounting trafia do Asperion co kwadrans, i tylko tam, gdzie się różni.",
  "",
  "- **Jak.** Bieżącego stanu w Asperion nie można zapisać. Albo przesuwa go *zamówienie korygujące* osobnego odbiorcy (nic nie kosztuje i nigdy nie jest księgowane), albo liczba jest wpisywana w pole artykułu.",
  "- **Która liczba.** Ilość dostępna (stan minus rezerwacje), o ile nie wybierzesz stanu, marginesu, procentu albo wyrażenia.",
  "- **Bez pętli.** To, co sklep sprzedał, a czego nie ma jeszcze w eAccounting, jest zawsze najpierw odejmowane, więc sprzedaż nigdy nie wraca.",
  "- **Kiedy nie można włączyć.** Gdy zaksięgowane zamówienie nie zmienia stanu w eAccounting (szkice, dowody księgowe), proces jest odmawiany: każda sprzedaż wracałaby do sklepu. Ustawienia mówią to od razu.",
  "",
  "Najpierw utwórz w Asperion odbiorcę do korekt i nie używaj go do niczego innego.",
].join("\n");
