/** docs/manual/pl/dashboard.md, written by test/docs/write-manual.ts. */
export const dashboard = [
  "# Strona sklepu i jego listy",
  "",
  "*Stan* to pierwsza strona sklepu. Od góry: co wymaga uwagi, liczby z dziś i z tego miesiąca, jaki jest stan, co działa automatycznie, połączenia.",
  "",
  "- **Liczby.** Każde zamówienie liczy się raz, w dniu, w którym uzyskało ten wynik. Liczba prowadzi do zamówień, które się na nią składają. Wykres pokazuje ostatnie 30 dni; *To samo w tabeli* podaje jego liczby.",
  "- **Co działa automatycznie.** Kiedy każdy przepływ działał ostatnio i kiedy zadziała znowu. *Uruchom teraz* na to nie czeka; *Zatrzymaj* wstrzymuje jeden przepływ, a inne działają dalej.",
  "- **Listy.** *Zamówienia*, *Kontrahenci*, *Produkty* i *Stany magazynowe* pokazują każdą rzecz raz, w obecnym stanie, od ostatniej zmiany. Szukaj według numeru, numeru artykułu lub słów z powodu; wybierz status i dni. *Pobierz jako CSV* daje to, co widać, do arkusza. Produkty utworzone lub zmienione w Asperion są w *Produkty*, każde porównanie stanów w *Stany magazynowe*.",
  "- **Jedno zamówienie.** Jego strona pokazuje, co przyszło z Asperion, każdy wiersz tak, jak go wysłano, z uzasadnieniem kwot, odpowiedź eAccounting obok oczekiwanej oraz każde pytanie i każdą odpowiedź słowo w słowo, przez tyle dni, ile przechowują je ustawienia.",
  "- **Próba.** Dopóki sklep jest w trybie próbnym, listy i strony pokazują, co zostałoby zapisane.",
  "",
  "Zobacz [dlaczego coś trafia do wyjaśnienia](held.md), aby wiedzieć, czego wymagają statusy.",
].join("\n");
