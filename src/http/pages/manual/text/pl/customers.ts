/** docs/manual/pl/customers.md, written by test/docs/write-manual.ts. */
export const customers = [
  "# Kontrahenci",
  "",
  "Kontrahent przychodzi z pierwszym zamówieniem. W eAccounting szuka się go po tym, co podano w *Ustawienia › Kontrahenci* (po adresie e-mail, o ile nie wybierzesz inaczej), i tworzy tylko wtedy, gdy nikt nie pasuje. Jeśli pasuje dwóch, zamówienie trafia do wyjaśnienia: wybór należy do człowieka.",
  "",
  "- **Firma czy osoba.** Nazwa firmy w zamówieniu albo numer VAT lub numer rejestrowy odbiorcy oznacza firmę. Od tego zależy w eAccounting, czy ceny zawierają VAT.",
  "- **Goście** są prowadzeni po adresie e-mail, pod naszym numerem. Jednego stałego kontrahenta dla wszystkich gości można ustawić jako *domyślnego kontrahenta*.",
  "- **Ręczne poprawki zostają.** To, co ktoś zmieni w kontrahencie w eAccounting, pozostaje nietknięte, a reszta jest zapisywana. Inne możliwości: wstrzymać albo nadpisać.",
  "- **Bez zamówień.** Gdy włączysz *Przenoś zmienionych odbiorców do eAccounting*, każda zmiana odbiorcy jest przenoszona, z etykietami, terminem płatności, walutą, sposobem dostawy i językiem według tabel przekładu. Zamówienia nie ruszają wtedy kontrahenta swojego odbiorcy.",
  "",
  "Cenniki kontrahentów **nie** są wysyłane, w żadną stronę.",
].join("\n");
