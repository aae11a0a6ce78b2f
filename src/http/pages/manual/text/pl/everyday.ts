/** docs/manual/pl/everyday.md, written by test/docs/write-manual.ts. */
export const everyday = [
  "# Codzienna opieka",
  "",
  "- **Zaglądaj do *Wymaga uwagi*** raz dziennie. Nic innego Cię nie potrzebuje.",
  "- **Połączenie, które wymaga ponownego logowania**: połącz je ponownie. Zamówienia czekały i zostaną wykonane w kolejności.",
  "- **Nowy termin płatności, sposób dostawy lub metoda płatności w sklepie**: w *Ustawienia › Tabele przekładu* naciśnij *Pobierz nazwy ponownie* i wybierz, co oznacza. Wartości, które naprawdę wystąpiły i nie mają wiersza, stoją na początku.",
  "- **Nowa stawka VAT lub dekretacja**: wykonaj konfigurację ponownie. Utworzy to, czego brakuje.",
  "- **Nowy klucz webhooków**: utwórz go, wpisz u nadawcy, poczekaj na test, a potem unieważnij stary. W użyciu może być pięć, więc nic w międzyczasie nie ginie.",
  "- **Zmiana ustawień**: *Porównaj z ostatnimi zamówieniami* pokazuje, co by zrobiła. Każdy zapis to wersja z autorem; starsza wraca jednym przyciskiem.",
  "- **Zamykanie ksiąg**: zamknij okres w eAccounting. Faktury z zamkniętego dnia są wstrzymywane, przenoszone albo wymagają pytania, zgodnie z ustawieniami.",
  "- **Inwentaryzacja lub kłopoty**: *Zatrzymaj wszystko*. W czasie zatrzymania nic nie ginie.",
  "- **Odejście**: zatrzymaj, a potem wycofaj sklep przez API. Dokumenty w eAccounting zostają; usuń etykietę kontrahenta, która oznacza firmę, zanim przejmie ją inna instalacja.",
].join("\n");
