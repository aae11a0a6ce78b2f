/** docs/manual/pl/going-live.md, written by test/docs/write-manual.ts. */
export const goingLive = [
  "# Start",
  "",
  "Zanim naciśniesz przycisk, sprawdź trzy rzeczy.",
  "",
  "1. **Przebieg próbny.** Czy ostatnie zamówienia wyglądają dobrze: kontrahent, wiersze, VAT według stawek, termin płatności? To, co trafiłoby do wyjaśnienia, mówi dlaczego.",
  "2. **Data początkowa.** Pierwsze zamówienie, które księguje ten produkt. Wszystko wcześniejsze zostaje u tego, kto księgował dotąd. Wyłącz dawny sposób w tej samej chwili.",
  "3. **Limit pierwszego dnia.** Przy limicie na przykład 20 błędne ustawienie widać na 20 dokumentach, a nie na 2000. To, co ponad limit, czeka; nic nie ginie.",
  "",
  "**Tryb próbny** zamiast startu: każdy proces działa, każdy dokument jest wyliczany i pokazywany, i niczego się nie zapisuje. Gdy potem wystartujesz, zostanie zaksięgowane każde zamówienie od daty początkowej, także te, które widział tryb próbny.",
  "",
  "**Przycisk zatrzymania** jest na każdej stronie sklepu. W czasie zatrzymania zamówienia są przyjmowane i czekają; *Wznów wszystko* wykonuje je w kolejności.",
  "",
  "Pierwszego dnia otwieraj co jakiś czas listę zamówień, porównaj dwa lub trzy dokumenty ze sklepem i sprawdzaj, co wymaga uwagi. To, co zaksięgowano błędnie, poprawia się w eAccounting: usuń to, czego nikt nie zafakturował, a do reszty wystaw korektę. Przyciskiem wycofuje się tylko przebieg po [dawnych zamówieniach](orders.md).",
].join("\n");
