import type { FrameWords } from "./en.ts";

export const nl: FrameWords = {
  skip: "Direct naar de inhoud",
  to: "naar",
  signedInAs: (name) => ["Aangemeld als ", name],
  logOut: "Afmelden",
  zone: (zone) => `Tijden zijn die van ${zone}.`,
  language: "Taal",
  choose: "Kiezen",
  whereYouAre: "Waar u bent",
  pagesOfTenant: "Pagina's van deze winkel",
  tenants: "Winkels",
  tabs: {
    attention: "Vraagt aandacht",
    status: "Stand van zaken",
    orders: "Orders",
    mapping: "Veldregels",
    settings: "Instellingen",
    customers: "Klanten",
    products: "Producten",
    stock: "Voorraad",
    comparison: "Afstemming",
  },
  stopAll: "Alles stoppen",
  resumeAll: "Alles hervatten",
  toTenants: "Naar de winkels",
  toTenant: "Naar de winkel",
  whatToDo: "Wat te doen:",
  open: (place) => `Openen: ${place}`,
  ownWords: (vendor) => `In de eigen woorden van ${vendor}:`,
  raw: { nothing: "niets" },
  refused: {
    400: {
      title: "Dat kan niet worden aangenomen",
      next: "Ga terug, verbeter het en verstuur het opnieuw.",
    },
    403: { title: "Niet toegestaan", next: "Vraag het de beheerder van deze installatie." },
    404: {
      title: "Niet gevonden",
      next: "Het is misschien verwijderd, of het adres is niet volledig. Ga terug en kies het uit de lijst.",
    },
    409: {
      title: "Zoals het er nu voor staat kan dat niet",
      next: "Ga terug, bekijk hoe het er nu voor staat en beslis opnieuw.",
    },
    503: {
      title: "Op dit moment niet beschikbaar",
      next: "Er gaat niets verloren. Probeer het zo dadelijk opnieuw.",
    },
  },
  tooLarge: {
    title: "Te veel in één keer",
    detail: "Dit formulier is groter dan de pagina's aannemen.",
    next: "Maak het korter, of gebruik de beheer-API.",
  },
  tooSlow: {
    title: "Te langzaam",
    detail: "Het duurde te lang voordat dit formulier aankwam.",
    next: "Verstuur het nog een keer.",
  },
  noPage: {
    title: "Niet gevonden",
    detail: "Deze pagina bestaat niet.",
    next: "Misschien is het adres niet volledig.",
  },
  foreignForm: {
    title: "Dit formulier is niet aangenomen",
    detail:
      "Het kwam niet van een pagina van deze aanmelding, dus er is niets gewijzigd. De pagina stond misschien nog open van een eerdere aanmelding.",
    next: "Open de pagina opnieuw en herhaal wat u deed.",
    back: "Open de pagina opnieuw",
  },
  database: {
    title: "Op dit moment niet beschikbaar",
    detail: "De database antwoordt niet. Boekingen hangen er niet van af en gaan door.",
    next: "Probeer het zo dadelijk opnieuw.",
  },
  bug: {
    title: "Hier ging iets mis",
    detail: "Deze pagina kon door een fout in dit product niet worden gemaakt.",
    next: "Probeer het nog eens. Gebeurt het weer, meld de beheerder van deze installatie dan hoe laat het was: het logboek zegt meer.",
  },
  nothingChanged: "Er is hierdoor niets gewijzigd.",
};
