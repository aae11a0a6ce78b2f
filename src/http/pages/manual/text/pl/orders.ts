/** docs/manual/pl/orders.md, written by test/docs/write-manual.ts. */
export const orders = [
  "# Zamówienia",
  "",
  "Każde zamówienie w Asperion staje się dokładnie jednym dokumentem w eAccounting: zamówieniem sprzedaży, szkicem faktury, zaksięgowaną fakturą albo dowodem księgowym, zgodnie z *Ustawienia › Dokument*. Księgowana jest kwota, którą zapłacił odbiorca: co do grosza, według stawek VAT.",
  "",
  "- **Które zamówienia.** Według statusu i statusu płatności w *Ustawienia › Zamówienia*, a nigdy te sprzed daty początkowej. Pominięte stoją na liście z powodem.",
  "- **Raz.** Dokument ma znacznik, na przykład `1001 #K7Q2M9XA`. Zanim cokolwiek zostanie wysłane ponownie, szuka się go po znaczniku. Nie usuwaj go.",
  "- **Wiersze.** Artykuły według numeru. Wysyłka, rabaty i opłaty stają się wierszami z [własnymi artykułami](first-set-up.md). Wiersz na grosze uściśla sumę tam, gdzie ceny bez VAT nie mogą jej wyrazić; strona zamówienia mówi, skąd się wziął każdy wiersz.",
  "- **Zmiany.** Zmienione zamówienie zmienia swój dokument, dopóki nie jest zaksięgowany. Anulowane wycofuje swój dokument. To, co zaksięgowane, nigdy nie jest ruszane: zamówienie trafia do wyjaśnienia i mówi, co się różni.",
  "- **Płatności.** Rejestrowane na zaksięgowanych fakturach, jeśli tak wybierzesz: każda metoda płatności wymaga rachunku bankowego w *Ustawienia › Tabele przekładu*.",
  "- **Korekty.** Zamówienie korygujące do zafakturowanego zamówienia staje się fakturą korygującą, nigdy na więcej, niż zafakturowano.",
  "- **Dawne zamówienia.** Ze strony sklepu, według dni: najpierw przebieg próbny, który pokazuje każde, potem uzupełnianie. Można je przerwać, a to, co zaksięgowało, wycofać: zamówienia i szkice są usuwane, dowody księgowe stornowane innymi dowodami, a zaksięgowane faktury zostają.",
  "",
  "Zamówienie do wyjaśnienia nie zatrzymuje innych. Zobacz [dlaczego coś trafia do wyjaśnienia](held.md).",
].join("\n");
