/** Polish words: sales to other countries, and in other currencies. */
import type * as en from "./en-abroad.ts";
import {
  country,
  atLine,
  NOTHING_TO_DO,
  percent,
  RETRY,
  RETRY_NEWEST,
  type Same,
  say,
  when,
  words,
} from "./pl-words.ts";

export const heldAbroad = {
  "sale-country-unknown": words(
    (p) =>
      `Na liście krajów w eAccounting nie ma ${country(p["country"])}, więc nie wiadomo, jaki VAT zostałby naliczony.`,
    "Popraw kraj w Asperion; po zmianie zamówienie zostanie podjęte automatycznie. Albo zaksięguj je ręcznie i pomiń tutaj.",
  ),
  "sale-place-differs": words(
    (p) =>
      `Towary jadą do kraju ${country(p["goods"])}, ale eAccounting naliczyłby VAT jak dla kraju ${country(p["ledger"])}, czyli kraju kontrahenta.`,
    `Jeśli o VAT decyduje dostawa, zaznacz u kontrahenta w eAccounting „VAT według adresu dostawy” albo popraw kraj kontrahenta.${RETRY}`,
  ),
  "sale-company-without-vat-number": words(
    (p) =>
      `Firma z kraju ${country(p["country"])} kupiła bez numeru VAT UE. Z numerem sprzedaż jest bez VAT, bez numeru może być opodatkowana jak dla osoby prywatnej; nie da się tu stwierdzić, która z tych możliwości zachodzi.`,
    `Wpisz numer VAT UE u kontrahenta w eAccounting albo wybierz w ustawieniach, że takie firmy są opodatkowane jak osoby prywatne.${RETRY_NEWEST}`,
  ),
  "sale-private-with-vat-number": words(
    (p) =>
      `Kontrahent z kraju ${country(p["country"])} jest w eAccounting osobą prywatną i ma numer VAT UE, przez co eAccounting nie nalicza VAT.`,
    `Zmień kontrahenta w eAccounting na firmę albo usuń numer VAT UE.${RETRY}`,
  ),
  "sale-vat-number-of-home": words(
    (p) =>
      `Numer VAT kontrahenta pochodzi z Twojego kraju, a towary jadą do kraju ${country(p["country"])}: sprzedaż jest bez VAT tylko z numerem z innego kraju.`,
    `Wpisz w eAccounting numer kontrahenta z innego kraju UE albo zaksięguj zamówienie ręcznie i pomiń je tutaj.${RETRY}`,
  ),
  "sale-territory-special": words(
    (p) =>
      `Towary jadą do: ${TERRITORY[String(p["territory"])] ?? "część kraju"} ${country(p["country"])}, a eAccounting opodatkowałby to jak resztę kraju.`,
    "Zaksięguj to zamówienie ręcznie w eAccounting, a potem pomiń je tutaj, podając powód. Dla firm z Irlandii Północnej: zaznacz to u kontrahenta w eAccounting, z jego numerem XI, i naciśnij Ponów.",
  ),
  "sale-vat-differs": words(
    (p) =>
      `Sklep naliczył ${percent(p["source"])} VAT${when(p["sku"], (sku) => ` od ${sku}`)}${atLine(p)}. ${WHY[String(p["why"])]?.(country(p["country"]), percent(p["ledger"])) ?? `eAccounting naliczyłby ${percent(p["ledger"])}.`}`,
    `Popraw to, co jest błędne: VAT w sklepie albo kontrahenta lub artykuł w eAccounting.${RETRY}`,
  ),
  "coding-without-account": words(
    (p) =>
      `Dekretacja ${when(p["sku"], (sku) => `artykułu ${sku}`) || "artykułu"}${atLine(p)} nie ma konta dla: ${ACCOUNT[String(p["kind"])] ?? "ten rodzaj sprzedaży"}, więc eAccounting odrzuciłby fakturę.`,
    `Przypisz artykułowi w eAccounting dekretację z takim kontem i odśwież tutaj słowniki.${RETRY}`,
  ),
  "vat-number-rejected": words(
    "eAccounting sprawdził numer VAT UE kontrahenta w rejestrze unijnym (VIES) i nie jest on tam ważny.",
    `Poproś kontrahenta o właściwy numer i popraw go w Asperion albo u kontrahenta w eAccounting.${RETRY}`,
  ),
} satisfies Same<typeof en.heldAbroad>;

