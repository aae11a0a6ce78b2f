/** docs/manual/pl/products.md, written by test/docs/write-manual.ts. */
export const products = [
  "# Produkty",
  "",
  "Artykuły z eAccounting stają się artykułami w Asperion: numer, nazwa, teksty, ceny, kod VAT, EAN, warianty i pola dowolne. **Bez kategorii, bez obrazów, bez cenników kontrahentów.**",
  "",
  "- **Które.** Według etykiety, numeru, dekretacji albo wyrażenia, w *Ustawienia › Produkty*.",
  "- **Kto wygrywa.** Każde pole można wysyłać tylko przy tworzeniu artykułu albo także później. To, co ktoś uzupełnił w Asperion, nigdy nie jest nadpisywane, chyba że reguła tak mówi.",
  "- **Kody VAT.** Jeden kod Asperion dla każdej stawki, wybierany po nazwie. Konfiguracja proponuje je według stawek. Typy sprzedaży, jeśli sklep ich używa: po jednym dla każdej dekretacji.",
  "- **Warianty.** Wzorzec taki jak `{parent}-{Size}-{Colour}` dzieli numery artykułów na artykuł główny i jego warianty. W *Ustawienia › Produkty*.",
  "- **Inny numer w Asperion albo niewłaściwy artykuł?** Otwórz artykuł w *Produkty* i połącz go z kodem w Asperion. Zachowuje ten kod, a pozostałe pola idą za eAccounting; odłączony jest znów znajdowany po numerze.",
  "- **Kiedy.** Co kwadrans to, co się zmieniło, co noc wszystko, albo od razu ze strony sklepu.",
  "",
  "Artykuł, który wypada z filtra, pozostaje w Asperion bez zmian albo staje się nieaktywny, zależnie od wyboru. Nigdy nie jest usuwany.",
].join("\n");
