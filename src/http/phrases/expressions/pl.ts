import type { ExpressionPhrases } from "./en.ts";

export const pl: ExpressionPhrases = {
  "{0} (line {1}, column {2})": "{0} (wiersz {1}, kolumna {2})",
  "There is no function “{0}”.{1}": "Nie ma funkcji „{0}”.{1}",
  "Did you mean “{0}”?": "Czy chodziło o „{0}”?",
  "Write it like this: {0}.": "Zapisz to tak: {0}.",
  "The values of {0} have to be of one kind: here they are {1}.":
    "Wartości funkcji {0} muszą być jednego rodzaju: tu są to {1}.",
  "Here {0} is needed; this is {1}.{2}": "Tu potrzeba: {0}; jest: {1}.{2}",
  "Items of this list may be empty: put coalesce(…) into what makes them.":
    "Pozycje tej listy mogą być puste: wstaw coalesce(…) w tym, co je tworzy.",
  "The {0} has to be written out here, between quotes.":
    "Tu trzeba wpisać {0} dosłownie, w cudzysłowie.",
  text: "tekst",
  "a number": "liczba",
  "yes or no": "tak lub nie",
  "a date": "data",
  "an address": "adres",
  "a list of text": "lista tekstów",
  "a list of numbers": "lista liczb",
  "a list": "lista",
  "a single value": "pojedyncza wartość",
  "a value": "wartość",
  nothing: "nic",
  "something unknown": "coś nieznanego",
  "a list of {0}": "lista: {0}",
  "a whole {0}": "cały element: {0}",
  "“{0}”": "„{0}”",
  "a whole address": "cały adres",
  "a whole order": "całe zamówienie",
  "a whole line": "cała pozycja",
  "a whole customer": "cały kontrahent",
  "a list of lines": "lista pozycji",
  "{0}, may be empty": "{0}, może być puste",
  "[…] takes one item of a list; this is {0}.": "[…] bierze jedną pozycję listy; to jest {0}.",
  "A list that is written out has at least one item.":
    "Wypisana lista ma co najmniej jedną pozycję.",
  "The items of a list are of one kind: all text, or all numbers.":
    "Pozycje listy są jednego rodzaju: same teksty albo same liczby.",
  "Both answers have to be of one kind: here they are {0} and {1}.":
    "Obie odpowiedzi muszą być jednego rodzaju: tu są to {0} i {1}.",
  "There is no “{0}” here.{1}": "Nie ma tu „{0}”.{1}",
  "There are: {0}.": "Są: {0}.",
  "{0} has no fields.{1}": "{0}: nie ma pól.{1}",
  "Take one item with [0], or all with .map(item, …).":
    "Weź jedną pozycję przez [0] albo wszystkie przez .map(item, …).",
  "There is no field “{0}” in the {1}.{2}": "Nie ma pola „{0}” w {1}.{2}",
  "Dates aren't added with +. Use addDays(date, days).":
    "Dat nie dodaje się przez +. Użyj addDays(date, days).",
  "{0} and {1} can't be compared.": "Nie można porównać: {0} i {1}.",
  "Compare single values, not {0}.": "Porównuj pojedyncze wartości; to jest {0}.",
  "{0} has no larger and smaller.": "{0}: nie ma większych i mniejszych.",
  "“in” looks into a list; this is {0}.": "„in” zagląda do listy; to jest {0}.",
  "This is {0}, the list has {1}.": "To jest {0}, a lista ma: {1}.",
  "A list can't be gone through inside another one: its work would multiply.":
    "Nie można przechodzić listy wewnątrz innej: praca by się zwielokrotniła.",
  "“{0}” is a name already. Give the item another one.":
    "„{0}” jest już nazwą. Nadaj pozycji inną.",
  ".{0} goes through a list; this is {1}.": ".{0} przechodzi listę; to jest {1}.",
  "Nothing can be divided by zero.": "Nie można dzielić przez zero.",
  "The date would be outside the years 1900 to 2199.": "Data byłaby poza latami 1900–2199.",
  "A date is written with {0} and signs between them; “{1}” isn't one of them.":
    "Datę zapisuje się za pomocą {0} i znaków między nimi; „{1}” do nich nie należy.",
  "Write text(…) around it.": "Otocz to przez text(…).",
  "Write number(…) around it.": "Otocz to przez number(…).",
  'Write format(…, "yyyy-MM-dd") around it.': 'Otocz to przez format(…, "yyyy-MM-dd").',
  "The target takes {0}; the expression gives {1}.{2}":
    "Pole docelowe przyjmuje: {0}; wyrażenie daje: {1}.{2}",
  "The target always needs a value, and the expression may give none. Write coalesce(…, …) around it.":
    "Pole docelowe zawsze wymaga wartości, a wyrażenie może jej nie dać. Otocz je przez coalesce(…, …).",
  "The target takes {0} characters; this text has {1}.":
    "Pole docelowe przyjmuje znaków: {0}; ten tekst ma ich {1}.",
  "The result may be longer than the {0} characters that the target takes; a record where it is, is held. To shorten instead: cut(…, {1}).":
    "Wynik może być dłuższy niż {0} znaków pola docelowego; wtedy zamówienie trafia do wyjaśnienia. Aby skracać: cut(…, {1}).",
  "The result has {0} characters, the target takes {1}.":
    "Wynik ma znaków: {0}, a pole docelowe przyjmuje ich {1}.",
  "The target takes {0} decimals: round(…, {1}).":
    "Pole docelowe przyjmuje miejsc po przecinku: {0}: round(…, {1}).",
  "The rule needs more than {0} steps.": "Reguła wymaga ponad {0} kroków.",
  "A text would get longer than {0} characters.": "Tekst byłby dłuższy niż {0} znaków.",
  "A list has at most {0} items.": "Lista ma najwyżej {0} pozycji.",
  "A number has at most {0} digits before the point.": "Liczba ma najwyżej {0} cyfr przed kropką.",
  "The expression is empty.": "Wyrażenie jest puste.",
  "An expression has at most {0} characters; this one has {1}.":
    "Wyrażenie ma najwyżej {0} znaków; to ma ich {1}.",
  "Write {0} like this: list.{1}(item, what to do with item).":
    "Zapisz {0} tak: list.{1}(item, co z nim zrobić).",
  "Tables in curly brackets aren't available here. Keep the table in the settings and use lookup(…).":
    "Tabele w nawiasach klamrowych nie są tu dostępne. Trzymaj tabelę w ustawieniach i użyj lookup(…).",
  "The sign .? isn't available here. A field of something empty is empty by itself.":
    "Znak .? nie jest tu dostępny. Pole czegoś pustego jest samo puste.",
  "Write numbers as digits with a point, like 12.50: at most 15 digits before it and 10 behind it.":
    "Liczby zapisuj cyframi z kropką, na przykład 12.50: najwyżej 15 cyfr przed nią i 10 po niej.",
  "Only text, numbers, true, false and null can be written out here.":
    "Dosłownie można tu wpisać tylko tekst, liczby, true, false i null.",
  "the end": "koniec",
  "true or false": "true lub false",
  null: "null",
  "a name": "nazwa",
  "a point": "kropka",
  "a comma": "przecinek",
  bytes: "bajty",
  "Here {0} is expected, not {1}.": "Tu oczekiwano: {0}, a jest: {1}.",
  "Here {0} doesn't fit.": "Tu nie pasuje: {0}.",
  "The expression ends too early.": "Wyrażenie kończy się za wcześnie.",
  "The expression has too many parts. Split it, or keep a table in the settings and use lookup(…).":
    "Wyrażenie ma zbyt wiele części. Podziel je albo trzymaj tabelę w ustawieniach i użyj lookup(…).",
  "This text has no closing quote.": "Ten tekst nie ma zamykającego cudzysłowu.",
  "A text ends on its own line. For a line break write \\n.":
    "Tekst kończy się w tym samym wierszu. Nowy wiersz zapisz jako \\n.",
  "To compare, write “==”.": "Aby porównać, napisz „==”.",
  'An empty pattern matches nothing but an empty text: compare with == "".':
    'Pusty wzorzec pasuje tylko do pustego tekstu: porównaj z == "".',
  "A pattern has at most {0} characters.": "Wzorzec ma najwyżej {0} znaków.",
  "This looks like a regular expression. Patterns here know * (anything), ? (one character) and # (one digit).":
    "To wygląda na wyrażenie regularne. Wzorce znają tu * (cokolwiek), ? (jeden znak) i # (jedna cyfra).",
  "{0} of the record isn't {1}.": "{0} w danych to nie {1}.",
  "{0} is empty, which it never should be.": "{0} jest puste, a nigdy nie powinno.",
  "{0} may be empty. Say what to take then: coalesce({1}, …).":
    "{0} może być puste. Podaj, co wtedy wziąć: coalesce({1}, …).",
  This: "To",
  "There is no table “{0}” in the settings.{1}": "Nie ma tabeli „{0}” w ustawieniach.{1}",
  "This text is no number: digits, and a point before decimals.":
    "Ten tekst nie jest liczbą: cyfry i kropka przed częścią dziesiętną.",
  "This text is no date like 2026-03-09, of the years 1900 to 2199.":
    "Ten tekst nie jest datą taką jak 2026-03-09, z lat 1900–2199.",
  "{0} is a whole number from {1} to {2}.": "{0} to liczba całkowita od {1} do {2}.",
  "The number of decimals": "Liczba miejsc po przecinku",
  "The number of days": "Liczba dni",
  "The number of characters": "Liczba znaków",
  "{0} needs at least one character to look for.":
    "{0} wymaga co najmniej jednego znaku do wyszukania.",
  "{0} looks for at most {1} characters.": "{0} szuka najwyżej {1} znaków.",
  "an empty text": "pusty tekst",
};
