import type { DescribedPhrases } from "./en.ts";

export const pl: DescribedPhrases = {
  "an id of eAccounting": "identyfikator z eAccounting",
  "text, {0} characters": "tekst, {0} znaków",
  "text, {0} characters, one line": "tekst, {0} znaków, jeden wiersz",
  "a whole number": "liczba całkowita",
  "{0} items": "pozycje: {0}",
  "Balance less reserved, less what the shop sold and isn't booked yet.":
    "Stan minus rezerwacje, minus to, co sklep sprzedał, a co nie jest jeszcze zaksięgowane.",
  "What lies on the shelf, less what the shop sold and isn't booked yet.":
    "To, co leży na półce, minus to, co sklep sprzedał, a co nie jest jeszcze zaksięgowane.",
  "What ongoing orders reserve.": "To, co rezerwują zamówienia w realizacji.",
  "The article's number.": "Numer artykułu.",
  "article number": "numer artykułu",
  "price without VAT, in the company's currency": "cena bez VAT, w walucie firmy",
  "price with VAT": "cena z VAT",
  "the coding's VAT rate in per cent: 25": "stawka VAT dekretacji w procentach: 25",
  "name of the article's coding": "nazwa dekretacji artykułu",
  "Street and number.": "Ulica i numer.",
  "Two letters.": "Dwie litery.",
  "article, sales-type, text, shipping, discount, fee, tip or gift-card.":
    "article, sales-type, text, shipping, discount, fee, tip lub gift-card.",
  "The article's code.": "Kod artykułu.",
  "Of a line by sales type.": "Dla pozycji według rodzaju sprzedaży.",
  "Per unit, with VAT if order.pricesIncludeVat.":
    "Za jednostkę, z VAT, jeśli order.pricesIncludeVat.",
  "Asperion's own id.": "Identyfikator z Asperion.",
  "Empty for a concept.": "Puste dla szkicu.",
  "The buyer's own reference.": "Referencja kupującego.",
  "Empty for a guest.": "Puste dla gościa.",
  "Where the invoice goes.": "Dokąd trafia faktura.",
  "Where the goods go; empty where it is the same.":
    "Dokąd trafia towar; puste, jeśli to ten sam adres.",
  "What the buyer or the shop wrote.": "Co napisał kupujący lub sklep.",
  "What the customer was charged.": "Ile naliczono odbiorcy.",
  "company or private.": "company lub private.",
  "The number that we derive.": "Numer, który wyprowadzamy.",
  "Where invoices go.": "Dokąd trafiają faktury.",
  "Where goods go.": "Dokąd trafia towar.",
  "Our reference, where the marker isn't kept in it and no text is set for it.":
    "Nasza referencja, o ile nie ma w niej znacznika ani ustawionego tekstu.",
  "The buyer's contact. Without a rule: the order's attention line.":
    "Osoba kontaktowa kupującego. Bez reguły: osoba wskazana w zamówieniu.",
  "The buyer's own reference, where the settings don't put it there.":
    "Referencja kupującego, o ile ustawienia jej tam nie wpisują.",
  "Who receives the goods.": "Kto odbiera towar.",
  "Street and number of the delivery.": "Ulica i numer dostawy.",
  "Second line of the delivery: floor, pick-up point.":
    "Drugi wiersz adresu dostawy: piętro, punkt odbioru.",
  "Post code of the delivery.": "Kod pocztowy dostawy.",
  "Town of the delivery.": "Miejscowość dostawy.",
  "The day of the delivery.": "Dzień dostawy.",
  "Terms of delivery, by their name.": "Warunki dostawy, według nazwy.",
  "Terms of delivery, by their code.": "Warunki dostawy, według kodu.",
  "The row's text. Without a rule: the line's own.":
    "Tekst wiersza. Bez reguły: tekst pozycji zamówienia.",
  "The project, by its id in eAccounting.": "Projekt, według identyfikatora w eAccounting.",
  "The item of the first cost centre, by its id.":
    "Pozycja pierwszego miejsca powstawania kosztów, według identyfikatora.",
  "The item of the second cost centre, by its id.":
    "Pozycja drugiego miejsca powstawania kosztów, według identyfikatora.",
  "The item of the third cost centre, by its id.":
    "Pozycja trzeciego miejsca powstawania kosztów, według identyfikatora.",
  "E-mail of the contact person.": "E-mail osoby kontaktowej.",
  "Telephone of the contact person.": "Telefon osoby kontaktowej.",
  "Mobile of the contact person.": "Telefon komórkowy osoby kontaktowej.",
  "Where orders are sent, if other than invoices.":
    "Dokąd wysyłane są zamówienia, jeśli gdzie indziej niż faktury.",
  "Where quotes are sent, if other than invoices.":
    "Dokąd wysyłane są oferty, jeśli gdzie indziej niż faktury.",
  "The customer's site.": "Strona internetowa kontrahenta.",
  "GLN for electronic invoices.": "GLN dla faktur elektronicznych.",
  "Address for electronic invoices.": "Adres dla faktur elektronicznych.",
  "Reference for electronic invoices.": "Referencja dla faktur elektronicznych.",
  "The customer's number in the shop, a whole number.":
    "Numer kontrahenta w sklepie, liczba całkowita.",
  "Terms of delivery, by their id in eAccounting.":
    "Warunki dostawy, według identyfikatora w eAccounting.",
  "Rounded half away from zero, to whole numbers or to so many decimals.":
    "Zaokrąglenie, połówki od zera, do liczb całkowitych lub do tylu miejsc po przecinku.",
  "The next whole number downwards.": "Najbliższa liczba całkowita w dół.",
  "Without its sign.": "Bez znaku.",
  "The {0} of several numbers.": "Liczba {0} z kilku.",
  smallest: "najmniejsza",
  largest: "największa",
  "The numbers of a list added up.": "Suma liczb z listy.",
  "Text as a number; the second figure is taken where the text is none.":
    "Tekst jako liczba; druga liczba obowiązuje, gdy tekst nią nie jest.",
  "A date as text: yyyy, yy, MM, M, dd, d, HH, mm, ss and signs between them.":
    "Data jako tekst: yyyy, yy, MM, M, dd, d, HH, mm, ss i znaki między nimi.",
  "So many days later; before, with a negative number.":
    "Tyle dni później; wcześniej, gdy liczba jest ujemna.",
  "Text as a date: 2026-03-09 or 2026-03-09T14:30.":
    "Tekst jako data: 2026-03-09 lub 2026-03-09T14:30.",
  "The first of several values that isn't empty. Text of blanks alone counts as empty.":
    "Pierwsza z kilku wartości, która nie jest pusta. Same spacje liczą się jako puste.",
  "What a table of the settings has for a text: nothing where it has none, or the third value.":
    "Co tabela z ustawień ma dla tekstu: nic, jeśli niczego nie ma, albo trzecia wartość.",
  "A whole address on one line, or with another separator between its parts.":
    "Cały adres w jednym wierszu albo z innym separatorem między częściami.",
  "Whether there is a value at all.": "Czy w ogóle jest wartość.",
  "Whether a text begins with another.": "Czy tekst zaczyna się od innego.",
  "Whether a text ends with another.": "Czy tekst kończy się innym.",
  "Whether a text holds another.": "Czy tekst zawiera inny.",
  "All letters as capitals.": "Wszystkie litery wielkie.",
  "All letters as small ones.": "Wszystkie litery małe.",
  "Without blanks at the start and the end.": "Bez spacji na początku i na końcu.",
  "Line breaks and runs of blanks as one blank each.":
    "Końce wierszy i ciągi spacji jako po jednej spacji.",
  "At most so many characters from the start. Never splits a character, leaves no blank at the end.":
    "Najwyżej tyle znaków od początku. Nigdy nie dzieli znaku, nie zostawia spacji na końcu.",
  "Every occurrence of one text replaced by another.": "Każde wystąpienie tekstu zastąpione innym.",
  "The parts between a separator, as a list. Take one with [0], [1] and so on.":
    "Części między separatorem, jako lista. Jedną weź przez [0], [1] i tak dalej.",
  "A number as text; the second figure says how many decimals are always written.":
    "Liczba jako tekst; druga liczba mówi, ile miejsc po przecinku zawsze zapisać.",
  "Whether the whole text fits a pattern: * any run of characters, ? one character, # one digit. Not a regular expression.":
    "Czy cały tekst pasuje do wzorca: * dowolny ciąg znaków, ? jeden znak, # jedna cyfra. To nie wyrażenie regularne.",
  "The texts of a list, with a separator between them.": "Teksty listy, z separatorem między nimi.",
  "How many characters a text has, or how many items a list.":
    "Ile znaków ma tekst albo ile pozycji lista.",
};
