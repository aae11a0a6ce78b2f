import type { SettingPhrases } from "./en.ts";

export const nl: SettingPhrases = {
  "is not a known field": "is geen bekend veld",
  "a VAT rate in percent, such as 25": "een btw-tarief in procenten, zoals 25",
  "a start line is needed before the order flow can be switched on":
    "er is een startdatum nodig voordat orders kunnen worden aangezet",
  "orders that the shop calls delivered are invoiced: writing that status back would invoice every order":
    "orders die de winkel geleverd noemt, worden gefactureerd: die status terugschrijven zou elke order factureren",
  "{0} already carries the marker": "{0} bevat al het kenmerk",
  "the filter lets in {0} from now on: say from which instant on its orders count. Older ones stay as they are":
    "het filter laat voortaan {0} toe: geef aan vanaf welk moment die orders meetellen. Oudere blijven zoals ze zijn",
  '"{0}": behind @ stands a country of two letters, EU or WORLD':
    '"{0}": na @ staat een land van twee letters, EU of WORLD',
  '"{0}": no such day': '"{0}": deze dag bestaat niet',
  '"{0}" ends before it begins': '"{0}" eindigt voordat het begint',
  '"{0}" and "{1}" fit the same orders, and nothing says which of them counts':
    '"{0}" en "{1}" passen op dezelfde orders, en niets zegt welke van de twee geldt',
  "a rule fills {0} already: two wishes for one field":
    "een regel vult {0} al: twee wensen voor één veld",
  "a rule needs at least one condition": "een regel heeft minstens één voorwaarde nodig",
  "grossFrom is above grossTo": "het laagste bedrag ligt boven het hoogste",
  "a percentage from 0 to 100": "een percentage van 0 tot 100",
  "this debtor stands for guests: its orders are a shop's":
    "deze debiteur staat voor gasten: zijn orders zijn die van een winkel",
  "stock needs the order flow: without it no sale lowers eAccounting's stock, and every sale would be given back to the shop":
    "voorraad heeft de orderstroom nodig: zonder die verlaagt geen verkoop de voorraad in eAccounting, en elke verkoop zou aan de winkel worden teruggegeven",
  "not every order that is booked moves stock in eAccounting: only ongoing sales orders and booked invoices do, drafts and vouchers don't (look at the type and its rules). Such a sale would be given back to the shop":
    "niet elke geboekte order verandert de voorraad in eAccounting: alleen lopende verkooporders en geboekte facturen doen dat, concepten en memoriaalboekingen niet (zie de soort en haar regels). Zo'n verkoop zou aan de winkel worden teruggegeven",
  "correction orders need a debtor of their own in Asperion":
    "correctieorders hebben een eigen debiteur in Asperion nodig",
  "an ongoing sales order lowers what is available, not the balance: every sale would be given back to the shop until it is shipped. Choose what is available, or the article's field":
    "een lopende verkooporder verlaagt wat beschikbaar is, niet het saldo: elke verkoop zou tot de verzending aan de winkel worden teruggegeven. Kies wat beschikbaar is, of het veld van het artikel",
  "the number of an account, such as 3001": "het nummer van een grootboekrekening, zoals 3001",
  "one capital letter, or nothing": "één hoofdletter, of niets",
  "no order becomes an invoice that is booked here, and nothing else is sent: not a sales order, not a draft that a person books, not a voucher":
    "geen order wordt een factuur die hier wordt geboekt, en niets anders wordt verstuurd: geen verkooporder, geen concept dat iemand zelf boekt, geen memoriaalboeking",
  "no order becomes an invoice, so none would become a voucher in its place":
    "geen order wordt een factuur, dus geen zou in plaats daarvan een memoriaalboeking worden",
  "no order becomes an invoice, so none is rounded":
    "geen order wordt een factuur, dus wordt er geen afgerond",
  "the difference is booked beside the payment: let payments be registered first":
    "het verschil wordt naast de betaling geboekt: laat eerst betalingen registreren",
  "the difference is to be booked, and there is no account for it":
    "het verschil moet worden geboekt, en er is geen rekening voor",
  "the difference is to be booked on the account of its payment method, and none has one":
    "het verschil moet op de rekening van de betaalwijze worden geboekt, en geen heeft er een",
  "a voucher needs an account for revenue": "een memoriaalboeking heeft een omzetrekening nodig",
  "a voucher of this level needs accounts for VAT; only the level simple has none":
    "een memoriaalboeking van dit niveau heeft btw-rekeningen nodig; alleen het eenvoudige niveau heeft er geen",
  "what was paid is to be booked on the account of its payment method, and none has one":
    "wat betaald is, moet op de rekening van de betaalwijze worden geboekt, en geen heeft er een",
  "a voucher needs an account for what is owed":
    "een memoriaalboeking heeft een rekening voor debiteuren nodig",
  "items of the customer ledger need a first number":
    "posten in de debiteurenadministratie hebben een eerste nummer nodig",
  "a voucher takes no payment: choose that what was paid is booked on the account of its payment method, or keep items of the customer ledger":
    "op een memoriaalboeking komt geen betaling: kies dat wat betaald is op de rekening van de betaalwijze wordt geboekt, of houd debiteurenposten bij",
  "no order becomes a sales order, so none can be invoiced later":
    "geen order wordt een verkooporder, dus geen kan later worden gefactureerd",
  "a voucher has none of these fields: remove the rules, or let some orders become another document":
    "een memoriaalboeking heeft geen van deze velden: verwijder de regels, of laat sommige orders een ander document worden",
  "a row of a voucher has none of these fields: remove the rules, or let some orders become another document":
    "een regel van een memoriaalboeking heeft geen van deze velden: verwijder de regels, of laat sommige orders een ander document worden",
  "a part is written {name}": "een deel wordt als {name} geschreven",
  "one part must be {parent}": "één deel moet {parent} zijn",
  "at least one part beside {parent} is needed, such as {Size}":
    "er is naast {parent} minstens één deel nodig, zoals {Size}",
  "at most {0} parts": "ten hoogste {0} delen",
  "each part needs a name of its own": "elk deel heeft een eigen naam nodig",
  "parts need something between them, such as a hyphen":
    "tussen delen moet iets staan, zoals een streepje",
  "is not an address": "is geen adres",
  "must begin with https://": "moet met https:// beginnen",
  "must not hold a user or a password": "mag geen gebruiker of wachtwoord bevatten",
  "must use the usual port": "moet de gebruikelijke poort gebruiken",
  "must not have a fragment": "mag geen fragment (#) hebben",
  "must be a name, not a number": "moet een naam zijn, geen getal",
  "must be a full name": "moet een volledige naam zijn",
  "must be a public name": "moet een openbare naam zijn",
  'tenant "{0}" ({1}) keeps the {2} of administration {3} already: two would write over each other\'s figures. Switch it off there first':
    'winkel "{0}" ({1}) houdt de {2} van administratie {3} al bij: twee zouden elkaars cijfers overschrijven. Zet het daar eerst uit',
  "another tenant keeps the {0} of administration {1} already: two would write over each other's figures. Switch it off there first":
    "een andere winkel houdt de {0} van administratie {1} al bij: twee zouden elkaars cijfers overschrijven. Zet het daar eerst uit",
  products: "producten",
  stock: "voorraad",
  "{0} is filled by another rule already (the one at place {1})":
    "{0} wordt al door een andere regel gevuld (die op plaats {1})",
  "a target is fed by a field or by an expression, not by both":
    "een doelveld krijgt zijn waarde van een veld of van een formule, niet van allebei",
  "the rule has no field, no expression and no default":
    "de regel heeft geen veld, geen formule en geen standaardwaarde",
  "{0} takes a date like 2026-03-09": "{0} neemt een datum zoals 2026-03-09",
  "{0} takes a whole number": "{0} neemt een geheel getal",
  "{0} takes {1} characters, this has {2}": "{0} neemt {1} tekens, dit heeft er {2}",
  "{0} takes an id of eAccounting, like 0b8f4f6a-1c2d-4e3f-8a9b-0123456789ab":
    "{0} neemt een id van eAccounting, zoals 0b8f4f6a-1c2d-4e3f-8a9b-0123456789ab",
  "on the largest order this takes more than {0} steps; shorten it, or go through a list only once":
    "bij de grootste order kost dit meer dan {0} stappen; maak het korter, of doorloop een lijst maar één keer",
  "on the largest customer this takes more than {0} steps; shorten it":
    "bij de grootste klant kost dit meer dan {0} stappen; maak het korter",
  "on the largest article this takes more than {0} steps; shorten it":
    "bij het grootste artikel kost dit meer dan {0} stappen; maak het korter",
  "on the largest order all rules together take more than {0} steps, and this one the most; shorten it":
    "bij de grootste order kosten alle regels samen meer dan {0} stappen, en deze de meeste; maak hem korter",
  "on the largest customer all rules together take more than {0} steps, and this one the most; shorten it":
    "bij de grootste klant kosten alle regels samen meer dan {0} stappen, en deze de meeste; maak hem korter",
  "on the largest article all rules together take more than {0} steps, and this one the most; shorten it":
    "bij het grootste artikel kosten alle regels samen meer dan {0} stappen, en deze de meeste; maak hem korter",
  "on the largest order, of {0} rows, this takes more than {1} steps in all; a rule of rows should look at its own line":
    "bij de grootste order, van {0} regels, kost dit in totaal meer dan {1} stappen; een regel voor regels hoort naar haar eigen regel te kijken",
  "a field is a path such as order.comments": "een veld is een pad zoals order.comments",
  "{0} carries the marker by which a document is found again":
    "{0} bevat het kenmerk waaraan een document wordt teruggevonden",
  "{0} carries the buyer's own reference (orders.buyerReferenceField)":
    "{0} bevat de eigen referentie van de koper (orders.buyerReferenceField)",
  "OurReference has a text of its own (orders.ourReference)":
    "OurReference heeft een eigen tekst (orders.ourReference)",
  "there is no target {0}; there are {1}": "er is geen doelveld {0}; er zijn {1}",
  "{0} can't be mapped: {1}": "{0} kan niet worden gevuld: {1}",
  "it is the customer that was found or made": "het is de klant die is gevonden of gemaakt",
  "it is the order's currency": "het is de valuta van de order",
  "it is the order's day": "het is de dag van de order",
  "it is set under orders": "het staat in de instellingen bij orders",
  "it is chosen by the look-up of the terms of payment":
    "het wordt gekozen door de vertaaltabel van de betalingscondities",
  "it is chosen by the look-up of the delivery methods":
    "het wordt gekozen door de vertaaltabel van de leverwijzen",
  "the country decides about VAT": "het land bepaalt de btw",
  "the ledger computes it": "de boekhouding berekent het",
  "the article decides about VAT and account": "het artikel bepaalt btw en grootboekrekening",
  "figures are the order's own": "cijfers komen uit de order",
  "it is the article's": "het is die van het artikel",
  "it is the customer's name at the shop": "het is de naam van de klant in de winkel",
  "it is the customer's address at the shop": "het is het adres van de klant in de winkel",
  "it is kept by the customers flow, by its look-up":
    "het wordt door de klantenstroom bijgehouden, met haar vertaaltabel",
  "it is kept by the customers flow": "het wordt door de klantenstroom bijgehouden",
  "they are kept by the customers flow": "ze worden door de klantenstroom bijgehouden",
  "it is the number that keeps a customer from being made twice":
    "het is het nummer dat voorkomt dat een klant twee keer wordt gemaakt",
  "it decides about VAT": "het bepaalt de btw",
  "Invalid input": "deze waarde kan niet worden overgenomen",
  "Invalid input: expected {0}, received {1}":
    "deze waarde kan niet worden overgenomen (verwacht: {0}, gekregen: {1})",
  "Invalid option: expected one of {0}":
    "deze waarde kan niet worden overgenomen; het moet een zijn van {0}",
  "Invalid email address": "dit is geen e-mailadres",
  "Invalid URL": "dit is geen webadres",
  "Invalid ISO date": "dit is geen datum",
  "Invalid ISO datetime": "dit is geen tijdstip",
  "Invalid string: must match pattern {0}": "deze tekst heeft niet de vereiste vorm",
  "Too small: expected {0} to be {1}": "deze waarde is te klein: {1}",
  "Too big: expected {0} to be {1}": "deze waarde is te groot: {1}",
  "Too small: expected {0} to have {1} characters": "deze tekst is te kort: {1} tekens",
  "Too big: expected {0} to have {1} characters": "deze tekst is te lang: {1} tekens",
  "Too small: expected {0} to have {1} items": "dit zijn er te weinig: {1}",
  "Too big: expected {0} to have {1} items": "dit zijn er te veel: {1}",
};
