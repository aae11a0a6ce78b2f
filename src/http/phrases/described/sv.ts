import type { DescribedPhrases } from "./en.ts";

export const sv: DescribedPhrases = {
  "an id of eAccounting": "ett id i eAccounting",
  "text, {0} characters": "text, {0} tecken",
  "text, {0} characters, one line": "text, {0} tecken, en rad",
  "a whole number": "ett heltal",
  "{0} items": "{0} delar",
  "Balance less reserved, less what the shop sold and isn't booked yet.":
    "Saldo minus reserverat, minus det butiken sålt som inte är bokfört än.",
  "What lies on the shelf, less what the shop sold and isn't booked yet.":
    "Det som ligger på hyllan, minus det butiken sålt som inte är bokfört än.",
  "What ongoing orders reserve.": "Det som pågående order reserverar.",
  "The article's number.": "Artikelns nummer.",
  "article number": "artikelnummer",
  "price without VAT, in the company's currency": "pris utan moms, i företagets valuta",
  "price with VAT": "pris med moms",
  "the coding's VAT rate in per cent: 25": "konteringens momssats i procent: 25",
  "name of the article's coding": "namnet på artikelns kontering",
  "Street and number.": "Gata och nummer.",
  "Two letters.": "Två bokstäver.",
  "article, sales-type, text, shipping, discount, fee, tip or gift-card.":
    "article, sales-type, text, shipping, discount, fee, tip eller gift-card.",
  "The article's code.": "Artikelns kod.",
  "Of a line by sales type.": "För en rad efter försäljningstyp.",
  "Per unit, with VAT if order.pricesIncludeVat.": "Per styck, med moms om order.pricesIncludeVat.",
  "Asperion's own id.": "Asperions eget id.",
  "Empty for a concept.": "Tomt för ett utkast.",
  "The buyer's own reference.": "Köparens egen referens.",
  "Empty for a guest.": "Tomt för en gäst.",
  "Where the invoice goes.": "Dit fakturan går.",
  "Where the goods go; empty where it is the same.": "Dit varorna går; tomt om det är samma.",
  "What the buyer or the shop wrote.": "Det köparen eller butiken skrev.",
  "What the customer was charged.": "Det kunden debiterades.",
  "company or private.": "company eller private.",
  "The number that we derive.": "Numret som vi härleder.",
  "Where invoices go.": "Dit fakturor går.",
  "Where goods go.": "Dit varor går.",
  "Our reference, where the marker isn't kept in it and no text is set for it.":
    "Vår referens, där märkningen inte står i den och ingen text är inställd.",
  "The buyer's contact. Without a rule: the order's attention line.":
    "Köparens kontakt. Utan regel: orderns attention-rad.",
  "The buyer's own reference, where the settings don't put it there.":
    "Köparens egen referens, där inställningarna inte lägger den där.",
  "Who receives the goods.": "Vem som tar emot varorna.",
  "Street and number of the delivery.": "Leveransens gata och nummer.",
  "Second line of the delivery: floor, pick-up point.":
    "Leveransens andra rad: våning, utlämningsställe.",
  "Post code of the delivery.": "Leveransens postnummer.",
  "Town of the delivery.": "Leveransens ort.",
  "The day of the delivery.": "Leveransens dag.",
  "Terms of delivery, by their name.": "Leveransvillkor, efter namn.",
  "Terms of delivery, by their code.": "Leveransvillkor, efter kod.",
  "The row's text. Without a rule: the line's own.": "Radens text. Utan regel: orderradens egen.",
  "The project, by its id in eAccounting.": "Projektet, efter dess id i eAccounting.",
  "The item of the first cost centre, by its id.":
    "Posten på första kostnadsstället, efter dess id.",
  "The item of the second cost centre, by its id.":
    "Posten på andra kostnadsstället, efter dess id.",
  "The item of the third cost centre, by its id.":
    "Posten på tredje kostnadsstället, efter dess id.",
  "E-mail of the contact person.": "Kontaktpersonens e-post.",
  "Telephone of the contact person.": "Kontaktpersonens telefon.",
  "Mobile of the contact person.": "Kontaktpersonens mobil.",
  "Where orders are sent, if other than invoices.":
    "Dit order skickas, om det inte är dit fakturor går.",
  "Where quotes are sent, if other than invoices.":
    "Dit offerter skickas, om det inte är dit fakturor går.",
  "The customer's site.": "Kundens webbplats.",
  "GLN for electronic invoices.": "GLN för e-fakturor.",
  "Address for electronic invoices.": "Adress för e-fakturor.",
  "Reference for electronic invoices.": "Referens för e-fakturor.",
  "The customer's number in the shop, a whole number.": "Kundens nummer i butiken, ett heltal.",
  "Terms of delivery, by their id in eAccounting.":
    "Leveransvillkor, efter deras id i eAccounting.",
  "Rounded half away from zero, to whole numbers or to so many decimals.":
    "Avrundat, halvor från noll, till heltal eller till så många decimaler.",
  "The next whole number downwards.": "Närmaste heltal nedåt.",
  "Without its sign.": "Utan sitt tecken.",
  "The {0} of several numbers.": "Det {0} av flera tal.",
  smallest: "minsta",
  largest: "största",
  "The numbers of a list added up.": "Talen i en lista summerade.",
  "Text as a number; the second figure is taken where the text is none.":
    "Text som tal; det andra talet tas där texten inte är något.",
  "A date as text: yyyy, yy, MM, M, dd, d, HH, mm, ss and signs between them.":
    "Ett datum som text: yyyy, yy, MM, M, dd, d, HH, mm, ss och tecken emellan.",
  "So many days later; before, with a negative number.":
    "Så många dagar senare; tidigare, med ett negativt tal.",
  "Text as a date: 2026-03-09 or 2026-03-09T14:30.":
    "Text som datum: 2026-03-09 eller 2026-03-09T14:30.",
  "The first of several values that isn't empty. Text of blanks alone counts as empty.":
    "Det första av flera värden som inte är tomt. Text med bara blanksteg räknas som tom.",
  "What a table of the settings has for a text: nothing where it has none, or the third value.":
    "Det en tabell i inställningarna har för en text: inget där den saknar det, eller det tredje värdet.",
  "A whole address on one line, or with another separator between its parts.":
    "En hel adress på en rad, eller med en annan avskiljare mellan delarna.",
  "Whether there is a value at all.": "Om det alls finns ett värde.",
  "Whether a text begins with another.": "Om en text börjar med en annan.",
  "Whether a text ends with another.": "Om en text slutar med en annan.",
  "Whether a text holds another.": "Om en text innehåller en annan.",
  "All letters as capitals.": "Alla bokstäver som versaler.",
  "All letters as small ones.": "Alla bokstäver som gemener.",
  "Without blanks at the start and the end.": "Utan blanksteg i början och slutet.",
  "Line breaks and runs of blanks as one blank each.":
    "Radbrytningar och följder av blanksteg som ett blanksteg var.",
  "At most so many characters from the start. Never splits a character, leaves no blank at the end.":
    "Högst så många tecken från början. Delar aldrig ett tecken, lämnar inget blanksteg i slutet.",
  "Every occurrence of one text replaced by another.":
    "Varje förekomst av en text ersatt med en annan.",
  "The parts between a separator, as a list. Take one with [0], [1] and so on.":
    "Delarna mellan en avskiljare, som en lista. Ta en med [0], [1] och så vidare.",
  "A number as text; the second figure says how many decimals are always written.":
    "Ett tal som text; det andra talet säger hur många decimaler som alltid skrivs.",
  "Whether the whole text fits a pattern: * any run of characters, ? one character, # one digit. Not a regular expression.":
    "Om hela texten passar ett mönster: * valfri följd av tecken, ? ett tecken, # en siffra. Inget reguljärt uttryck.",
  "The texts of a list, with a separator between them.":
    "Texterna i en lista, med en avskiljare emellan.",
  "How many characters a text has, or how many items a list.":
    "Hur många tecken en text har, eller hur många delar en lista.",
};