export const retiredAbroad = {
  "currency-foreign": words(
    (p) =>
      `Zamówienie jest w walucie ${say(p["currency"])}, a księgi firmy są prowadzone w walucie ${say(p["company"])}. Wersja, która to zapisała, nie obsługiwała innych walut.`,
    "Naciśnij Ponów.",
  ),
} satisfies Same<typeof en.retiredAbroad>;

export const recordedAbroad = {
  "sale-decided": words(
    (p) =>
      `Sprzedaż do kraju ${country(p["country"])}: ${KIND[String(p["kind"])] ?? say(p["kind"])}${when(p["vatNumber"], (prefix) => ` (numer VAT z kraju ${prefix})`)}.`,
    NOTHING_TO_DO,
  ),
  "customer-of-currency": words(
    (p) =>
      `Użyto kontrahenta tego kupującego dla zamówień w walucie ${say(p["currency"])}, bo faktury są w walucie swojego kontrahenta.`,
    NOTHING_TO_DO,
  ),
  "lookup-chosen": words(
    (p) =>
      `${LOOKUP[String(p["lookup"])] ?? "Przypisana wartość"}${atLine(p)}: ${say(p["value"])}, według: ${BY[String(p["by"])] ?? say(p["by"])}${when(p["key"], (key) => ` (wiersz ${key})`)}${when(p["from"], (from) => `, dla ${from}`)}.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.recordedAbroad>;

const TERRITORY: Readonly<Record<string, string>> = {
  "northern-ireland": "Irlandia Północna, zapisana jako",
  "outside-vat": "część poza unijnym obszarem VAT kraju",
  "own-rates": "część z własnymi stawkami VAT kraju",
  "inside-vat": "kraj opodatkowany jak część UE,",
};
const KIND: Readonly<Record<string, string>> = {
  "eu-business":
    "dla firmy z numerem VAT UE, bez VAT (odwrotne obciążenie, dostawa wewnątrzwspólnotowa)",
  "eu-consumer": "w UE, z VAT kraju sprzedawcy",
  oss: "w UE w procedurze OSS, z VAT kraju kupującego",
  export: "eksport, bez VAT",
  "export-with-vat": "poza UE, z VAT, bo tak zaznaczono kontrahenta w eAccounting",
};
const ACCOUNT: Readonly<Record<string, string>> = {
  "eu-business": "sprzedaż bez VAT w UE",
  "eu-consumer": "sprzedaż z VAT w UE",
  oss: "sprzedaż w procedurze OSS",
  export: "sprzedaż poza UE",
  reversed: "odwrotne obciążenie w budownictwie",
  "gift-card": "karty podarunkowe sprzedane za granicę",
};
const WHY: Readonly<Record<string, (country: string, ledger: string) => string>> = {
  "eu-business": (country) =>
    `Kontrahent z kraju ${country} ma numer VAT UE, więc eAccounting nie nalicza VAT.`,
  export: (country) => `${country} jest poza UE, więc eAccounting nie nalicza VAT.`,
  "export-with-vat": (_, ledger) =>
    `U kontrahenta zaznaczono VAT także poza UE, więc eAccounting nalicza ${ledger}.`,
  "no-oss": (_, ledger) =>
    `Firma nie jest w eAccounting zgłoszona do OSS, więc obowiązuje stawka kraju sprzedawcy, ${ledger}.`,
  "oss-article": (_, ledger) =>
    `Artykułu nie oznaczono w eAccounting dla OSS, więc obowiązuje stawka kraju sprzedawcy, ${ledger}.`,
  "oss-rate": (country, ledger) =>
    `Od innych pozycji z tą samą stawką VAT naliczono ${ledger}, a jednej stawce odpowiada w kraju ${country} jedna.`,
  "oss-own": () =>
    "Nic innego w zamówieniu nie jest sprzedane z tą stawką, więc nie wiadomo, która stawka eAccounting odpowiada jej w OSS.",
};

const LOOKUP: Readonly<Record<string, string>> = {
  article: "Artykuł sprzedany w zamian",
  deliveryTerms: "Warunki dostawy",
  costCenter1: "Pierwsze miejsce powstawania kosztów",
  costCenter2: "Drugie miejsce powstawania kosztów",
  costCenter3: "Trzecie miejsce powstawania kosztów",
  project: "Projekt",
};
const BY: Readonly<Record<string, string>> = {
  force: "wartość dla wszystkich",
  table: "tabela",
  default: "wartość domyślna",
};
