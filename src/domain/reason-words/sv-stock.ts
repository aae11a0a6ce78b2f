/** Swedish words: stock, from the ledger to the shop. */
import type * as en from "./en-stock.ts";
import { RETRY_NEWEST, NOTHING_TO_DO, type Same, say, when, words } from "./sv-words.ts";
import type { Params } from "./words.ts";

const articles = (p: Params): string =>
  `${say(p["articles"])}${when(p["first"], (first) => (p["articles"] === 1 ? ` (${first})` : ` (${first} med flera)`))}`;

export const stock = {
  "stock-correction-order": words(
    "Den här ordern rättar bara lagersaldo i Asperion. Den är ingen försäljning och bokförs inte.",
    NOTHING_TO_DO,
  ),
  "stock-corrected": words(
    (p) =>
      `Lagersaldot i Asperion rättades med order ${say(p["order"] ?? p["marker"])}${when(p["order"], () => ` (${say(p["marker"])})`)}. Artiklar i den: ${say(p["rows"])}.`,
    NOTHING_TO_DO,
  ),
  "stock-field-written": words(
    (p) =>
      `Lagersaldon skrevs till artiklarnas fält ${say(p["field"])} i Asperion. Artiklar: ${say(p["articles"])}.`,
    NOTHING_TO_DO,
  ),
  "stock-managed": words(
    (p) =>
      `Asperion har börjat föra lager för artiklar som det inte förde något för: ${say(p["articles"])}. Saldona kommer med nästa körning.`,
    NOTHING_TO_DO,
  ),
  "stock-equal": words(
    (p) =>
      `Inget skrevs: alla lagersaldon i Asperion är som de ska. Jämförda artiklar: ${say(p["articles"])}.`,
    NOTHING_TO_DO,
  ),
  "stock-would-change": words(
    (p) =>
      `Saldon som skulle ha ändrats i Asperion: ${say(p["rows"])}; artiklar där lagerföring skulle ha slagits på: ${say(p["managed"])}.`,
    "Jobbets händelseförlopp visar vart och ett.",
  ),
  "stock-unbooked": words(
    (p) =>
      `Sålt i Asperion och ännu inte i eAccounting, och därför avdraget: ${say(p["pieces"])} stycken. Artiklar: ${say(p["articles"])}.`,
    "Titta på order som väntar eller är kvarhållna: när de är bokförda räknar eAccounting dem själv.",
  ),
  "stock-moving": words(
    (p) =>
      `Artiklar som lämnades i fred i den här körningen, eftersom en order med dem just bearbetades: ${articles(p)}.`,
    "Inget behöver göras: nästa körning tittar igen.",
  ),
  "stock-not-managed": words(
    (p) =>
      `Artiklar som lämnades i fred, eftersom eAccounting för deras lager men inte Asperion: ${articles(p)}.`,
    "Slå på lagerföring för dem i Asperion, eller låt inställningarna göra det.",
  ),
  "stock-article-missing": words(
    (p) =>
      `Lagerartiklar i eAccounting som inte finns i Asperion, eller inte är aktiva där: ${articles(p)}.`,
    "Inget behöver göras, om inte butiken ska sälja dem.",
  ),
  "stock-not-kept": words(
    "eAccounting för inget lager för artikeln: den är en tjänst eller ingen lagerartikel.",
    NOTHING_TO_DO,
  ),
  "stock-rest": words(
    (p) =>
      `Fler saldon skiljer sig än en körning ändrar (${say(p["most"])}). Kvar till nästa körningar: ${say(p["rest"])}.`,
    "Inget behöver göras: nästa körningar fortsätter.",
  ),
} satisfies Same<typeof en.stock>;

export const heldStock = {
  "stock-no-figure": words(
    (p) =>
      `Uttrycket ger inget lagersaldo för de här artiklarna, och de lämnades i fred: ${articles(p)}.`,
    "Rätta uttrycket i inställningarna: en division med noll, eller ett för stort tal.",
  ),
  "stock-not-possible": words(
    (p) =>
      `Lagersaldot kan inte hållas lika med inställningarna som de är${when(p["setting"], (name) => ` (${name})`)}.`,
    "Öppna inställningarna och spara dem: vad som är fel står vid fältet.",
  ),
  "stock-too-many-open": words(
    (p) =>
      `För många order i Asperion finns ännu inte i eAccounting: ${say(p["count"])}. Med fler än ${say(p["most"])} går det inte att säga vad butiken får sälja, så inget skrevs.`,
    "Låt orderna bokföras, eller red ut de kvarhållna. Lagersaldot fortsätter sedan av sig självt.",
  ),
  "stock-not-reserved": words(
    (p) =>
      `Order ${say(p["order"])} är en pågående order i eAccounting, men dess antal syns inte som reserverat. Varje försäljning skulle ges tillbaka till butiken, så inget skrevs.`,
    "Kontrollera att lagermodulen är på i eAccounting och att artiklarna är lagerartiklar, och tryck sedan på Försök igen.",
  ),
  "stock-debtor-has-sales": words(
    (p) =>
      `Kund ${say(p["debtor"])} i Asperion står för rättelser av lagersaldo, och order ${say(p["order"])} såldes till den. Ingen rättelse skrivs för den.`,
    `Skapa en kund i Asperion som inget säljs till, och välj den i inställningarna.${RETRY_NEWEST}`,
  ),
  "stock-correction-no-effect": words(
    (p) =>
      `Den senaste rättelsen (${say(p["quantity"])} av ${say(p["article"])}, vid ett saldo på ${say(p["before"])}) ändrade inte lagersaldot i Asperion som den skulle. Ingen ny skrivs.`,
    "Titta på den ordern och artikeln i Asperion. Tryck på Försök igen för att låta en rättelse till skrivas.",
  ),
} satisfies Same<typeof en.heldStock>;
