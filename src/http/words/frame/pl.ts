import type { FrameWords } from "./en.ts";

export const pl: FrameWords = {
  skip: "Przejdź do treści",
  to: "do",
  signedInAs: (name) => ["Zalogowano jako ", name],
  logOut: "Wyloguj",
  zone: (zone) => `Czas podano dla strefy ${zone}.`,
  language: "Język",
  choose: "Wybierz",
  whereYouAre: "Gdzie jesteś",
  pagesOfTenant: "Strony tego sklepu",
  tenants: "Sklepy",
  tabs: {
    attention: "Wymaga uwagi",
    status: "Stan",
    orders: "Zamówienia",
    mapping: "Reguły pól",
    settings: "Ustawienia",
    customers: "Kontrahenci",
    products: "Produkty",
    stock: "Stany magazynowe",
    comparison: "Uzgodnienie",
  },
  stopAll: "Zatrzymaj wszystko",
  resumeAll: "Wznów wszystko",
  toTenants: "Do listy sklepów",
  toTenant: "Do sklepu",
  whatToDo: "Co zrobić:",
  open: (place) => `Otwórz: ${place}`,
  ownWords: (vendor) => `Własnymi słowami ${vendor}:`,
  raw: { nothing: "nic" },
  refused: {
    400: { title: "Tego nie można przyjąć", next: "Wróć, popraw i wyślij ponownie." },
    403: { title: "Brak uprawnień", next: "Zwróć się do administratora tej instalacji." },
    404: {
      title: "Nie znaleziono",
      next: "Mogło zostać usunięte albo adres jest niepełny. Wróć i wybierz z listy.",
    },
    409: {
      title: "W obecnym stanie to niemożliwe",
      next: "Wróć, sprawdź obecny stan i zdecyduj ponownie.",
    },
    503: { title: "Chwilowo niedostępne", next: "Nic nie przepadło. Spróbuj ponownie za chwilę." },
  },
  tooLarge: {
    title: "Za dużo naraz",
    detail: "Ten formularz jest większy, niż strony przyjmują.",
    next: "Skróć go albo użyj API do zarządzania.",
  },
  tooSlow: {
    title: "Za wolno",
    detail: "Formularz docierał zbyt długo.",
    next: "Wyślij go jeszcze raz.",
  },
  noPage: {
    title: "Nie znaleziono",
    detail: "Nie ma takiej strony.",
    next: "Adres może być niepełny.",
  },
  foreignForm: {
    title: "Formularz nie został przyjęty",
    detail:
      "Nie pochodził ze strony z bieżącego logowania, więc nic nie zmieniono. Strona mogła być otwarta od poprzedniego logowania.",
    next: "Otwórz stronę ponownie i powtórz czynność.",
    back: "Otwórz stronę ponownie",
  },
  database: {
    title: "Chwilowo niedostępne",
    detail: "Baza danych nie odpowiada. Księgowania od niej nie zależą i trwają dalej.",
    next: "Spróbuj ponownie za chwilę.",
  },
  bug: {
    title: "Wystąpił błąd",
    detail: "Nie udało się utworzyć tej strony z powodu błędu w programie.",
    next: "Spróbuj jeszcze raz. Jeśli to się powtórzy, podaj administratorowi tej instalacji godzinę: dziennik mówi więcej.",
  },
  nothingChanged: "Niczego przez to nie zmieniono.",
};
