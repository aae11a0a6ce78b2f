/** docs/manual/pl/settings.md, written by test/docs/write-manual.ts. */
export const settings = [
  "# Ustawienia",
  "",
  "Każdą część zapisuje się osobno, a każdy zapis jest wersją. *Porównaj z ostatnimi zamówieniami* opracowuje ostatnie zamówienia według zapisanych ustawień i według tego, co wpisano, i pokazuje, co stałoby się z nimi inaczej: podjęte czy pominięte, jaki dokument, dla kogo, wiersze, płatność. Niczego się przy tym nie zapisuje.",
  "",
  "- **Dokument.** Czym staje się zamówienie. W *Inny dokument dla niektórych zamówień* decyduje pierwszy pasujący wiersz: według metody płatności, kraju dostawy, kwoty z VAT lub rodzaju odbiorcy. Wszystko, co mówi wiersz, musi być spełnione; puste pole pasuje do każdego zamówienia. Zaksięgowane zamówienie zachowuje swój dokument, cokolwiek wiersze powiedzą później. Dowody księgowe wymagają najpierw swoich kont, w *Tabele przekładu*.",
  "- **Po nazwie.** Dekretacje, jednostki, kody VAT, typy sprzedaży, miejsca powstawania kosztów i projekty wybiera się po nazwie; *Pobierz nazwy ponownie* w części *Tabele przekładu* odczytuje je od nowa. Odbiorców i kontrahentów szuka się po numerze, adresie e-mail lub części nazwy: gdy pasuje tylko jeden, jest wybrany, spośród kilku wybiera użytkownik, a gdy nikt nie pasuje, jest to napisane przy polu. Wpisz numer i zapisz albo najpierw naciśnij *Szukaj*: to niczego nie zapisuje. Czego nie ma już na liście, jest tak oznaczone i pozostaje, dopóki nie wybierze się czegoś innego.",
  "- **Tabele przekładu.** Co wartość sklepu znaczy w eAccounting: warunki płatności, sposoby dostawy, metody płatności, VAT, miejsca powstawania kosztów, konta dowodów księgowych. *Pobierz nazwy ponownie* odczytuje nazwy obu stron. Wartość dla wszystkich ma pierwszeństwo przed tabelą, a tabela przed wartością dla pozostałych. Wartości, które naprawdę wystąpiły i nie mają wiersza, stoją na początku.",
  "- **Kto jest powiadamiany.** Alerty zawsze są widoczne na stronach. Najwyżej dziesięć adresów e-mail dostaje te, które wymagają uwagi, kilka w jednej wiadomości, a każdego ranka podsumowanie. Webhook dostaje każdy alert, gdy powstaje i gdy mija, z podpisem. Jedno i drugie jest w *Przechowywanie i tempo*.",
  "- **Przechowywanie i tempo.** Jak często sklep jest pytany o zamówienia, jak długo przechowuje się pytania i odpowiedzi, ile wywołań na sekundę dostaje Asperion.",
  "- **Wersje.** Kto co zmienił i kiedy. Starsza wersja wraca jako najnowsza; żadna nie ginie.",
  "",
  "Pola, które może wypełnić reguła, są w *Reguły pól*: zobacz [reguły pól](mapping.md).",
].join("\n");
