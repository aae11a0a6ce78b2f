import type { SettingsOrdersWords } from "./en.ts";

const SENDING = {
  none: "Skickas inte",
  email: "Skickas med e-post",
  "e-invoice": "Skickas som e-faktura (AutoInvoice)",
  print: "Skrivs ut och postas (AutoInvoice)",
  "e-invoice-private": "Skickas som e-faktura till privatpersoner (inte i Sverige)",
  kivra: "Skickas via Kivra (Sverige)",
};

export const sv: SettingsOrdersWords = {
  "orders.enabled": { label: "Bokför order" },
  "orders.startLine": {
    label: "Startdatum",
    hint: "Order daterade före den bokförs aldrig av sig själva, vem som än ändrar dem.",
  },
  "orders.firstDayLimit": {
    label: "Dokument första skarpa dagen, högst",
    hint: "Det som kommer därutöver väntar till nästa dag, eller tills talet höjs. Tomt: ingen gräns.",
    wrong: "ett heltal från 1 till 10000, eller ingenting",
  },
  trial: { label: "Provläge: räkna ut och visa allt, skriv ingenting" },
  "orders.statuses": {
    label: "Orderstatusar som bokförs",
    options: {
      "1": "Utkast",
      "2": "Bekräftad",
      "3": "Delvis levererad",
      "4": "Levererad",
      "5": "Fakturerad",
    },
  },
  "orders.paymentStatuses": {
    label: "Betalstatusar som bokförs",
    hint: "Inget valt: alla.",
    options: {
      Open: "Obetald",
      PartlyPaid: "Delvis betald",
      Paid: "Betald",
      Refunded: "Återbetald",
    },
  },
  "orders.filterLines": {
    label: "Det som filtret släpper igenom från och med nu räknas från",
    hint: "Efterfrågas när en status kryssas som inte var det förut: äldre order i den lämnas som de är.",
    wrong: "en status kryssades som inte var det förut: ange från när dess order räknas",
  },
  "orders.type": {
    label: "En order blir",
    options: {
      "sales-order": "En order",
      "draft-invoice": "Ett fakturautkast, som en person bokför",
      invoice: "En bokförd faktura",
      mutation: "En verifikation",
    },
  },
  "orders.orderStatus": {
    label: "Order skapas som",
    options: { ongoing: "Pågående", draft: "Utkast" },
  },
  "orders.invoiceOrders": {
    label: "Order faktureras",
    options: { never: "Av en person", delivered: "När butiken säger att de är levererade" },
  },
  "orders.closedPeriod": {
    label: "När fakturans dag ligger i en låst period",
    options: {
      hold: "Håll kvar ordern",
      "next-open-day": "Datera fakturan på nästa dag som inte är låst",
      ask: "Fråga innan datumet flyttas",
    },
  },
  "orders.creditSign": {
    label: "Belopp på kreditorder är i butiken",
    hint: "En kreditorder med det andra tecknet hålls kvar: det kan vara en försäljning.",
    options: { negative: "Under noll", positive: "Över noll" },
  },
  "orders.payments": {
    label: "Betalningar som butiken fått",
    options: { none: "Registreras inte", register: "Registreras på den bokförda fakturan" },
  },
  "orders.voucher.level": {
    label: "Hur mycket av en order som står för sig",
    options: {
      simple: "Enkel: en rad för hela försäljningen, moms och allt",
      recommended: "Rekommenderad: intäkt, moms, frakt och rabatter",
      complex: "Utförlig: även ett konto per produkt",
      extreme: "Fullständig: även en rad per orderrad",
    },
  },
  "orders.voucher.series": {
    label: "Verifikationsserie",
    hint: "En stor bokstav. Tomt: standardserien i eAccounting.",
    wrong: "en stor bokstav, eller ingenting",
  },
  "orders.voucher.receivable": {
    label: "Kundfordran",
    options: {
      account: "Bokförs på sitt konto",
      "ledger-item": "Är också en post i kundreskontran",
    },
  },
  "orders.voucher.ledgerItemsFrom": {
    label: "Första nummer för våra reskontraposter",
    hint: "De delar fakturanumrens serie: långt från företagets egna.",
    wrong: "ett heltal från 1 till 2000000000, eller ingenting",
  },
  "orders.voucher.paid": {
    label: "Det som betalats i butiken",
    options: {
      receivable: "Bokförs på kundfordran som resten",
      clearing: "Bokförs på betalsättets konto",
    },
  },
  "orders.voucher.rate": {
    label: "Växelkurs för en order i annan valuta",
    options: { ledger: "Kursen i eAccounting på bokföringsdagen", source: "Orderns egen" },
  },
  "orders.missingSku": {
    label: "När eAccounting saknar en artikel",
    options: {
      hold: "Håll kvar ordern",
      create: "Skapa artikeln",
      placeholder: "Skriv en egen artikel i dess ställe, med kod och benämning på raden",
    },
  },
  "orders.newArticles.codings": {
    label: "Konteringar för artiklar som skapas eller ersätts",
    hint: "En sats utan tar den enda konteringen för varor med den satsen. Kör grundkonfigurationen efter en ändring.",
    wrong: "en kontering för varje momssats i procent, till exempel 25; varje sats en gång",
  },
  "orders.newArticles.unit": {
    label: "Enhet för artiklar som skapas",
    hint: "Inte valt: den första som eAccounting listar.",
    wrong: "en enhet i eAccounting, eller ingenting",
  },
  "orders.giftCardCoding": {
    label: "Kontering för sålda presentkort",
    hint: "Utan moms, på kontot för er skuld för presentkort. Kör grundkonfigurationen efter en ändring. Inte valt: order som säljer ett hålls kvar.",
    wrong: "en kontering i eAccounting, eller ingenting",
  },
  "orders.tipCoding": {
    label: "Kontering för dricks",
    hint: "Kör grundkonfigurationen efter en ändring. Inte valt: som avgifter.",
    wrong: "en kontering i eAccounting, eller ingenting",
  },
  "orders.zeroTotal": {
    label: "En order på noll, som eAccounting inte tar något dokument för",
    options: { hold: "Hålls kvar", skip: "Utelämnas, och det antecknas" },
  },
  "orders.markerField": {
    label: "Fält som bär vår märkning",
    hint: "Märkningen, till exempel 1001 #K7Q2M9XA, är så ett dokument hittas igen. Ett dokument behåller fältet det skapades med.",
    options: {
      OurReference: "Vår referens",
      YourReference: "Er referens",
      BuyersOrderReference: "Köparens orderreferens",
    },
  },
  "orders.buyerReferenceField": {
    label: "Fält för köparens referens",
    options: {
      BuyersOrderReference: "Köparens orderreferens",
      YourReference: "Er referens",
      none: "Inget",
    },
  },
  "orders.ourReference": {
    label: "Vår referens",
    hint: "Står före märkningen där båda delar ett fält.",
    wrong: "högst 60 tecken",
  },
  "orders.missingAddress": {
    label: "Text för en saknad del av en adress",
    wrong: "1 till 10 tecken",
  },
  "orders.orderPage": {
    label: "Adress till orderns sida",
    hint: "Skrivs som en textrad; {id} och {number} fylls i. Tomt: ingen rad.",
    wrong: "högst 200 tecken",
  },
  "orders.writeBack.status": {
    label: "Höj ordern i Asperion till status",
    hint: "I Asperion kan en status flytta lager.",
    wrong:
      "delvis levererad, levererad, fakturerad eller ingen; med order som faktureras efter leverans delvis levererad eller ingen",
    options: {
      none: "Statusen lämnas som den är",
      "3": "Delvis levererad",
      "4": "Levererad",
      "5": "Fakturerad",
    },
  },
  "orders.writeBack.number": {
    label: "Dokumentets nummer i ordern i Asperion",
    options: {
      none: "Skrivs inte tillbaka",
      comments: "Läggs till i kommentarerna, som [eAccounting 1041]",
      reference: "Läggs till efter köparens referens, som [eAccounting 1041]",
    },
  },
  "orders.sending.company": {
    label: "Bokförda fakturor till företag",
    hint: "Med kreditfakturor. Bara fakturor som bokförts härifrån skickas, efter sin betalning; aldrig de från en efterbokning. Det som eAccounting lämnar obesvarat skickas inte igen.",
    wrong: "bara fakturor som bokförs här skickas: låt först några order bli bokförda fakturor",
    options: SENDING,
  },
  "orders.sending.private": {
    label: "Bokförda fakturor till privatpersoner",
    wrong: "bara fakturor som bokförs här skickas: låt först några order bli bokförda fakturor",
    options: SENDING,
  },
  "orders.refunds": {
    label: "Pengar som butiken betalat tillbaka",
    options: { none: "Registreras inte", register: "Registreras på den bokförda kreditfakturan" },
  },
  "orders.companyWithoutVatNumber": {
    label: "Ett företag i EU utan momsregistreringsnummer",
    options: { hold: "Håll kvar ordern och fråga", "as-private": "Beskattas som privatperson" },
  },
  "orders.customerInOtherCurrency": {
    label: "En kund vars fakturor är i en annan valuta än ordern",
    hint: "Fakturor i eAccounting är i sin kunds valuta.",
    options: {
      hold: "Håll kvar ordern och fråga",
      "second-customer": "Ge köparen en kund för varje valuta",
    },
  },
  "orders.editedAfterBooking": {
    label: "När ordern ändras",
    hint: "Det som är bokfört ändras aldrig självt.",
    options: {
      hold: "Fråga en person",
      delta:
        "Kreditera det som togs bort, fakturera det som kom till; en verifikation tas tillbaka och bokförs på nytt",
    },
  },
  "orders.cancelledAfterBooking": {
    label: "När ordern avbryts",
    options: {
      hold: "Fråga en person",
      credit: "Kreditera alltihop; en verifikation tas tillbaka",
    },
  },
  "orders.wholeUnits": {
    label: "En order med ören, när företaget avrundar fakturor till hela enheter",
    hint: "Om det avrundar står i eAccountings företagsinställningar. Registreras eller bokförs vid sidan av betalningen; verifikationer avrundas inte.",
    wrong:
      "skillnaden bokförs vid sidan av en fakturas betalning: välj fakturor, och att betalningar registreras",
    options: {
      hold: "Hålls kvar: stäng av öresutjämningen i eAccounting",
      payment: "Bokförs avrundad; skillnaden registreras som en betalning av typen öresutjämning",
      account: "Bokförs avrundad; skillnaden bokförs på kontot för öresutjämning",
      mutation: "Blir en verifikation",
    },
  },
  "orders.tolerance": {
    label: "Tolerans",
    hint: "Bara för skillnader som inget förklarar, i företagets valuta.",
    wrong: "ett belopp med två decimaler, till exempel 0.05",
  },
  "orders.changedByPerson": {
    label: "När en person ändrat vårt dokument och ordern också ändras",
    options: {
      hold: "Håll kvar ordern och fråga",
      overwrite: "Skriv över personens ändring",
      leave: "Lämna dokumentet som det är",
    },
  },
  "schedules.orders": {
    label: "Minuter mellan två sökningar efter order i Asperion",
    hint: "Hittar det som ingen webhook berättat om. Tomt: så ofta som den här installationen gör det. aldrig: bara för hand.",
    wrong: "ett heltal från 1 till 1440, aldrig eller ingenting",
  },
  "schedules.debtors": {
    label: "Minuter mellan två sökningar efter ändrade kunder i Asperion",
    hint: "Tomt: så ofta som den här installationen gör det. aldrig: bara för hand.",
    wrong: "ett heltal från 1 till 1440, aldrig eller ingenting",
  },
  "schedules.products": {
    label: "Minuter mellan två jämförelser av produkter",
    hint: "Tomt: så ofta som den här installationen gör det. aldrig: bara för hand.",
    wrong: "ett heltal från 1 till 1440, aldrig eller ingenting",
  },
  "schedules.stock": {
    label: "Minuter mellan två jämförelser av lagersaldon",
    hint: "Tomt: så ofta som den här installationen gör det. aldrig: bara för hand.",
    wrong: "ett heltal från 1 till 1440, aldrig eller ingenting",
  },
  "schedules.lookups": {
    label: "Minuter mellan två läsningar av konton, momskoder och liknande",
    hint: "Tomt: en gång om dagen, och när något okänt dyker upp. aldrig: bara för hand.",
    wrong: "ett heltal från 1 till 1440, aldrig eller ingenting",
  },
  "notifications.emails": {
    label: "E-postadresser",
    hint: "Med komma emellan. Det som kräver en person skickas med e-post, flera larm i samma brev. Installationen måste kunna skicka e-post.",
    wrong: "e-postadresser med komma emellan, högst tio",
  },
  "notifications.kinds": {
    label: "Vad som meddelas genast",
    hint: "Med e-post och webhook. Inget valt: allt. Sammanfattningen tar ändå upp allt.",
    options: {
      jobs: "Order, kunder, artiklar och lager som väntar på en person",
      access: "Inloggning och åtkomst",
      comparison: "Skillnader mellan båda sidor",
      running: "Arbete som står still, tystnad, leverantörens gräns",
    },
  },
  "notifications.dailySummary": {
    label: "En sammanfattning med e-post varje morgon",
    hint: "Vad som bokförts, vad som är kvarhållet, skillnader, vad som kräver en person.",
  },
  "notifications.webhook": {
    label: "Adress till en webhook",
    hint: "Varje larm när det uppstår och när det är över, signerat. Bara https. Tomt: ingen. Hemligheten skapas nedan.",
    wrong: "en adress som börjar med https:// och kan nås utifrån",
  },
  retentionDays: { label: "Dagar som frågor och svar sparas", wrong: "ett heltal från 1 till 365" },
  asperionRequestsPerSecond: {
    label: "Anrop till Asperion per sekund, högst",
    wrong: "ett heltal från 1 till 50",
  },
};
