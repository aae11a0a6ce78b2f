import type { FrameWords } from "./en.ts";

export const sv: FrameWords = {
  skip: "Hoppa till innehållet",
  to: "till",
  signedInAs: (name) => ["Inloggad som ", name],
  logOut: "Logga ut",
  zone: (zone) => `Tiderna gäller ${zone}.`,
  language: "Språk",
  choose: "Välj",
  whereYouAre: "Var du är",
  pagesOfTenant: "Butikens sidor",
  tenants: "Butiker",
  tabs: {
    attention: "Kräver åtgärd",
    status: "Läget",
    orders: "Order",
    mapping: "Fältregler",
    settings: "Inställningar",
    customers: "Kunder",
    products: "Produkter",
    stock: "Lager",
    comparison: "Avstämning",
  },
  stopAll: "Stoppa allt",
  resumeAll: "Återuppta allt",
  toTenants: "Till butikerna",
  toTenant: "Till butiken",
  whatToDo: "Vad du gör:",
  open: (place) => `Öppna: ${place}`,
  ownWords: (vendor) => `Med ${vendor}s egna ord:`,
  raw: { nothing: "inget" },
  refused: {
    400: { title: "Det kan inte tas emot", next: "Gå tillbaka, rätta det och skicka igen." },
    403: { title: "Inte tillåtet", next: "Fråga den som driver den här installationen." },
    404: {
      title: "Hittades inte",
      next: "Det kan ha tagits bort, eller så är adressen ofullständig. Gå tillbaka och välj det i listan.",
    },
    409: {
      title: "Det går inte som läget är nu",
      next: "Gå tillbaka, se hur läget är nu och bestäm dig igen.",
    },
    503: {
      title: "Inte tillgängligt just nu",
      next: "Inget har gått förlorat. Försök igen om en stund.",
    },
  },
  tooLarge: {
    title: "För mycket på en gång",
    detail: "Formuläret är större än vad sidorna tar emot.",
    next: "Korta ner det, eller använd API:et för administration.",
  },
  tooSlow: {
    title: "För långsamt",
    detail: "Formuläret tog för lång tid att komma fram.",
    next: "Skicka det en gång till.",
  },
  noPage: {
    title: "Hittades inte",
    detail: "Det finns ingen sådan sida.",
    next: "Adressen kan vara ofullständig.",
  },
  foreignForm: {
    title: "Formuläret togs inte emot",
    detail:
      "Det kom inte från en sida i den här inloggningen, så inget ändrades. Sidan kan ha varit öppen sedan en tidigare inloggning.",
    next: "Öppna sidan igen och gör om det du gjorde.",
    back: "Öppna sidan igen",
  },
  database: {
    title: "Inte tillgängligt just nu",
    detail: "Databasen svarar inte. Bokföringen är inte beroende av den och fortsätter.",
    next: "Försök igen om en stund.",
  },
  bug: {
    title: "Något gick fel här",
    detail: "Sidan kunde inte visas på grund av ett fel i programmet.",
    next: "Försök en gång till. Om det händer igen, berätta för den som driver installationen vilken tid det var: loggen säger mer.",
  },
  nothingChanged: "Inget ändrades av detta.",
};
