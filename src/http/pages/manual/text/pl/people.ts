/** docs/manual/pl/people.md, written by test/docs/write-manual.ts. */
export const people = [
  "# Użytkownicy, programy i kto co zmienił",
  "",
  "**Operator** ma wszystkie sklepy. **Użytkownik** ma jeden i nie widzi innych; robi w nim wszystko, ale nie widzi tajnych kluczy.",
  "",
  "- **Dodaj użytkownika.** W *Użytkownicy*, z adresem e-mail i uprawnieniami. Strona pokazuje link jeden raz: przekaż go osobiście. Ustawia się nim hasło, działa raz i wygasa po trzech dniach. Zapomniane hasło to nowy link.",
  "- **Odbierz dostęp.** Od razu, z każdą sesją. To, co ta osoba zmieniła, pozostaje zapisane.",
  "- **Programy** używają API z własnym tokenem: w *Tokeny API*, dla jednego sklepu lub wszystkich, z terminem lub bez. Token jest pokazywany raz. Unieważnij go, gdy program znika. Gdy program łączy sklep, nic nie jest połączone, dopóki nie potwierdzi on, do czego logowanie daje dostęp, albo dopóki nie zrobisz tego w części *Połączenia*.",
  "- **Kto co zmienił.** *Zmiany* wymieniają każdą zmianę: kiedy, kto, przedtem i potem; strona każdego sklepu ma własną listę. Niczego w niej nie można zmienić ani usunąć.",
  "- **Twój język** wybierasz na dole każdej strony; dotyczy tylko Twojego konta. Wysyłane wiadomości są w języku sklepu.",
  "",
  "Token operatora służy do pierwszego logowania i na sytuacje awaryjne.",
].join("\n");
