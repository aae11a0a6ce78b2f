import type { SettingPhrases } from "./en.ts";

export const pl: SettingPhrases = {
  "is not a known field": "nie jest znanym polem",
  "a VAT rate in percent, such as 25": "stawka VAT w procentach, na przykład 25",
  "a start line is needed before the order flow can be switched on":
    "zanim zamówienia można będzie włączyć, potrzebna jest data początkowa",
  "orders that the shop calls delivered are invoiced: writing that status back would invoice every order":
    "zamówienia uznane przez sklep za dostarczone są fakturowane: odesłanie tego statusu zafakturowałoby każde zamówienie",
  "{0} already carries the marker": "{0} zawiera już znacznik",
  "the filter lets in {0} from now on: say from which instant on its orders count. Older ones stay as they are":
    "filtr przepuszcza odtąd {0}: podaj, od jakiej chwili te zamówienia się liczą. Starsze pozostają bez zmian",
  '"{0}": behind @ stands a country of two letters, EU or WORLD':
    "„{0}”: po @ podaje się kraj w dwóch literach, EU albo WORLD",
  '"{0}": no such day': "„{0}”: nie ma takiego dnia",
  '"{0}" ends before it begins': "„{0}” kończy się, zanim się zacznie",
  '"{0}" and "{1}" fit the same orders, and nothing says which of them counts':
    "„{0}” i „{1}” pasują do tych samych zamówień i nie wiadomo, które z nich obowiązuje",
  "a rule fills {0} already: two wishes for one field":
    "reguła wypełnia już {0}: dwa życzenia dla jednego pola",
  "a rule needs at least one condition": "reguła wymaga co najmniej jednego warunku",
  "grossFrom is above grossTo": "kwota dolna jest wyższa od górnej",
  "a percentage from 0 to 100": "procent od 0 do 100",
  "this debtor stands for guests: its orders are a shop's":
    "ten odbiorca oznacza gości: jego zamówienia to zamówienia sklepu",
  "stock needs the order flow: without it no sale lowers eAccounting's stock, and every sale would be given back to the shop":
    "stany magazynowe wymagają włączonych zamówień: bez nich żadna sprzedaż nie zmniejsza stanu w eAccounting i każda wracałaby do sklepu",
  "not every order that is booked moves stock in eAccounting: only ongoing sales orders and booked invoices do, drafts and vouchers don't (look at the type and its rules). Such a sale would be given back to the shop":
    "nie każde zaksięgowane zamówienie zmienia stan w eAccounting: robią to tylko zamówienia sprzedaży w realizacji i zaksięgowane faktury, a szkice i dowody księgowe nie (sprawdź rodzaj i jego reguły). Taka sprzedaż wracałaby do sklepu",
  "correction orders need a debtor of their own in Asperion":
    "zamówienia korygujące wymagają osobnego odbiorcy w Asperion",
  "an ongoing sales order lowers what is available, not the balance: every sale would be given back to the shop until it is shipped. Choose what is available, or the article's field":
    "zamówienie sprzedaży w realizacji zmniejsza ilość dostępną, a nie stan: każda sprzedaż wracałaby do sklepu aż do wysyłki. Wybierz ilość dostępną albo pole artykułu",
  "the number of an account, such as 3001": "numer konta, na przykład 3001",
  "one capital letter, or nothing": "jedna wielka litera albo nic",
  "no order becomes an invoice that is booked here, and nothing else is sent: not a sales order, not a draft that a person books, not a voucher":
    "żadne zamówienie nie staje się fakturą księgowaną tutaj, a nic innego nie jest wysyłane: ani zamówienie sprzedaży, ani szkic, który księguje człowiek, ani dowód księgowy",
  "no order becomes an invoice, so none would become a voucher in its place":
    "żadne zamówienie nie staje się fakturą, więc żadne nie stałoby się zamiast niej dowodem księgowym",
  "no order becomes an invoice, so none is rounded":
    "żadne zamówienie nie staje się fakturą, więc żadne nie jest zaokrąglane",
  "the difference is booked beside the payment: let payments be registered first":
    "różnica jest księgowana obok płatności: najpierw włącz rejestrowanie płatności",
  "the difference is to be booked, and there is no account for it":
    "różnica ma być zaksięgowana, a nie ma dla niej konta",
  "the difference is to be booked on the account of its payment method, and none has one":
    "różnica ma być księgowana na koncie metody płatności, a żadna go nie ma",
  "a voucher needs an account for revenue": "dowód księgowy wymaga konta przychodów",
  "a voucher of this level needs accounts for VAT; only the level simple has none":
    "dowód księgowy na tym poziomie wymaga kont VAT; tylko poziom prosty ich nie ma",
  "what was paid is to be booked on the account of its payment method, and none has one":
    "zapłaty mają być księgowane na koncie metody płatności, a żadna go nie ma",
  "a voucher needs an account for what is owed": "dowód księgowy wymaga konta należności",
  "items of the customer ledger need a first number":
    "pozycje rozrachunków z kontrahentami wymagają numeru początkowego",
  "a voucher takes no payment: choose that what was paid is booked on the account of its payment method, or keep items of the customer ledger":
    "dowód księgowy nie przyjmuje płatności: wybierz księgowanie zapłat na koncie metody płatności albo prowadź pozycje rozrachunków z odbiorcami",
  "no order becomes a sales order, so none can be invoiced later":
    "żadne zamówienie nie staje się zamówieniem sprzedaży, więc żadnego nie można później zafakturować",
  "a voucher has none of these fields: remove the rules, or let some orders become another document":
    "dowód księgowy nie ma żadnego z tych pól: usuń reguły albo pozwól, by część zamówień stawała się innym dokumentem",
  "a row of a voucher has none of these fields: remove the rules, or let some orders become another document":
    "wiersz dowodu księgowego nie ma żadnego z tych pól: usuń reguły albo pozwól, by część zamówień stawała się innym dokumentem",
  "a part is written {name}": "część zapisuje się jako {name}",
  "one part must be {parent}": "jedna część musi być {parent}",
  "at least one part beside {parent} is needed, such as {Size}":
    "oprócz {parent} potrzebna jest co najmniej jedna część, na przykład {Size}",
  "at most {0} parts": "najwyżej {0} części",
  "each part needs a name of its own": "każda część wymaga własnej nazwy",
  "parts need something between them, such as a hyphen":
    "między częściami musi coś stać, na przykład łącznik",
  "is not an address": "nie jest adresem",
  "must begin with https://": "musi zaczynać się od https://",
  "must not hold a user or a password": "nie może zawierać użytkownika ani hasła",
  "must use the usual port": "musi używać zwykłego portu",
  "must not have a fragment": "nie może mieć fragmentu (#)",
  "must be a name, not a number": "musi być nazwą, a nie liczbą",
  "must be a full name": "musi być pełną nazwą",
  "must be a public name": "musi być nazwą publiczną",
  'tenant "{0}" ({1}) keeps the {2} of administration {3} already: two would write over each other\'s figures. Switch it off there first':
    "sklep „{0}” ({1}) prowadzi już {2} administracji {3}: dwa nadpisywałyby sobie nawzajem dane. Najpierw wyłącz to tam",
  "another tenant keeps the {0} of administration {1} already: two would write over each other's figures. Switch it off there first":
    "inny sklep prowadzi już {0} administracji {1}: dwa nadpisywałyby sobie nawzajem dane. Najpierw wyłącz to tam",
  products: "produkty",
  stock: "stany magazynowe",
  "{0} is filled by another rule already (the one at place {1})":
    "{0} wypełnia już inna reguła (na miejscu {1})",
  "a target is fed by a field or by an expression, not by both":
    "pole docelowe zasila pole albo wyrażenie, a nie oba naraz",
  "the rule has no field, no expression and no default":
    "reguła nie ma pola, wyrażenia ani wartości domyślnej",
  "{0} takes a date like 2026-03-09": "{0} przyjmuje datę, na przykład 2026-03-09",
  "{0} takes a whole number": "{0} przyjmuje liczbę całkowitą",
  "{0} takes {1} characters, this has {2}": "{0} przyjmuje znaków: {1}, a tu jest ich {2}",
  "{0} takes an id of eAccounting, like 0b8f4f6a-1c2d-4e3f-8a9b-0123456789ab":
    "{0} przyjmuje identyfikator z eAccounting, na przykład 0b8f4f6a-1c2d-4e3f-8a9b-0123456789ab",
  "on the largest order this takes more than {0} steps; shorten it, or go through a list only once":
    "przy największym zamówieniu wymaga to ponad {0} kroków; skróć je albo przechodź listę tylko raz",
  "on the largest customer this takes more than {0} steps; shorten it":
    "przy największym kliencie wymaga to ponad {0} kroków; skróć je",
  "on the largest article this takes more than {0} steps; shorten it":
    "przy największym artykule wymaga to ponad {0} kroków; skróć je",
  "on the largest order all rules together take more than {0} steps, and this one the most; shorten it":
    "przy największym zamówieniu wszystkie reguły razem wymagają ponad {0} kroków, a ta najwięcej; skróć ją",
  "on the largest customer all rules together take more than {0} steps, and this one the most; shorten it":
    "przy największym kliencie wszystkie reguły razem wymagają ponad {0} kroków, a ta najwięcej; skróć ją",
  "on the largest article all rules together take more than {0} steps, and this one the most; shorten it":
    "przy największym artykule wszystkie reguły razem wymagają ponad {0} kroków, a ta najwięcej; skróć ją",
  "on the largest order, of {0} rows, this takes more than {1} steps in all; a rule of rows should look at its own line":
    "przy największym zamówieniu, o {0} wierszach, wymaga to łącznie ponad {1} kroków; reguła wierszy powinna patrzeć na własny wiersz",
  "a field is a path such as order.comments": "pole to ścieżka, na przykład order.comments",
  "{0} carries the marker by which a document is found again":
    "{0} zawiera znacznik, po którym dokument jest odnajdywany",
  "{0} carries the buyer's own reference (orders.buyerReferenceField)":
    "{0} zawiera referencję kupującego (orders.buyerReferenceField)",
  "OurReference has a text of its own (orders.ourReference)":
    "OurReference ma własny tekst (orders.ourReference)",
  "there is no target {0}; there are {1}": "nie ma pola docelowego {0}; są {1}",
  "{0} can't be mapped: {1}": "{0} nie można wypełnić: {1}",
  "it is the customer that was found or made":
    "to kontrahent, który został znaleziony lub utworzony",
  "it is the order's currency": "to waluta zamówienia",
  "it is the order's day": "to dzień zamówienia",
  "it is set under orders": "ustawia się to w zamówieniach",
  "it is chosen by the look-up of the terms of payment":
    "wybiera to tabela przekładu terminów płatności",
  "it is chosen by the look-up of the delivery methods":
    "wybiera to tabela przekładu sposobów dostawy",
  "the country decides about VAT": "kraj rozstrzyga o VAT",
  "the ledger computes it": "oblicza to program księgowy",
  "the article decides about VAT and account": "artykuł rozstrzyga o VAT i koncie",
  "figures are the order's own": "liczby pochodzą z zamówienia",
  "it is the article's": "pochodzi z artykułu",
  "it is the customer's name at the shop": "to nazwa kontrahenta w sklepie",
  "it is the customer's address at the shop": "to adres kontrahenta w sklepie",
  "it is kept by the customers flow, by its look-up":
    "prowadzi to proces kontrahentów, według swojej tabeli przekładu",
  "it is kept by the customers flow": "prowadzi to proces kontrahentów",
  "they are kept by the customers flow": "prowadzi je proces kontrahentów",
  "it is the number that keeps a customer from being made twice":
    "to numer, który chroni przed dwukrotnym utworzeniem kontrahenta",
  "it decides about VAT": "rozstrzyga o VAT",
  "Invalid input": "tej wartości nie można przyjąć",
  "Invalid input: expected {0}, received {1}":
    "tej wartości nie można przyjąć (oczekiwano: {0}, otrzymano: {1})",
  "Invalid option: expected one of {0}": "tej wartości nie można przyjąć; musi być jedną z {0}",
  "Invalid email address": "to nie jest adres e-mail",
  "Invalid URL": "to nie jest adres internetowy",
  "Invalid ISO date": "to nie jest data",
  "Invalid ISO datetime": "to nie jest data z godziną",
  "Invalid string: must match pattern {0}": "ten tekst nie ma wymaganej postaci",
  "Too small: expected {0} to be {1}": "ta wartość jest za mała: {1}",
  "Too big: expected {0} to be {1}": "ta wartość jest za duża: {1}",
  "Too small: expected {0} to have {1} characters": "ten tekst jest za krótki: {1} znaków",
  "Too big: expected {0} to have {1} characters": "ten tekst jest za długi: {1} znaków",
  "Too small: expected {0} to have {1} items": "to za mało: {1}",
  "Too big: expected {0} to have {1} items": "to za dużo: {1}",
};
