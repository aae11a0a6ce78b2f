import type { SettingsOrdersWords } from "./en.ts";

const SENDING = {
  none: "Nie są wysyłane",
  email: "Są wysyłane e-mailem",
  "e-invoice": "Są wysyłane jako e-faktury (AutoInvoice)",
  print: "Są drukowane i wysyłane pocztą (AutoInvoice)",
  "e-invoice-private": "Są wysyłane jako e-faktury do osób prywatnych (nie w Szwecji)",
  kivra: "Są wysyłane przez Kivra (Szwecja)",
};

export const pl: SettingsOrdersWords = {
  "orders.enabled": { label: "Księguj zamówienia" },
  "orders.startLine": {
    label: "Data początkowa",
    hint: "Zamówienia z wcześniejszą datą nigdy nie są księgowane same, ktokolwiek je zmieni.",
  },
  "orders.firstDayLimit": {
    label: "Najwięcej dokumentów pierwszego dnia",
    hint: "Reszta czeka do następnego dnia albo do podniesienia tej liczby. Puste: bez limitu.",
    wrong: "liczba całkowita od 1 do 10000 albo nic",
  },
  trial: { label: "Próba: wszystko policzyć i pokazać, niczego nie zapisywać" },
  "orders.statuses": {
    label: "Statusy zamówień, które są księgowane",
    options: {
      "1": "Szkic",
      "2": "Potwierdzone",
      "3": "Częściowo dostarczone",
      "4": "Dostarczone",
      "5": "Zafakturowane",
    },
  },
  "orders.paymentStatuses": {
    label: "Statusy płatności, które są księgowane",
    hint: "Nic nie wybrano: wszystkie.",
    options: {
      Open: "Nieopłacone",
      PartlyPaid: "Częściowo opłacone",
      Paid: "Opłacone",
      Refunded: "Zwrócone",
    },
  },
  "orders.filterLines": {
    label: "To, co filtr od teraz przepuszcza, liczy się od",
    hint: "Pytane, gdy zaznaczono nowy status: starsze zamówienia o tym statusie pozostają bez zmian.",
    wrong: "zaznaczono nowy status: podaj, od kiedy liczą się jego zamówienia",
  },
  "orders.type": {
    label: "Zamówienie staje się",
    options: {
      "sales-order": "Zamówieniem sprzedaży",
      "draft-invoice": "Szkicem faktury, który księguje człowiek",
      invoice: "Zaksięgowaną fakturą",
      mutation: "Dowodem księgowym",
    },
  },
  "orders.orderStatus": {
    label: "Zamówienia sprzedaży powstają jako",
    options: { ongoing: "W realizacji", draft: "Szkic" },
  },
  "orders.invoiceOrders": {
    label: "Zamówienia sprzedaży są fakturowane",
    options: { never: "Przez człowieka", delivered: "Gdy sklep zgłosi, że są dostarczone" },
  },
  "orders.closedPeriod": {
    label: "Gdy księgi w dniu faktury są zamknięte",
    options: {
      hold: "Wstrzymać zamówienie",
      "next-open-day": "Wystawić fakturę z datą następnego otwartego dnia",
      ask: "Zapytać przed zmianą daty",
    },
  },
  "orders.creditSign": {
    label: "Kwoty zamówień korygujących w sklepie są",
    hint: "Korekta z innym znakiem jest wstrzymywana: może być sprzedażą.",
    options: { negative: "Ujemne", positive: "Dodatnie" },
  },
  "orders.payments": {
    label: "Płatności otrzymane w sklepie",
    options: { none: "Nie są rejestrowane", register: "Są rejestrowane na zaksięgowanej fakturze" },
  },
  "orders.voucher.level": {
    label: "Ile z zamówienia stoi osobno",
    options: {
      simple: "Prosty: jeden wiersz na całą sprzedaż, razem z VAT",
      recommended: "Zalecany: przychód, VAT, wysyłka i rabaty",
      complex: "Złożony: także konto dla każdego produktu",
      extreme: "Pełny: także wiersz dla każdej pozycji",
    },
  },
  "orders.voucher.series": {
    label: "Seria dowodów",
    hint: "Jedna wielka litera. Puste: domyślna w eAccounting.",
    wrong: "jedna wielka litera albo nic",
  },
  "orders.voucher.receivable": {
    label: "Należność",
    options: {
      account: "Jest księgowana na swoim koncie",
      "ledger-item": "Jest też pozycją rozrachunków z kontrahentami",
    },
  },
  "orders.voucher.ledgerItemsFrom": {
    label: "Pierwszy numer naszych pozycji rozrachunków",
    hint: "Dzielą serię numerów faktur: daleko od własnych numerów firmy.",
    wrong: "liczba całkowita od 1 do 2000000000 albo nic",
  },
  "orders.voucher.paid": {
    label: "To, co zapłacono w sklepie",
    options: {
      receivable: "Jest księgowane na należnościach jak reszta",
      clearing: "Jest księgowane na koncie metody płatności",
    },
  },
  "orders.voucher.rate": {
    label: "Kurs zamówienia w innej walucie",
    options: { ledger: "Z eAccounting, z dnia księgowania", source: "Własny kurs zamówienia" },
  },
  "orders.missingSku": {
    label: "Gdy eAccounting nie ma artykułu",
    options: {
      hold: "Wstrzymać zamówienie",
      create: "Utworzyć artykuł",
      placeholder: "Wpisać w jego miejsce nasz artykuł, z kodem i opisem w wierszu",
    },
  },
  "orders.newArticles.codings": {
    label: "Dekretacje tworzonych lub zastępowanych artykułów",
    hint: "Stawka bez dekretacji bierze jedyną dekretację dla towarów o tej stawce. Po zmianie uruchom konfigurację.",
    wrong: "dekretacja dla każdej stawki VAT w procentach, np. 25; każda stawka raz",
  },
  "orders.newArticles.unit": {
    label: "Jednostka tworzonych artykułów",
    hint: "Nie ustawiono: pierwsza, którą podaje eAccounting.",
    wrong: "jednostka z eAccounting albo nic",
  },
  "orders.giftCardCoding": {
    label: "Dekretacja sprzedanych kart podarunkowych",
    hint: "Bez VAT, na konto zobowiązań z tytułu kart podarunkowych. Po zmianie uruchom konfigurację. Nie ustawiono: zamówienia z kartą są wstrzymywane.",
    wrong: "dekretacja z eAccounting albo nic",
  },
  "orders.tipCoding": {
    label: "Dekretacja napiwków",
    hint: "Po zmianie uruchom konfigurację. Nie ustawiono: jak opłaty.",
    wrong: "dekretacja z eAccounting albo nic",
  },
  "orders.zeroTotal": {
    label: "Zamówienie na zero, dla którego eAccounting nie przyjmuje dokumentu",
    options: { hold: "Jest wstrzymywane", skip: "Jest pomijane, i jest to odnotowane" },
  },
  "orders.markerField": {
    label: "Pole z naszym znacznikiem",
    hint: "Po znaczniku, np. 1001 #K7Q2M9XA, dokument jest odnajdywany. Dokument zachowuje pole, z którym powstał.",
    options: {
      OurReference: "Nasza referencja",
      YourReference: "Państwa referencja",
      BuyersOrderReference: "Numer zamówienia odbiorcy",
    },
  },
  "orders.buyerReferenceField": {
    label: "Pole na referencję odbiorcy",
    options: {
      BuyersOrderReference: "Numer zamówienia odbiorcy",
      YourReference: "Państwa referencja",
      none: "Żadne",
    },
  },
  "orders.ourReference": {
    label: "Nasza referencja",
    hint: "Stoi przed znacznikiem, jeśli dzielą jedno pole.",
    wrong: "najwyżej 60 znaków",
  },
  "orders.missingAddress": {
    label: "Tekst w miejsce brakującej części adresu",
    wrong: "od 1 do 10 znaków",
  },
  "orders.orderPage": {
    label: "Adres strony zamówienia",
    hint: "Zapisywany jako wiersz tekstowy; {id} i {number} są wypełniane. Puste: bez wiersza.",
    wrong: "najwyżej 200 znaków",
  },
  "orders.writeBack.status": {
    label: "Podnieść zamówienie w Asperion do statusu",
    hint: "W Asperion status może zmieniać stan magazynu.",
    wrong:
      "częściowo dostarczone, dostarczone, zafakturowane albo żaden; przy fakturowaniu po dostawie częściowo dostarczone albo żaden",
    options: {
      none: "Status pozostaje bez zmian",
      "3": "Częściowo dostarczone",
      "4": "Dostarczone",
      "5": "Zafakturowane",
    },
  },
  "orders.writeBack.number": {
    label: "Numer dokumentu w zamówieniu w Asperion",
    options: {
      none: "Nie jest zapisywany",
      comments: "Jest dopisywany do uwag, jako [eAccounting 1041]",
      reference: "Jest dopisywany za numerem referencyjnym kupującego, jako [eAccounting 1041]",
    },
  },
  "orders.sending.company": {
    label: "Zaksięgowane faktury firm",
    hint: "Razem z korektami. Wysyłane są tylko faktury zaksięgowane stąd, po zarejestrowaniu płatności; nigdy faktury z uzupełniania. To, na co eAccounting nie odpowiedział, nie jest wysyłane ponownie.",
    wrong:
      "wysyłane są tylko faktury, które są tu księgowane: niech najpierw jakieś zamówienia staną się zaksięgowanymi fakturami",
    options: SENDING,
  },
  "orders.sending.private": {
    label: "Zaksięgowane faktury osób prywatnych",
    wrong:
      "wysyłane są tylko faktury, które są tu księgowane: niech najpierw jakieś zamówienia staną się zaksięgowanymi fakturami",
    options: SENDING,
  },
  "orders.refunds": {
    label: "Pieniądze zwrócone przez sklep",
    options: { none: "Nie są rejestrowane", register: "Są rejestrowane na zaksięgowanej korekcie" },
  },
  "orders.companyWithoutVatNumber": {
    label: "Firma z UE bez numeru VAT",
    options: {
      hold: "Wstrzymać zamówienie i zapytać",
      "as-private": "Jest opodatkowana jak osoba prywatna",
    },
  },
  "orders.customerInOtherCurrency": {
    label: "Kontrahent, którego faktury są w innej walucie niż zamówienie",
    hint: "Faktury w eAccounting są w walucie kontrahenta.",
    options: {
      hold: "Wstrzymać zamówienie i zapytać",
      "second-customer": "Założyć odbiorcy kontrahenta dla każdej waluty",
    },
  },
  "orders.editedAfterBooking": {
    label: "Gdy zamówienie zostanie zmienione",
    hint: "Tego, co zaksięgowano, nigdy się nie zmienia.",
    options: {
      hold: "Zapytać człowieka",
      delta:
        "Skorygować to, co usunięto, zafakturować to, co dodano; dowód jest stornowany i księgowany na nowo",
    },
  },
  "orders.cancelledAfterBooking": {
    label: "Gdy zamówienie zostanie anulowane",
    options: { hold: "Zapytać człowieka", credit: "Skorygować całość; dowód jest stornowany" },
  },
  "orders.wholeUnits": {
    label: "Zamówienie z groszami, gdy firma zaokrągla faktury do pełnych jednostek",
    hint: "To, czy zaokrągla, mówią ustawienia firmy w eAccounting. Rejestrowane lub księgowane obok płatności; dowodów się nie zaokrągla.",
    wrong:
      "różnica jest księgowana obok płatności faktury: wybierz faktury i rejestrowanie płatności",
    options: {
      hold: "Jest do wyjaśnienia: wyłącz zaokrąglanie w eAccounting",
      payment: "Księguje się zaokrąglone; różnica jest płatnością typu zaokrąglenie",
      account: "Księguje się zaokrąglone; różnica trafia na konto zaokrągleń",
      mutation: "Staje się dowodem księgowym",
    },
  },
  "orders.tolerance": {
    label: "Tolerancja",
    hint: "Tylko dla różnic, których nic nie wyjaśnia, w walucie firmy.",
    wrong: "kwota z dwoma miejscami po kropce, np. 0.05",
  },
  "orders.changedByPerson": {
    label: "Gdy człowiek zmienił nasz dokument, a zamówienie też się zmienia",
    options: {
      hold: "Wstrzymać zamówienie i zapytać",
      overwrite: "Nadpisać zmianę człowieka",
      leave: "Zostawić dokument bez zmian",
    },
  },
  "schedules.orders": {
    label: "Minuty między kolejnymi sprawdzeniami zamówień w Asperion",
    hint: "Znajduje to, o czym nie powiadomił webhook. Puste: tak często, jak robi to ta instalacja. nigdy: tylko ręcznie.",
    wrong: "liczba całkowita od 1 do 1440, nigdy albo nic",
  },
  "schedules.debtors": {
    label: "Minuty między kolejnymi sprawdzeniami zmienionych odbiorców w Asperion",
    hint: "Puste: tak często, jak robi to ta instalacja. nigdy: tylko ręcznie.",
    wrong: "liczba całkowita od 1 do 1440, nigdy albo nic",
  },
  "schedules.products": {
    label: "Minuty między kolejnymi porównaniami produktów",
    hint: "Puste: tak często, jak robi to ta instalacja. nigdy: tylko ręcznie.",
    wrong: "liczba całkowita od 1 do 1440, nigdy albo nic",
  },
  "schedules.stock": {
    label: "Minuty między kolejnymi porównaniami stanów magazynowych",
    hint: "Puste: tak często, jak robi to ta instalacja. nigdy: tylko ręcznie.",
    wrong: "liczba całkowita od 1 do 1440, nigdy albo nic",
  },
  "schedules.lookups": {
    label: "Minuty między kolejnymi odczytami kont, kodów VAT i podobnych",
    hint: "Puste: raz dziennie i zawsze, gdy pojawi się coś nieznanego. nigdy: tylko ręcznie.",
    wrong: "liczba całkowita od 1 do 1440, nigdy albo nic",
  },
  "notifications.emails": {
    label: "Adresy e-mail",
    hint: "Oddzielone przecinkami. To, co wymaga człowieka, jest wysyłane e-mailem, kilka alertów w jednej wiadomości. Instalacja musi umieć wysyłać pocztę.",
    wrong: "adresy e-mail oddzielone przecinkami, najwyżej dziesięć",
  },
  "notifications.kinds": {
    label: "O czym powiadamiać od razu",
    hint: "E-mailem i webhookiem. Nic nie zaznaczono: o wszystkim. Podsumowanie i tak wymienia wszystko.",
    options: {
      jobs: "Zamówienia, kontrahenci, artykuły i stany, które czekają na człowieka",
      access: "Logowanie i dostęp",
      comparison: "Różnice między obiema stronami",
      running: "Praca, która stoi, cisza, limit dostawcy",
    },
  },
  "notifications.dailySummary": {
    label: "Podsumowanie e-mailem każdego ranka",
    hint: "Co zaksięgowano, co czeka na wyjaśnienie, różnice, co wymaga człowieka.",
  },
  "notifications.webhook": {
    label: "Adres webhooka",
    hint: "Każdy alert, gdy powstaje i gdy mija, podpisany. Tylko https. Puste: brak. Klucz tworzy się poniżej.",
    wrong: "adres zaczynający się od https:// i dostępny z zewnątrz",
  },
  retentionDays: {
    label: "Ile dni przechowywać zapytania i odpowiedzi",
    wrong: "liczba całkowita od 1 do 365",
  },
  asperionRequestsPerSecond: {
    label: "Najwięcej wywołań Asperion na sekundę",
    wrong: "liczba całkowita od 1 do 50",
  },
};
