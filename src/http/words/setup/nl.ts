import { countNl } from "../plurals.ts";
import type { SetupWords } from "./en.ts";

export const nl: SetupWords = {
  title: (tenant) => `${tenant} inrichten`,
  begin: {
    link: "Een winkel stap voor stap inrichten",
    title: "Een winkel inrichten",
    lead: "Negen stappen, die u elk kunt verlaten en weer oppakken. Er wordt niets naar eAccounting geschreven voordat u het zegt.",
    make: "Beginnen",
  },
  progress: "Stappen",
  done: "klaar",
  step: (number, of) => `Stap ${number} van ${of}`,
  next: "Volgende stap",
  back: "Terug",
  saveNext: "Opslaan en verder",
  later: "Dit kan ook later: de volgende stappen werken zonder.",
  toTenant: "Naar de winkel",
  steps: {
    name: "Naam en taal",
    asperion: "Asperion koppelen",
    eaccounting: "eAccounting koppelen",
    flows: "Wat gelijk te houden",
    questions: "Vragen",
    articles: "Eigen artikelen",
    webhook: "Webhook",
    "dry-run": "Proefrun",
    live: "Live gaan",
  },
  name: {
    name: "Naam",
    nameHint: "Hoe u de winkel hier noemt.",
    language: "Taal",
    languageHint:
      "Van redenen en berichten die worden verstuurd. Pagina's staan in de taal van de lezer.",
    refused: "een naam van 1 tot 100 tekens",
  },
  connect: {
    asperion:
      "Meld u bij Asperion aan als gebruiker van de administratie van de winkel. Heeft de gebruiker er meer, dan kiest u daarna.",
    eaccounting:
      "Meld u bij eAccounting aan en kies het bedrijf waarin de orders worden geboekt. Elk bedrijf hoort hier bij één winkel.",
    connect: (vendor) => `${vendor} koppelen`,
    again: (vendor) => `${vendor} opnieuw koppelen`,
    connected: (name) => `Gekoppeld: ${name}`,
    missing: "Nog niet gekoppeld",
    needsLogin: "Een nieuwe aanmelding is nodig",
    administration: (id) => `Administratie ${id}`,
    first: (vendor) => `${vendor} moet eerst worden gekoppeld.`,
  },
  choose: {
    title: "De administratie kiezen",
    lead: "Uw aanmelding bij Asperion geeft toegang tot meer administraties. Kies die van de winkel: haar orders worden geboekt, en dit is later niet te wijzigen.",
    legend: "Administratie",
    shop: (shop) => `Voor de winkel ${shop}.`,
    twice:
      "Twee winkels van één administratie hebben dezelfde orders: elk boekt ze allemaal, in een eigen bedrijf.",
    usedBy: (shops) => `In gebruik bij ${shops}`,
    usedByAnother: "In gebruik bij een andere winkel",
    shared: "Deze administratie is niet alleen van deze winkel",
    none: "kies er een",
    choose: "Kiezen en koppelen",
  },
  allows: {
    title: "Wat dit bedrijf toestaat",
    reading: "De instellingen van het bedrijf worden gelezen. Kijk zo dadelijk nog eens.",
    lookAgain: "Opnieuw kijken",
    thing: "Voor",
    state: "Toegestaan",
    what: "Wat te doen",
    verdicts: { yes: "Ja", no: "Nee", unknown: "Niet bekend" },
    things: {
      "sales-orders": "Verkooporders",
      invoices: "Facturen en concepten",
      payments: "Betalingen afboeken",
      vouchers: "Memoriaalboekingen en rekeningen",
      stock: "Voorraadbeheer",
      rounding: "Afronden op de cent",
      cents: "Facturen met centen",
    },
    missing: {
      module: (name) =>
        `Zet in eAccounting bij Instellingen › Apps en uitbreidingen de module aan (${name}). Druk daarna op Verbinding controleren.`,
      variant: (name) =>
        `Het product van het bedrijf (${name}) heeft dit niet. Wijzig het abonnement in eAccounting, of kies facturen in plaats van verkooporders.`,
      scope: (name) =>
        `De aanmelding omvat dit niet (${name}). Koppel eAccounting opnieuw en sta alles toe wat wordt gevraagd.`,
      rights: () =>
        "De aangemelde gebruiker mag dit niet lezen. Meld u aan als gebruiker met alle rechten in het bedrijf.",
      coding: () =>
        "Maak in eAccounting een actieve codering voor artikelen met 0 % btw: die vangt de centen op die de btw-afronding overlaat. Zonder worden orders die ze nodig hebben vastgehouden.",
      method: () =>
        "Het bedrijf voert de boeken volgens het kasstelsel: een factuur boekt niets totdat ze is betaald, dus worden zulke orders vastgehouden. Kies verkooporders, concepten die u zelf boekt, of memoriaalboekingen van betaalde orders.",
      "whole-units": () =>
        "Het bedrijf rondt facturen af op hele eenheden: orders met centen worden vastgehouden. Zet de afronding uit in de bedrijfsinstellingen van eAccounting, of kies hier in de instellingen van orders waar het verschil wordt geboekt.",
    },
    unknown: "Nog niet bekend. De eerste order laat het uiterlijk zien; u hoeft nu niets te doen.",
    company: "Bedrijf",
    country: "Land en valuta",
    lockedTo: "Boeken gesloten tot en met",
    open: "open",
  },
  flows: {
    lead: "Kies wat gelijk wordt gehouden. Er loopt niets vóór de laatste stap.",
    legend: "Stromen",
    orders: "Orders, van Asperion naar eAccounting",
    customers: "Klanten, van Asperion naar eAccounting, met of zonder order",
    products: "Producten, van eAccounting naar Asperion",
    stock: "Voorraad, van eAccounting naar Asperion",
    hints: {
      orders: "Elke order wordt één document.",
      customers: "Zonder deze stroom komen klanten met hun orders mee.",
      products:
        "Namen, prijzen en teksten van artikelen. Geen categorieën, geen afbeeldingen, geen prijslijsten per klant.",
      stock:
        "Heeft orders nodig, en een debiteur in Asperion voor correcties of een veld van het artikel.",
    },
    none: "kies er ten minste één",
    startNeeded: "orders hebben een startdatum nodig",
    startLine: "Startdatum",
    startHint:
      "Orders van vóór dit moment worden nooit vanzelf geboekt. Nu, of de eerste dag die nog niet in eAccounting staat.",
  },
  questions: {
    lead: "Wat al is ingevuld, volgt uit uw gegevens en kan zo worden aangenomen. Alles is later bij Instellingen te wijzigen.",
    names: "De namen van beide kanten worden nog gelezen: daarmee komen de voorstellen.",
    noFlows: "Welke dat zijn, hangt af van wat gelijk wordt gehouden:",
    paid: "Alleen voor geboekte facturen waarvan de betalingen worden afgeboekt.",
    accept: "Aannemen en verder",
  },
  articles: {
    lead: "Wat geen regel van de winkel draagt, heeft een artikel in eAccounting nodig: verzending, kortingen en toeslagen per btw-tarief, en de centen van de afronding. Het zijn dienstartikelen zonder voorraad; ze worden één keer gemaakt, teruggevonden, en nooit naar de winkel gestuurd.",
    claim:
      "Het bedrijf krijgt ook een klantlabel waaraan te zien is dat deze installatie het bijhoudt: een andere blijft er dan af.",
    make: "In eAccounting maken",
    again: "Maken wat ontbreekt",
    none: "Er is er nog geen.",
    made: (count) => `Aanwezig: ${countNl(count, "artikel", "artikelen")}.`,
    noRounding:
      "Voor de afronding is er geen: het bedrijf heeft geen actieve codering met 0 % btw.",
    waits: "Nog niet gemaakt; het wordt vanzelf opnieuw geprobeerd:",
    notMade: "Niet gemaakt:",
    trial: "Tijdens een proef wordt niets gemaakt.",
  },
  webhook: {
    lead: "Een webhook meldt een order binnen een seconde. Zonder worden orders evengoed om de paar minuten gevonden.",
    address: "Adres",
    secretLead: "Asperion, of wie in zijn naam meldt, ondertekent met een geheim.",
    make: "Een geheim maken",
    another: "Nog een geheim maken",
    operatorMakes: "De beheerder maakt het geheim.",
    once: "Kopieer het nu: het wordt alleen deze keer getoond.",
    secret: "Geheim",
    inUse: (count) => `In gebruik: ${countNl(count, "geheim", "geheimen")}.`,
    test: "Stuur mij een test",
    testHow:
      "Druk op de testknop van de afzender, of wijzig een willekeurige order in Asperion. Wacht hier: deze pagina antwoordt zodra de melding er is.",
    wait: "Erop wachten",
    waited:
      "Er is binnen twintig seconden niets gekomen. Controleer adres en geheim bij de afzender en wacht opnieuw.",
    heard: (type, when) => `Er is een ondertekende webhook aangekomen: ${type}, ${when}.`,
    notHeard: "Er is er nog geen aangekomen.",
  },
  dryRun: {
    lead: "De laatste orders van de winkel, elk zoals die geboekt zou worden. Er wordt niets geschreven.",
    run: (count) => `De laatste ${countNl(count, "order", "orders")} tonen`,
    again: "Opnieuw tonen",
    busy: "Nog bezig.",
    lookAgain: "Opnieuw kijken",
    none: "Er is nog niet gekeken.",
    order: "Order",
    would: "Zou worden",
    gross: "Betaald",
    vat: "Btw",
    rows: "Regels",
    each: "Elke regel, en waarom",
    noOrders: "De winkel heeft nog geen orders.",
    counts: {
      book: (count) => `Geboekt zouden worden: ${countNl(count, "order", "orders")}.`,
      change: (count) => `Gewijzigd zouden worden: ${countNl(count, "order", "orders")}.`,
      remove: (count) =>
        `Documenten zouden worden verwijderd van ${countNl(count, "order", "orders")}.`,
      nothing: (count) => `Al goed in eAccounting: ${countNl(count, "order", "orders")}.`,
      leave: (count) => `Overgeslagen zouden worden: ${countNl(count, "order", "orders")}.`,
      hold: (count) =>
        `Vastgehouden zouden worden: ${countNl(count, "order", "orders")}. Bij elke staat wat te doen; de andere wachten er niet op.`,
    },
  },
  live: {
    lead: "Vanaf nu lopen de gekozen stromen vanzelf.",
    chosen: "Gekozen",
    startLine: "Vanaf",
    how: "Hoe",
    forReal: "Echt: documenten worden naar eAccounting geschreven",
    trial: "Proef: alles wordt uitgerekend en getoond, niets geschreven",
    limit: "Documenten op de eerste dag, ten hoogste",
    limitHint: "Wat daarboven komt, wacht tot de volgende dag. Leeg: geen grens.",
    limitWrong: "een geheel getal van 1 tot 10000, of niets",
    go: "Live gaan",
    missing: "Voordat u live gaat:",
    isLive: "Deze winkel is live.",
    isTrial: "Deze winkel loopt op proef: er wordt niets geschreven.",
    stop: "De stopknop staat op elke pagina van de winkel. Wat binnenkomt terwijl alles stilstaat, wacht en wordt daarna op volgorde gedaan.",
  },
};
