import type { SettingPhrases } from "./en.ts";

export const sv: SettingPhrases = {
  "is not a known field": "är inget känt fält",
  "a VAT rate in percent, such as 25": "en momssats i procent, till exempel 25",
  "a start line is needed before the order flow can be switched on":
    "ett startdatum behövs innan orderflödet kan slås på",
  "orders that the shop calls delivered are invoiced: writing that status back would invoice every order":
    "order som butiken kallar levererade faktureras: att skriva tillbaka den statusen skulle fakturera varje order",
  "{0} already carries the marker": "{0} bär redan märkningen",
  "the filter lets in {0} from now on: say from which instant on its orders count. Older ones stay as they are":
    "filtret släpper från och med nu in {0}: ange från vilken tidpunkt de orderna räknas. Äldre lämnas som de är",
  '"{0}": behind @ stands a country of two letters, EU or WORLD':
    '"{0}": efter @ står ett land med två bokstäver, EU eller WORLD',
  '"{0}": no such day': '"{0}": den dagen finns inte',
  '"{0}" ends before it begins': '"{0}" slutar innan det börjar',
  '"{0}" and "{1}" fit the same orders, and nothing says which of them counts':
    '"{0}" och "{1}" passar samma order, och inget säger vilken som gäller',
  "a rule fills {0} already: two wishes for one field":
    "en regel fyller redan {0}: två önskemål för ett fält",
  "a rule needs at least one condition": "en regel behöver minst ett villkor",
  "grossFrom is above grossTo": "det lägsta beloppet är högre än det högsta",
  "a percentage from 0 to 100": "en procentsats från 0 till 100",
  "this debtor stands for guests: its orders are a shop's":
    "den kunden står för gäster: dess order är butikens",
  "stock needs the order flow: without it no sale lowers eAccounting's stock, and every sale would be given back to the shop":
    "lagret behöver orderflödet: utan det sänker ingen försäljning lagret i eAccounting, och varje försäljning skulle ges tillbaka till butiken",
  "not every order that is booked moves stock in eAccounting: only ongoing sales orders and booked invoices do, drafts and vouchers don't (look at the type and its rules). Such a sale would be given back to the shop":
    "inte varje bokförd order ändrar lagret i eAccounting: bara pågående order och bokförda fakturor gör det, utkast och verifikationer gör det inte (se typen och dess regler). En sådan försäljning skulle ges tillbaka till butiken",
  "correction orders need a debtor of their own in Asperion":
    "korrigeringsorder behöver en egen kund i Asperion",
  "an ongoing sales order lowers what is available, not the balance: every sale would be given back to the shop until it is shipped. Choose what is available, or the article's field":
    "en pågående order sänker det disponibla, inte saldot: varje försäljning skulle ges tillbaka till butiken tills den levereras. Välj det disponibla, eller artikelns fält",
  "the number of an account, such as 3001": "ett kontonummer, till exempel 3001",
  "one capital letter, or nothing": "en stor bokstav, eller inget",
  "no order becomes an invoice that is booked here, and nothing else is sent: not a sales order, not a draft that a person books, not a voucher":
    "ingen order blir en faktura som bokförs här, och inget annat skickas: inte en order, inte ett utkast som en person bokför, inte en verifikation",
  "no order becomes an invoice, so none would become a voucher in its place":
    "ingen order blir en faktura, så ingen skulle bli en verifikation i dess ställe",
  "no order becomes an invoice, so none is rounded":
    "ingen order blir en faktura, så ingen avrundas",
  "the difference is booked beside the payment: let payments be registered first":
    "skillnaden bokförs vid sidan av betalningen: låt först betalningar registreras",
  "the difference is to be booked, and there is no account for it":
    "skillnaden ska bokföras, och det finns inget konto för den",
  "the difference is to be booked on the account of its payment method, and none has one":
    "skillnaden ska bokföras på betalsättets konto, och inget har något",
  "a voucher needs an account for revenue": "en verifikation behöver ett intäktskonto",
  "a voucher of this level needs accounts for VAT; only the level simple has none":
    "en verifikation på den nivån behöver momskonton; bara den enkla nivån saknar dem",
  "what was paid is to be booked on the account of its payment method, and none has one":
    "det betalda ska bokföras på betalsättets konto, och inget har något",
  "a voucher needs an account for what is owed":
    "en verifikation behöver ett konto för kundfordringar",
  "items of the customer ledger need a first number":
    "poster i kundreskontran behöver ett första nummer",
  "a voucher takes no payment: choose that what was paid is booked on the account of its payment method, or keep items of the customer ledger":
    "en verifikation tar ingen betalning: välj att det betalda bokförs på betalsättets konto, eller för poster i kundreskontran",
  "no order becomes a sales order, so none can be invoiced later":
    "ingen order blir en order i eAccounting, så ingen kan faktureras senare",
  "a voucher has none of these fields: remove the rules, or let some orders become another document":
    "en verifikation har inget av de här fälten: ta bort reglerna, eller låt vissa order bli ett annat dokument",
  "a row of a voucher has none of these fields: remove the rules, or let some orders become another document":
    "en rad i en verifikation har inget av de här fälten: ta bort reglerna, eller låt vissa order bli ett annat dokument",
  "a part is written {name}": "en del skrivs {name}",
  "one part must be {parent}": "en del måste vara {parent}",
  "at least one part beside {parent} is needed, such as {Size}":
    "utöver {parent} behövs minst en del, till exempel {Size}",
  "at most {0} parts": "högst {0} delar",
  "each part needs a name of its own": "varje del behöver ett eget namn",
  "parts need something between them, such as a hyphen":
    "mellan delar måste något stå, till exempel ett bindestreck",
  "is not an address": "är ingen adress",
  "must begin with https://": "måste börja med https://",
  "must not hold a user or a password": "får inte innehålla användare eller lösenord",
  "must use the usual port": "måste använda den vanliga porten",
  "must not have a fragment": "får inte ha något fragment (#)",
  "must be a name, not a number": "måste vara ett namn, inte ett tal",
  "must be a full name": "måste vara ett fullständigt namn",
  "must be a public name": "måste vara ett publikt namn",
  'tenant "{0}" ({1}) keeps the {2} of administration {3} already: two would write over each other\'s figures. Switch it off there first':
    'butiken "{0}" ({1}) sköter redan {2} i administration {3}: två skulle skriva över varandras uppgifter. Stäng av det där först',
  "another tenant keeps the {0} of administration {1} already: two would write over each other's figures. Switch it off there first":
    "en annan butik sköter redan {0} i administration {1}: två skulle skriva över varandras uppgifter. Stäng av det där först",
  products: "produkter",
  stock: "lager",
  "{0} is filled by another rule already (the one at place {1})":
    "{0} fylls redan av en annan regel (den på plats {1})",
  "a target is fed by a field or by an expression, not by both":
    "ett målfält får sitt värde av ett fält eller ett uttryck, inte av båda",
  "the rule has no field, no expression and no default":
    "regeln har inget fält, inget uttryck och inget standardvärde",
  "{0} takes a date like 2026-03-09": "{0} tar ett datum, till exempel 2026-03-09",
  "{0} takes a whole number": "{0} tar ett heltal",
  "{0} takes {1} characters, this has {2}": "{0} tar {1} tecken, det här har {2}",
  "{0} takes an id of eAccounting, like 0b8f4f6a-1c2d-4e3f-8a9b-0123456789ab":
    "{0} tar ett id i eAccounting, till exempel 0b8f4f6a-1c2d-4e3f-8a9b-0123456789ab",
  "on the largest order this takes more than {0} steps; shorten it, or go through a list only once":
    "på den största ordern krävs fler än {0} steg; korta av det, eller gå igenom en lista bara en gång",
  "on the largest customer this takes more than {0} steps; shorten it":
    "på den största kunden krävs fler än {0} steg; korta av det",
  "on the largest article this takes more than {0} steps; shorten it":
    "på den största artikeln krävs fler än {0} steg; korta av det",
  "on the largest order all rules together take more than {0} steps, and this one the most; shorten it":
    "på den största ordern kräver alla regler tillsammans fler än {0} steg, och den här flest; korta av den",
  "on the largest customer all rules together take more than {0} steps, and this one the most; shorten it":
    "på den största kunden kräver alla regler tillsammans fler än {0} steg, och den här flest; korta av den",
  "on the largest article all rules together take more than {0} steps, and this one the most; shorten it":
    "på den största artikeln kräver alla regler tillsammans fler än {0} steg, och den här flest; korta av den",
  "on the largest order, of {0} rows, this takes more than {1} steps in all; a rule of rows should look at its own line":
    "på den största ordern, med {0} rader, krävs totalt fler än {1} steg; en regel för rader ska se på sin egen rad",
  "a field is a path such as order.comments": "ett fält är en sökväg som order.comments",
  "{0} carries the marker by which a document is found again":
    "{0} bär märkningen som ett dokument hittas med",
  "{0} carries the buyer's own reference (orders.buyerReferenceField)":
    "{0} bär köparens egen referens (orders.buyerReferenceField)",
  "OurReference has a text of its own (orders.ourReference)":
    "OurReference har en egen text (orders.ourReference)",
  "there is no target {0}; there are {1}": "det finns inget målfält {0}; det finns {1}",
  "{0} can't be mapped: {1}": "{0} kan inte fyllas: {1}",
  "it is the customer that was found or made": "det är kunden som hittades eller lades upp",
  "it is the order's currency": "det är orderns valuta",
  "it is the order's day": "det är orderns dag",
  "it is set under orders": "det ställs in under order",
  "it is chosen by the look-up of the terms of payment":
    "det väljs av översättningstabellen för betalningsvillkor",
  "it is chosen by the look-up of the delivery methods":
    "det väljs av översättningstabellen för leveranssätt",
  "the country decides about VAT": "landet avgör momsen",
  "the ledger computes it": "bokföringen räknar ut det",
  "the article decides about VAT and account": "artikeln avgör moms och konto",
  "figures are the order's own": "siffrorna är orderns egna",
  "it is the article's": "den är artikelns",
  "it is the customer's name at the shop": "det är kundens namn i butiken",
  "it is the customer's address at the shop": "det är kundens adress i butiken",
  "it is kept by the customers flow, by its look-up":
    "det sköts av kundflödet, med dess översättningstabell",
  "it is kept by the customers flow": "det sköts av kundflödet",
  "they are kept by the customers flow": "de sköts av kundflödet",
  "it is the number that keeps a customer from being made twice":
    "det är numret som hindrar att en kund läggs upp två gånger",
  "it decides about VAT": "det avgör momsen",
  "Invalid input": "värdet kan inte tas emot",
  "Invalid input: expected {0}, received {1}": "värdet kan inte tas emot (väntat: {0}, fick: {1})",
  "Invalid option: expected one of {0}": "värdet kan inte tas emot; det måste vara ett av {0}",
  "Invalid email address": "det här är ingen e-postadress",
  "Invalid URL": "det här är ingen webbadress",
  "Invalid ISO date": "det här är inget datum",
  "Invalid ISO datetime": "det här är ingen tidpunkt",
  "Invalid string: must match pattern {0}": "texten har inte den form som krävs",
  "Too small: expected {0} to be {1}": "värdet är för litet: {1}",
  "Too big: expected {0} to be {1}": "värdet är för stort: {1}",
  "Too small: expected {0} to have {1} characters": "texten är för kort: {1} tecken",
  "Too big: expected {0} to have {1} characters": "texten är för lång: {1} tecken",
  "Too small: expected {0} to have {1} items": "det är för få: {1}",
  "Too big: expected {0} to have {1} items": "det är för många: {1}",
};
