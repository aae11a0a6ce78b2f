import type { DescribedPhrases } from "./en.ts";

export const nl: DescribedPhrases = {
  "an id of eAccounting": "een id van eAccounting",
  "text, {0} characters": "tekst, {0} tekens",
  "text, {0} characters, one line": "tekst, {0} tekens, één regel",
  "a whole number": "een geheel getal",
  "{0} items": "{0} onderdelen",
  "Balance less reserved, less what the shop sold and isn't booked yet.":
    "Saldo min gereserveerd, min wat de winkel heeft verkocht en nog niet is geboekt.",
  "What lies on the shelf, less what the shop sold and isn't booked yet.":
    "Wat er ligt, min wat de winkel heeft verkocht en nog niet is geboekt.",
  "What ongoing orders reserve.": "Wat lopende orders reserveren.",
  "The article's number.": "Het nummer van het artikel.",
  "article number": "artikelnummer",
  "price without VAT, in the company's currency": "prijs zonder btw, in de valuta van het bedrijf",
  "price with VAT": "prijs met btw",
  "the coding's VAT rate in per cent: 25": "het btw-tarief van de codering in procenten: 25",
  "name of the article's coding": "naam van de codering van het artikel",
  "Street and number.": "Straat en nummer.",
  "Two letters.": "Twee letters.",
  "article, sales-type, text, shipping, discount, fee, tip or gift-card.":
    "article, sales-type, text, shipping, discount, fee, tip of gift-card.",
  "The article's code.": "De code van het artikel.",
  "Of a line by sales type.": "Van een regel op verkooptype.",
  "Per unit, with VAT if order.pricesIncludeVat.": "Per stuk, met btw als order.pricesIncludeVat.",
  "Asperion's own id.": "Het eigen id van Asperion.",
  "Empty for a concept.": "Leeg bij een concept.",
  "The buyer's own reference.": "De eigen referentie van de koper.",
  "Empty for a guest.": "Leeg bij een gast.",
  "Where the invoice goes.": "Waar de factuur heen gaat.",
  "Where the goods go; empty where it is the same.":
    "Waar de goederen heen gaan; leeg als dat hetzelfde is.",
  "What the buyer or the shop wrote.": "Wat de koper of de winkel heeft geschreven.",
  "What the customer was charged.": "Wat de klant in rekening is gebracht.",
  "company or private.": "company of private.",
  "The number that we derive.": "Het nummer dat wij afleiden.",
  "Where invoices go.": "Waar facturen heen gaan.",
  "Where goods go.": "Waar goederen heen gaan.",
  "Our reference, where the marker isn't kept in it and no text is set for it.":
    "Onze referentie, als het kenmerk er niet in staat en er geen tekst voor is ingesteld.",
  "The buyer's contact. Without a rule: the order's attention line.":
    "De contactpersoon van de koper. Zonder regel: ter attentie van, uit de order.",
  "The buyer's own reference, where the settings don't put it there.":
    "De eigen referentie van de koper, als de instellingen die daar niet zetten.",
  "Who receives the goods.": "Wie de goederen ontvangt.",
  "Street and number of the delivery.": "Straat en nummer van de levering.",
  "Second line of the delivery: floor, pick-up point.":
    "Tweede regel van de levering: verdieping, afhaalpunt.",
  "Post code of the delivery.": "Postcode van de levering.",
  "Town of the delivery.": "Plaats van de levering.",
  "The day of the delivery.": "De dag van de levering.",
  "Terms of delivery, by their name.": "Leveringsvoorwaarden, met hun naam.",
  "Terms of delivery, by their code.": "Leveringsvoorwaarden, met hun code.",
  "The row's text. Without a rule: the line's own.":
    "De tekst van de regel. Zonder regel: die van de orderregel.",
  "The project, by its id in eAccounting.": "Het project, met zijn id in eAccounting.",
  "The item of the first cost centre, by its id.":
    "Het onderdeel van de eerste kostenplaats, met zijn id.",
  "The item of the second cost centre, by its id.":
    "Het onderdeel van de tweede kostenplaats, met zijn id.",
  "The item of the third cost centre, by its id.":
    "Het onderdeel van de derde kostenplaats, met zijn id.",
  "E-mail of the contact person.": "E-mail van de contactpersoon.",
  "Telephone of the contact person.": "Telefoon van de contactpersoon.",
  "Mobile of the contact person.": "Mobiel van de contactpersoon.",
  "Where orders are sent, if other than invoices.":
    "Waar orders heen worden gestuurd, als dat anders is dan facturen.",
  "Where quotes are sent, if other than invoices.":
    "Waar offertes heen worden gestuurd, als dat anders is dan facturen.",
  "The customer's site.": "De website van de klant.",
  "GLN for electronic invoices.": "GLN voor elektronische facturen.",
  "Address for electronic invoices.": "Adres voor elektronische facturen.",
  "Reference for electronic invoices.": "Referentie voor elektronische facturen.",
  "The customer's number in the shop, a whole number.":
    "Het nummer van de klant in de winkel, een geheel getal.",
  "Terms of delivery, by their id in eAccounting.":
    "Leveringsvoorwaarden, met hun id in eAccounting.",
  "Rounded half away from zero, to whole numbers or to so many decimals.":
    "Afgerond, helften van nul af, op hele getallen of op zoveel decimalen.",
  "The next whole number downwards.": "Het eerstvolgende gehele getal naar beneden.",
  "Without its sign.": "Zonder het teken.",
  "The {0} of several numbers.": "Het {0} van meerdere getallen.",
  smallest: "kleinste",
  largest: "grootste",
  "The numbers of a list added up.": "De getallen van een lijst bij elkaar opgeteld.",
  "Text as a number; the second figure is taken where the text is none.":
    "Tekst als getal; het tweede getal geldt waar de tekst er geen is.",
  "A date as text: yyyy, yy, MM, M, dd, d, HH, mm, ss and signs between them.":
    "Een datum als tekst: yyyy, yy, MM, M, dd, d, HH, mm, ss en tekens ertussen.",
  "So many days later; before, with a negative number.":
    "Zoveel dagen later; eerder, met een negatief getal.",
  "Text as a date: 2026-03-09 or 2026-03-09T14:30.":
    "Tekst als datum: 2026-03-09 of 2026-03-09T14:30.",
  "The first of several values that isn't empty. Text of blanks alone counts as empty.":
    "De eerste van meerdere waarden die niet leeg is. Tekst van alleen spaties telt als leeg.",
  "What a table of the settings has for a text: nothing where it has none, or the third value.":
    "Wat een tabel uit de instellingen voor een tekst heeft: niets als er niets staat, of de derde waarde.",
  "A whole address on one line, or with another separator between its parts.":
    "Een heel adres op één regel, of met een ander scheidingsteken tussen de delen.",
  "Whether there is a value at all.": "Of er een waarde is.",
  "Whether a text begins with another.": "Of een tekst met een andere begint.",
  "Whether a text ends with another.": "Of een tekst op een andere eindigt.",
  "Whether a text holds another.": "Of een tekst een andere bevat.",
  "All letters as capitals.": "Alle letters als hoofdletters.",
  "All letters as small ones.": "Alle letters als kleine letters.",
  "Without blanks at the start and the end.": "Zonder spaties aan begin en eind.",
  "Line breaks and runs of blanks as one blank each.":
    "Regeleinden en reeksen spaties elk als één spatie.",
  "At most so many characters from the start. Never splits a character, leaves no blank at the end.":
    "Ten hoogste zoveel tekens vanaf het begin. Splitst nooit een teken, laat geen spatie aan het eind.",
  "Every occurrence of one text replaced by another.":
    "Elke plaats waar een tekst staat, vervangen door een andere.",
  "The parts between a separator, as a list. Take one with [0], [1] and so on.":
    "De delen tussen een scheidingsteken, als lijst. Neem er een met [0], [1] enzovoort.",
  "A number as text; the second figure says how many decimals are always written.":
    "Een getal als tekst; het tweede getal zegt hoeveel decimalen er altijd staan.",
  "Whether the whole text fits a pattern: * any run of characters, ? one character, # one digit. Not a regular expression.":
    "Of de hele tekst op een patroon past: * een willekeurige reeks tekens, ? één teken, # één cijfer. Geen reguliere expressie.",
  "The texts of a list, with a separator between them.":
    "De teksten van een lijst, met een scheidingsteken ertussen.",
  "How many characters a text has, or how many items a list.":
    "Hoeveel tekens een tekst heeft, of hoeveel onderdelen een lijst.",
};
