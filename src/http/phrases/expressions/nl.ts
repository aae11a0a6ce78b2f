import type { ExpressionPhrases } from "./en.ts";

export const nl: ExpressionPhrases = {
  "{0} (line {1}, column {2})": "{0} (regel {1}, kolom {2})",
  "There is no function “{0}”.{1}": "Er is geen functie “{0}”.{1}",
  "Did you mean “{0}”?": "Bedoelde u “{0}”?",
  "Write it like this: {0}.": "Schrijf het zo: {0}.",
  "The values of {0} have to be of one kind: here they are {1}.":
    "De waarden van {0} moeten van één soort zijn: hier zijn ze {1}.",
  "Here {0} is needed; this is {1}.{2}": "Hier is {0} nodig; dit is {1}.{2}",
  "Items of this list may be empty: put coalesce(…) into what makes them.":
    "Onderdelen van deze lijst kunnen leeg zijn: zet coalesce(…) in wat ze maakt.",
  "The {0} has to be written out here, between quotes.":
    "Hier moet {0} voluit tussen aanhalingstekens staan.",
  text: "tekst",
  "a number": "een getal",
  "yes or no": "ja of nee",
  "a date": "een datum",
  "an address": "een adres",
  "a list of text": "een lijst van teksten",
  "a list of numbers": "een lijst van getallen",
  "a list": "een lijst",
  "a single value": "één waarde",
  "a value": "een waarde",
  nothing: "niets",
  "something unknown": "iets onbekends",
  "a list of {0}": "een lijst van {0}",
  "a whole {0}": "een hele {0}",
  "“{0}”": "“{0}”",
  "a whole address": "een heel adres",
  "a whole order": "een hele order",
  "a whole line": "een hele regel",
  "a whole customer": "een hele klant",
  "a list of lines": "een lijst met regels",
  "{0}, may be empty": "{0}, kan leeg zijn",
  "[…] takes one item of a list; this is {0}.":
    "[…] neemt één onderdeel van een lijst; dit is {0}.",
  "A list that is written out has at least one item.":
    "Een uitgeschreven lijst heeft minstens één onderdeel.",
  "The items of a list are of one kind: all text, or all numbers.":
    "De onderdelen van een lijst zijn van één soort: allemaal tekst, of allemaal getallen.",
  "Both answers have to be of one kind: here they are {0} and {1}.":
    "Beide uitkomsten moeten van één soort zijn: hier zijn ze {0} en {1}.",
  "There is no “{0}” here.{1}": "Hier is geen “{0}”.{1}",
  "There are: {0}.": "Er zijn: {0}.",
  "{0} has no fields.{1}": "{0} heeft geen velden.{1}",
  "Take one item with [0], or all with .map(item, …).":
    "Neem één onderdeel met [0], of allemaal met .map(item, …).",
  "There is no field “{0}” in the {1}.{2}": "Er is geen veld “{0}” in {1}.{2}",
  "Dates aren't added with +. Use addDays(date, days).":
    "Datums telt u niet op met +. Gebruik addDays(date, days).",
  "{0} and {1} can't be compared.": "{0} en {1} zijn niet te vergelijken.",
  "Compare single values, not {0}.": "Vergelijk enkele waarden, niet {0}.",
  "{0} has no larger and smaller.": "Bij {0} is er geen groter en kleiner.",
  "“in” looks into a list; this is {0}.": "“in” kijkt in een lijst; dit is {0}.",
  "This is {0}, the list has {1}.": "Dit is {0}, de lijst heeft {1}.",
  "A list can't be gone through inside another one: its work would multiply.":
    "Een lijst kan niet binnen een andere worden doorlopen: het werk zou zich vermenigvuldigen.",
  "“{0}” is a name already. Give the item another one.":
    "“{0}” is al een naam. Geef het onderdeel een andere.",
  ".{0} goes through a list; this is {1}.": ".{0} doorloopt een lijst; dit is {1}.",
  "Nothing can be divided by zero.": "Door nul kan niet worden gedeeld.",
  "The date would be outside the years 1900 to 2199.":
    "De datum zou buiten de jaren 1900 tot 2199 vallen.",
  "A date is written with {0} and signs between them; “{1}” isn't one of them.":
    "Een datum wordt geschreven met {0} en tekens ertussen; “{1}” hoort daar niet bij.",
  "Write text(…) around it.": "Zet er text(…) omheen.",
  "Write number(…) around it.": "Zet er number(…) omheen.",
  'Write format(…, "yyyy-MM-dd") around it.': 'Zet er format(…, "yyyy-MM-dd") omheen.',
  "The target takes {0}; the expression gives {1}.{2}":
    "Het doelveld neemt {0}; de formule geeft {1}.{2}",
  "The target always needs a value, and the expression may give none. Write coalesce(…, …) around it.":
    "Het doelveld heeft altijd een waarde nodig, en de formule geeft er soms geen. Zet er coalesce(…, …) omheen.",
  "The target takes {0} characters; this text has {1}.":
    "Het doelveld neemt {0} tekens; deze tekst heeft er {1}.",
  "The result may be longer than the {0} characters that the target takes; a record where it is, is held. To shorten instead: cut(…, {1}).":
    "De uitkomst kan langer zijn dan de {0} tekens van het doelveld; waar dat zo is, wordt de order vastgehouden. Om in te korten: cut(…, {1}).",
  "The result has {0} characters, the target takes {1}.":
    "De uitkomst heeft {0} tekens, het doelveld neemt er {1}.",
  "The target takes {0} decimals: round(…, {1}).":
    "Het doelveld neemt {0} decimalen: round(…, {1}).",
  "The rule needs more than {0} steps.": "De regel heeft meer dan {0} stappen nodig.",
  "A text would get longer than {0} characters.": "Een tekst zou langer worden dan {0} tekens.",
  "A list has at most {0} items.": "Een lijst heeft ten hoogste {0} onderdelen.",
  "A number has at most {0} digits before the point.":
    "Een getal heeft ten hoogste {0} cijfers voor de punt.",
  "The expression is empty.": "De formule is leeg.",
  "An expression has at most {0} characters; this one has {1}.":
    "Een formule heeft ten hoogste {0} tekens; deze heeft er {1}.",
  "Write {0} like this: list.{1}(item, what to do with item).":
    "Schrijf {0} zo: list.{1}(item, wat ermee te doen).",
  "Tables in curly brackets aren't available here. Keep the table in the settings and use lookup(…).":
    "Tabellen tussen accolades zijn hier niet mogelijk. Bewaar de tabel in de instellingen en gebruik lookup(…).",
  "The sign .? isn't available here. A field of something empty is empty by itself.":
    "Het teken .? is hier niet mogelijk. Een veld van iets leegs is vanzelf leeg.",
  "Write numbers as digits with a point, like 12.50: at most 15 digits before it and 10 behind it.":
    "Schrijf getallen als cijfers met een punt, zoals 12.50: ten hoogste 15 cijfers ervoor en 10 erachter.",
  "Only text, numbers, true, false and null can be written out here.":
    "Alleen tekst, getallen, true, false en null kunnen hier voluit staan.",
  "the end": "het einde",
  "true or false": "true of false",
  null: "null",
  "a name": "een naam",
  "a point": "een punt",
  "a comma": "een komma",
  bytes: "bytes",
  "Here {0} is expected, not {1}.": "Hier wordt {0} verwacht, niet {1}.",
  "Here {0} doesn't fit.": "Hier past {0} niet.",
  "The expression ends too early.": "De formule eindigt te vroeg.",
  "The expression has too many parts. Split it, or keep a table in the settings and use lookup(…).":
    "De formule heeft te veel delen. Splits haar, of bewaar een tabel in de instellingen en gebruik lookup(…).",
  "This text has no closing quote.": "Deze tekst heeft geen sluitend aanhalingsteken.",
  "A text ends on its own line. For a line break write \\n.":
    "Een tekst eindigt op zijn eigen regel. Schrijf \\n voor een nieuwe regel.",
  "To compare, write “==”.": "Schrijf “==” om te vergelijken.",
  'An empty pattern matches nothing but an empty text: compare with == "".':
    'Een leeg patroon past alleen op een lege tekst: vergelijk met == "".',
  "A pattern has at most {0} characters.": "Een patroon heeft ten hoogste {0} tekens.",
  "This looks like a regular expression. Patterns here know * (anything), ? (one character) and # (one digit).":
    "Dit lijkt op een reguliere expressie. Patronen kennen hier * (alles), ? (één teken) en # (één cijfer).",
  "{0} of the record isn't {1}.": "{0} in de gegevens is niet {1}.",
  "{0} is empty, which it never should be.": "{0} is leeg, en dat hoort nooit.",
  "{0} may be empty. Say what to take then: coalesce({1}, …).":
    "{0} kan leeg zijn. Zeg wat er dan komt: coalesce({1}, …).",
  This: "Dit",
  "There is no table “{0}” in the settings.{1}": "Er is geen tabel “{0}” in de instellingen.{1}",
  "This text is no number: digits, and a point before decimals.":
    "Deze tekst is geen getal: cijfers, en een punt voor decimalen.",
  "This text is no date like 2026-03-09, of the years 1900 to 2199.":
    "Deze tekst is geen datum zoals 2026-03-09, in de jaren 1900 tot 2199.",
  "{0} is a whole number from {1} to {2}.": "{0} is een geheel getal van {1} tot {2}.",
  "The number of decimals": "Het aantal decimalen",
  "The number of days": "Het aantal dagen",
  "The number of characters": "Het aantal tekens",
  "{0} needs at least one character to look for.":
    "{0} heeft minstens één teken nodig om te zoeken.",
  "{0} looks for at most {1} characters.": "{0} zoekt naar hoogstens {1} tekens.",
  "an empty text": "een lege tekst",
};
