import type { SettingsOrdersWords } from "./en.ts";

const SENDING = {
  none: "Worden niet verstuurd",
  email: "Worden per e-mail verstuurd",
  "e-invoice": "Worden als e-factuur verstuurd (AutoInvoice)",
  print: "Worden geprint en per post verstuurd (AutoInvoice)",
  "e-invoice-private": "Worden als e-factuur aan particulieren verstuurd (niet in Zweden)",
  kivra: "Worden via Kivra verstuurd (Zweden)",
};

export const nl: SettingsOrdersWords = {
  "orders.enabled": { label: "Orders boeken" },
  "orders.startLine": {
    label: "Startdatum",
    hint: "Orders van vóór dit moment worden nooit vanzelf geboekt, wie ze ook wijzigt.",
  },
  "orders.firstDayLimit": {
    label: "Documenten op de eerste dag, ten hoogste",
    hint: "Wat daarboven komt, wacht tot de volgende dag of tot dit getal wordt verhoogd. Leeg: geen grens.",
    wrong: "een geheel getal van 1 tot 10000, of niets",
  },
  trial: { label: "Proef: alles uitrekenen en tonen, niets schrijven" },
  "orders.statuses": {
    label: "Orderstatussen die worden geboekt",
    options: {
      "1": "Concept",
      "2": "Bevestigd",
      "3": "Deels geleverd",
      "4": "Geleverd",
      "5": "Gefactureerd",
    },
  },
  "orders.paymentStatuses": {
    label: "Betaalstatussen die worden geboekt",
    hint: "Niets gekozen: alle.",
    options: {
      Open: "Open",
      PartlyPaid: "Deels betaald",
      Paid: "Betaald",
      Refunded: "Terugbetaald",
    },
  },
  "orders.filterLines": {
    label: "Wat het filter vanaf nu doorlaat, telt vanaf",
    hint: "Gevraagd zodra een status wordt aangevinkt die dat niet was: oudere orders daarin blijven zoals ze zijn.",
    wrong: "er is een status aangevinkt die dat niet was: zeg vanaf wanneer zijn orders tellen",
  },
  "orders.type": {
    label: "Een order wordt",
    options: {
      "sales-order": "Een verkooporder",
      "draft-invoice": "Een conceptfactuur, die iemand zelf boekt",
      invoice: "Een geboekte factuur",
      mutation: "Een memoriaalboeking",
    },
  },
  "orders.orderStatus": {
    label: "Verkooporders worden gemaakt als",
    options: { ongoing: "Lopend", draft: "Concept" },
  },
  "orders.invoiceOrders": {
    label: "Verkooporders worden gefactureerd",
    options: { never: "Door een medewerker", delivered: "Zodra de winkel ze als geleverd meldt" },
  },
  "orders.closedPeriod": {
    label: "Als de boeken op de factuurdatum gesloten zijn",
    options: {
      hold: "De order vasthouden",
      "next-open-day": "De factuur op de eerstvolgende open dag dateren",
      ask: "Vragen voordat de datum wordt verschoven",
    },
  },
  "orders.creditSign": {
    label: "Bedragen van creditorders zijn in de winkel",
    hint: "Een credit met het andere teken wordt vastgehouden: het kan een verkoop zijn.",
    options: { negative: "Negatief", positive: "Positief" },
  },
  "orders.payments": {
    label: "Betalingen die de winkel ontving",
    options: { none: "Worden niet verwerkt", register: "Worden op de geboekte factuur afgeboekt" },
  },
  "orders.voucher.level": {
    label: "Hoeveel van een order apart staat",
    options: {
      simple: "Eenvoudig: één regel voor de hele verkoop, met btw en al",
      recommended: "Aanbevolen: omzet, btw, verzending en kortingen",
      complex: "Uitgebreid: ook een rekening per product",
      extreme: "Volledig: ook een regel per orderregel",
    },
  },
  "orders.voucher.series": {
    label: "Boekingsreeks",
    hint: "Eén hoofdletter. Leeg: de standaard van eAccounting.",
    wrong: "één hoofdletter, of niets",
  },
  "orders.voucher.receivable": {
    label: "Wat de klant schuldig is",
    options: {
      account: "Wordt op zijn rekening geboekt",
      "ledger-item": "Is ook een post van de debiteurenadministratie",
    },
  },
  "orders.voucher.ledgerItemsFrom": {
    label: "Eerste nummer van onze openstaande posten",
    hint: "Ze delen de reeks van factuurnummers: ver van die van het bedrijf zelf.",
    wrong: "een geheel getal van 1 tot 2000000000, of niets",
  },
  "orders.voucher.paid": {
    label: "Wat in de winkel is betaald",
    options: {
      receivable: "Wordt als de rest op de vordering geboekt",
      clearing: "Wordt op de rekening van de betaalmethode geboekt",
    },
  },
  "orders.voucher.rate": {
    label: "Wisselkoers van een order in een andere valuta",
    options: { ledger: "Die van eAccounting op de boekingsdag", source: "Die van de order zelf" },
  },
  "orders.missingSku": {
    label: "Als eAccounting een artikel niet heeft",
    options: {
      hold: "De order vasthouden",
      create: "Het artikel maken",
      placeholder:
        "Een artikel van ons in de plaats schrijven, met code en omschrijving in de regel",
    },
  },
  "orders.newArticles.codings": {
    label: "Coderingen van gemaakte of vervangen artikelen",
    hint: "Een tarief zonder neemt de enige codering voor goederen van dat tarief. Voer na een wijziging de inrichting uit.",
    wrong: "een codering per btw-tarief in procenten, zoals 25; elk tarief één keer",
  },
  "orders.newArticles.unit": {
    label: "Eenheid van gemaakte artikelen",
    hint: "Niet ingesteld: de eerste die eAccounting noemt.",
    wrong: "een eenheid van eAccounting, of niets",
  },
  "orders.giftCardCoding": {
    label: "Codering van verkochte cadeaubonnen",
    hint: "Zonder btw, op de rekening van uw schuld voor cadeaubonnen. Voer na een wijziging de inrichting uit. Niet ingesteld: orders die er een verkopen worden vastgehouden.",
    wrong: "een codering van eAccounting, of niets",
  },
  "orders.tipCoding": {
    label: "Codering van fooien",
    hint: "Voer na een wijziging de inrichting uit. Niet ingesteld: als toeslagen.",
    wrong: "een codering van eAccounting, of niets",
  },
  "orders.zeroTotal": {
    label: "Een order van nul, waarvoor eAccounting geen document aanneemt",
    options: { hold: "Wordt vastgehouden", skip: "Wordt overgeslagen, en dat wordt vastgelegd" },
  },
  "orders.markerField": {
    label: "Veld met ons kenmerk",
    hint: "Aan het kenmerk, zoals 1001 #K7Q2M9XA, wordt een document teruggevonden. Een document houdt het veld waarmee het is gemaakt.",
    options: {
      OurReference: "Onze referentie",
      YourReference: "Uw referentie",
      BuyersOrderReference: "Orderreferentie van de koper",
    },
  },
  "orders.buyerReferenceField": {
    label: "Veld voor de referentie van de koper",
    options: {
      BuyersOrderReference: "Orderreferentie van de koper",
      YourReference: "Uw referentie",
      none: "Geen",
    },
  },
  "orders.ourReference": {
    label: "Onze referentie",
    hint: "Staat vóór het kenmerk als beide hetzelfde veld gebruiken.",
    wrong: "ten hoogste 60 tekens",
  },
  "orders.missingAddress": {
    label: "Tekst voor een ontbrekend deel van een adres",
    wrong: "1 tot 10 tekens",
  },
  "orders.orderPage": {
    label: "Adres van de orderpagina",
    hint: "Wordt als tekstregel geschreven; {id} en {number} worden ingevuld. Leeg: geen regel.",
    wrong: "ten hoogste 200 tekens",
  },
  "orders.writeBack.status": {
    label: "De order in Asperion verhogen naar status",
    hint: "In Asperion kan een status voorraad verplaatsen.",
    wrong:
      "deels geleverd, geleverd, gefactureerd of geen; bij orders die na levering worden gefactureerd deels geleverd of geen",
    options: {
      none: "De status blijft zoals hij is",
      "3": "Deels geleverd",
      "4": "Geleverd",
      "5": "Gefactureerd",
    },
  },
  "orders.writeBack.number": {
    label: "Het documentnummer in de order in Asperion",
    options: {
      none: "Wordt niet teruggeschreven",
      comments: "Komt in de opmerkingen, als [eAccounting 1041]",
      reference: "Komt achter de referentie van de koper, als [eAccounting 1041]",
    },
  },
  "orders.sending.company": {
    label: "Geboekte facturen van bedrijven",
    hint: "Met creditnota's. Alleen facturen die vanuit hier zijn geboekt worden verstuurd, na hun betaling; nooit die van een inhaalrun. Wat eAccounting onbeantwoord laat, wordt niet nog eens verstuurd.",
    wrong:
      "alleen facturen die hier worden geboekt worden verstuurd: laat eerst sommige orders een geboekte factuur worden",
    options: SENDING,
  },
  "orders.sending.private": {
    label: "Geboekte facturen van particulieren",
    wrong:
      "alleen facturen die hier worden geboekt worden verstuurd: laat eerst sommige orders een geboekte factuur worden",
    options: SENDING,
  },
  "orders.refunds": {
    label: "Geld dat de winkel terugbetaalde",
    options: { none: "Wordt niet verwerkt", register: "Wordt op de geboekte creditnota verwerkt" },
  },
  "orders.companyWithoutVatNumber": {
    label: "Een bedrijf in de EU zonder btw-nummer",
    options: {
      hold: "De order vasthouden en vragen",
      "as-private": "Wordt belast als particulier",
    },
  },
  "orders.customerInOtherCurrency": {
    label: "Een klant met facturen in een andere valuta dan de order",
    hint: "Facturen van eAccounting staan in de valuta van hun klant.",
    options: {
      hold: "De order vasthouden en vragen",
      "second-customer": "De koper per valuta een klant geven",
    },
  },
  "orders.editedAfterBooking": {
    label: "Als de order wordt gewijzigd",
    hint: "Wat geboekt is, wordt zelf nooit gewijzigd.",
    options: {
      hold: "Een medewerker vragen",
      delta:
        "Crediteren wat verviel, factureren wat erbij kwam; een memoriaalboeking wordt teruggedraaid en opnieuw geboekt",
    },
  },
  "orders.cancelledAfterBooking": {
    label: "Als de order wordt geannuleerd",
    options: {
      hold: "Een medewerker vragen",
      credit: "Alles crediteren; een memoriaalboeking wordt teruggedraaid",
    },
  },
  "orders.wholeUnits": {
    label: "Een order met centen, als het bedrijf facturen op hele eenheden afrondt",
    hint: "Of er wordt afgerond staat in de bedrijfsinstellingen van eAccounting. Naast de betaling geregistreerd of geboekt; memoriaalboekingen worden niet afgerond.",
    wrong:
      "het verschil wordt naast de betaling van een factuur geboekt: kies facturen, en dat betalingen worden geregistreerd",
    options: {
      hold: "Wordt vastgehouden: zet de afronding in eAccounting uit",
      payment:
        "Wordt afgerond geboekt; het verschil wordt als betaling van het type afronding geregistreerd",
      account: "Wordt afgerond geboekt; het verschil komt op de afrondingsrekening",
      mutation: "Wordt een memoriaalboeking",
    },
  },
  "orders.tolerance": {
    label: "Tolerantie",
    hint: "Alleen voor verschillen die door niets worden verklaard, in de valuta van de administratie.",
    wrong: "een bedrag met twee decimalen, zoals 0.05",
  },
  "orders.changedByPerson": {
    label: "Als iemand ons document wijzigde en de order ook verandert",
    options: {
      hold: "De order vasthouden en vragen",
      overwrite: "De wijziging overschrijven",
      leave: "Het document laten zoals het is",
    },
  },
  "schedules.orders": {
    label: "Minuten tussen twee keer zoeken naar orders in Asperion",
    hint: "Vindt wat geen webhook meldde. Leeg: zo vaak als deze installatie het doet. nooit: alleen met de hand.",
    wrong: "een geheel getal van 1 tot 1440, nooit, of niets",
  },
  "schedules.debtors": {
    label: "Minuten tussen twee keer zoeken naar gewijzigde debiteuren in Asperion",
    hint: "Leeg: zo vaak als deze installatie het doet. nooit: alleen met de hand.",
    wrong: "een geheel getal van 1 tot 1440, nooit, of niets",
  },
  "schedules.products": {
    label: "Minuten tussen twee vergelijkingen van producten",
    hint: "Leeg: zo vaak als deze installatie het doet. nooit: alleen met de hand.",
    wrong: "een geheel getal van 1 tot 1440, nooit, of niets",
  },
  "schedules.stock": {
    label: "Minuten tussen twee vergelijkingen van voorraad",
    hint: "Leeg: zo vaak als deze installatie het doet. nooit: alleen met de hand.",
    wrong: "een geheel getal van 1 tot 1440, nooit, of niets",
  },
  "schedules.lookups": {
    label: "Minuten tussen twee keer lezen van rekeningen, btw-codes en dergelijke",
    hint: "Leeg: eens per dag, en telkens als er iets onbekends opduikt. nooit: alleen met de hand.",
    wrong: "een geheel getal van 1 tot 1440, nooit, of niets",
  },
  "notifications.emails": {
    label: "E-mailadressen",
    hint: "Met komma's ertussen. Wat een mens nodig heeft wordt gemaild, meer meldingen in één e-mail. Daarvoor moet de installatie e-mail kunnen versturen.",
    wrong: "e-mailadressen met komma's ertussen, hoogstens tien",
  },
  "notifications.kinds": {
    label: "Wat meteen wordt gemeld",
    hint: "Per e-mail en webhook. Niets gekozen: alles. De samenvatting noemt hoe dan ook alles.",
    options: {
      jobs: "Orders, klanten, artikelen en voorraad die op een mens wachten",
      access: "Aanmelding en toegang",
      comparison: "Verschillen tussen beide kanten",
      running: "Werk dat stilstaat, stilte, de limiet van de leverancier",
    },
  },
  "notifications.dailySummary": {
    label: "Elke ochtend een samenvatting per e-mail",
    hint: "Wat is geboekt, wat wordt vastgehouden, verschillen, wat een mens nodig heeft.",
  },
  "notifications.webhook": {
    label: "Adres van een webhook",
    hint: "Elke melding als zij ontstaat en als zij voorbij is, ondertekend. Alleen https. Leeg: geen. Het geheim wordt hieronder gemaakt.",
    wrong: "een adres dat met https:// begint en van buiten bereikbaar is",
  },
  retentionDays: {
    label: "Aantal dagen dat verzoeken en antwoorden worden bewaard",
    wrong: "een geheel getal van 1 tot 365",
  },
  asperionRequestsPerSecond: {
    label: "Aanroepen van Asperion per seconde, ten hoogste",
    wrong: "een geheel getal van 1 tot 50",
  },
};
