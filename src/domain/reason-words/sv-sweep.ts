/** Swedish words: flows that are stopped, and what a sweep found. */
import type * as en from "./en-sweep.ts";
import { NOTHING_TO_DO, type Same, say, words } from "./sv-words.ts";

export const running = {
  "lookup-list-empty": words(
    (p) =>
      `eAccounting svarade med en tom lista (${say(p["list"])}) där det tidigare fanns poster. Listan får vara som den var.`,
    "Inget behöver göras om det stämmer igen vid nästa läsning. Se annars efter i eAccounting om någon har tagit bort posterna.",
  ),
  "flow-paused": words(
    (p) => `Flödet ${say(p["flow"])} är stoppat. Det som kommer in för det sparas och väntar.`,
    "Återuppta flödet; det som väntade görs sedan i tur och ordning.",
  ),
} satisfies Same<typeof en.running>;

export const sweeps = {
  "run-cancelled": words(
    "Körningen som bad om det här avbröts. Inget skrevs för det.",
    "Flödets nästa tur tar upp det igen; stoppa flödet om den inte ska göra det.",
  ),
  "sweep-nothing-new": words(
    (p) =>
      `Asperion tillfrågades om vad som ändrats; av ${say(p["read"])} order som nämndes var alla kända som de är.`,
    NOTHING_TO_DO,
  ),
  "sweep-took-up": words(
    (p) =>
      `Asperion tillfrågades om vad som ändrats; av ${say(p["read"])} order som nämndes var ${say(p["count"])} inte kända som de är. Var och en har nu ett eget jobb.`,
    NOTHING_TO_DO,
  ),
  "sweep-found-missing": words(
    (p) =>
      `Jämförelsen av de senaste veckorna fann ${say(p["count"])} order vars ändring ingen hade berättat om. Var och en har nu ett eget jobb.`,
    "Inget behöver göras. Händer det natt efter natt, kontrollera att Asperions klocka och webhookar fungerar.",
  ),
  "sweep-unlisted": words(
    (p) =>
      `Hittade ${say(p["count"])} order som har ett dokument i eAccounting men inte fanns i någon av Asperions listor för de senaste veckorna. Var och en efterfrågas på sitt id; en som är borta hålls kvar.`,
    NOTHING_TO_DO,
  ),
  "change-filter-unusable": words(
    (p) =>
      `Asperion listar inte order efter ändring. De senaste ${say(p["days"])} dagarna jämförs i sin helhet varje gång, de senaste ${say(p["night"])} dagarna varje natt.`,
    "Inget behöver göras. En ändring av en äldre order hittas på natten, eller genast om Asperion skickar webhookar.",
  ),
} satisfies Same<typeof en.sweeps>;
