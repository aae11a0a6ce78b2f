import type { ExpressionPhrases } from "./en.ts";

export const sv: ExpressionPhrases = {
  "{0} (line {1}, column {2})": "{0} (rad {1}, kolumn {2})",
  "There is no function “{0}”.{1}": "Det finns ingen funktion ”{0}”.{1}",
  "Did you mean “{0}”?": "Menade du ”{0}”?",
  "Write it like this: {0}.": "Skriv så här: {0}.",
  "The values of {0} have to be of one kind: here they are {1}.":
    "Värdena i {0} måste vara av ett slag: här är de {1}.",
  "Here {0} is needed; this is {1}.{2}": "Här behövs {0}; det här är {1}.{2}",
  "Items of this list may be empty: put coalesce(…) into what makes them.":
    "Delar i listan kan vara tomma: sätt coalesce(…) i det som skapar dem.",
  "The {0} has to be written out here, between quotes.":
    "Här måste {0} skrivas ut, inom citattecken.",
  text: "text",
  "a number": "ett tal",
  "yes or no": "ja eller nej",
  "a date": "ett datum",
  "an address": "en adress",
  "a list of text": "en lista med texter",
  "a list of numbers": "en lista med tal",
  "a list": "en lista",
  "a single value": "ett enskilt värde",
  "a value": "ett värde",
  nothing: "inget",
  "something unknown": "något okänt",
  "a list of {0}": "en lista med {0}",
  "a whole {0}": "en hel {0}",
  "“{0}”": "”{0}”",
  "a whole address": "en hel adress",
  "a whole order": "en hel order",
  "a whole line": "en hel rad",
  "a whole customer": "en hel kund",
  "a list of lines": "en lista med rader",
  "{0}, may be empty": "{0}, kan vara tomt",
  "[…] takes one item of a list; this is {0}.": "[…] tar en del ur en lista; det här är {0}.",
  "A list that is written out has at least one item.": "En utskriven lista har minst en del.",
  "The items of a list are of one kind: all text, or all numbers.":
    "Delarna i en lista är av ett slag: bara text, eller bara tal.",
  "Both answers have to be of one kind: here they are {0} and {1}.":
    "Båda svaren måste vara av ett slag: här är de {0} och {1}.",
  "There is no “{0}” here.{1}": "Det finns inget ”{0}” här.{1}",
  "There are: {0}.": "Det finns: {0}.",
  "{0} has no fields.{1}": "{0} har inga fält.{1}",
  "Take one item with [0], or all with .map(item, …).":
    "Ta en del med [0], eller alla med .map(item, …).",
  "There is no field “{0}” in the {1}.{2}": "Det finns inget fält ”{0}” i {1}.{2}",
  "Dates aren't added with +. Use addDays(date, days).":
    "Datum läggs inte ihop med +. Använd addDays(date, days).",
  "{0} and {1} can't be compared.": "{0} och {1} kan inte jämföras.",
  "Compare single values, not {0}.": "Jämför enskilda värden, inte {0}.",
  "{0} has no larger and smaller.": "{0} har inget större och mindre.",
  "“in” looks into a list; this is {0}.": "”in” ser i en lista; det här är {0}.",
  "This is {0}, the list has {1}.": "Det här är {0}, listan har {1}.",
  "A list can't be gone through inside another one: its work would multiply.":
    "En lista kan inte gås igenom inuti en annan: arbetet skulle mångdubblas.",
  "“{0}” is a name already. Give the item another one.":
    "”{0}” är redan ett namn. Ge delen ett annat.",
  ".{0} goes through a list; this is {1}.": ".{0} går igenom en lista; det här är {1}.",
  "Nothing can be divided by zero.": "Det går inte att dela med noll.",
  "The date would be outside the years 1900 to 2199.":
    "Datumet skulle ligga utanför åren 1900 till 2199.",
  "A date is written with {0} and signs between them; “{1}” isn't one of them.":
    "Ett datum skrivs med {0} och tecken emellan; ”{1}” hör inte dit.",
  "Write text(…) around it.": "Skriv text(…) runt det.",
  "Write number(…) around it.": "Skriv number(…) runt det.",
  'Write format(…, "yyyy-MM-dd") around it.': 'Skriv format(…, "yyyy-MM-dd") runt det.',
  "The target takes {0}; the expression gives {1}.{2}": "Målfältet tar {0}; uttrycket ger {1}.{2}",
  "The target always needs a value, and the expression may give none. Write coalesce(…, …) around it.":
    "Målfältet behöver alltid ett värde, och uttrycket ger kanske inget. Skriv coalesce(…, …) runt det.",
  "The target takes {0} characters; this text has {1}.":
    "Målfältet tar {0} tecken; den här texten har {1}.",
  "The result may be longer than the {0} characters that the target takes; a record where it is, is held. To shorten instead: cut(…, {1}).":
    "Resultatet kan bli längre än målfältets {0} tecken; då hålls ordern kvar. För att korta: cut(…, {1}).",
  "The result has {0} characters, the target takes {1}.":
    "Resultatet har {0} tecken, målfältet tar {1}.",
  "The target takes {0} decimals: round(…, {1}).": "Målfältet tar {0} decimaler: round(…, {1}).",
  "The rule needs more than {0} steps.": "Regeln behöver fler än {0} steg.",
  "A text would get longer than {0} characters.": "En text skulle bli längre än {0} tecken.",
  "A list has at most {0} items.": "En lista har högst {0} delar.",
  "A number has at most {0} digits before the point.":
    "Ett tal har högst {0} siffror före punkten.",
  "The expression is empty.": "Uttrycket är tomt.",
  "An expression has at most {0} characters; this one has {1}.":
    "Ett uttryck har högst {0} tecken; det här har {1}.",
  "Write {0} like this: list.{1}(item, what to do with item).":
    "Skriv {0} så här: list.{1}(item, vad som ska göras med det).",
  "Tables in curly brackets aren't available here. Keep the table in the settings and use lookup(…).":
    "Tabeller i klammerparenteser går inte här. Lägg tabellen i inställningarna och använd lookup(…).",
  "The sign .? isn't available here. A field of something empty is empty by itself.":
    "Tecknet .? går inte här. Ett fält i något tomt är tomt av sig självt.",
  "Write numbers as digits with a point, like 12.50: at most 15 digits before it and 10 behind it.":
    "Skriv tal med siffror och punkt, som 12.50: högst 15 siffror före och 10 efter.",
  "Only text, numbers, true, false and null can be written out here.":
    "Bara text, tal, true, false och null kan skrivas ut här.",
  "the end": "slutet",
  "true or false": "true eller false",
  null: "null",
  "a name": "ett namn",
  "a point": "en punkt",
  "a comma": "ett komma",
  bytes: "byte",
  "Here {0} is expected, not {1}.": "Här väntas {0}, inte {1}.",
  "Here {0} doesn't fit.": "Här passar inte {0}.",
  "The expression ends too early.": "Uttrycket slutar för tidigt.",
  "The expression has too many parts. Split it, or keep a table in the settings and use lookup(…).":
    "Uttrycket har för många delar. Dela upp det, eller lägg en tabell i inställningarna och använd lookup(…).",
  "This text has no closing quote.": "Texten saknar avslutande citattecken.",
  "A text ends on its own line. For a line break write \\n.":
    "En text slutar på sin egen rad. Skriv \\n för radbrytning.",
  "To compare, write “==”.": "För att jämföra, skriv ”==”.",
  'An empty pattern matches nothing but an empty text: compare with == "".':
    'Ett tomt mönster passar bara en tom text: jämför med == "".',
  "A pattern has at most {0} characters.": "Ett mönster har högst {0} tecken.",
  "This looks like a regular expression. Patterns here know * (anything), ? (one character) and # (one digit).":
    "Det här ser ut som ett reguljärt uttryck. Mönster kan här * (vad som helst), ? (ett tecken) och # (en siffra).",
  "{0} of the record isn't {1}.": "{0} i uppgifterna är inte {1}.",
  "{0} is empty, which it never should be.": "{0} är tomt, vilket det aldrig ska vara.",
  "{0} may be empty. Say what to take then: coalesce({1}, …).":
    "{0} kan vara tomt. Säg vad som gäller då: coalesce({1}, …).",
  This: "Det här",
  "There is no table “{0}” in the settings.{1}":
    "Det finns ingen tabell ”{0}” i inställningarna.{1}",
  "This text is no number: digits, and a point before decimals.":
    "Texten är inget tal: siffror, och punkt före decimaler.",
  "This text is no date like 2026-03-09, of the years 1900 to 2199.":
    "Texten är inget datum som 2026-03-09, i åren 1900 till 2199.",
  "{0} is a whole number from {1} to {2}.": "{0} är ett heltal från {1} till {2}.",
  "The number of decimals": "Antalet decimaler",
  "The number of days": "Antalet dagar",
  "The number of characters": "Antalet tecken",
  "{0} needs at least one character to look for.": "{0} behöver minst ett tecken att söka efter.",
  "{0} looks for at most {1} characters.": "{0} söker efter högst {1} tecken.",
  "an empty text": "en tom text",
};
