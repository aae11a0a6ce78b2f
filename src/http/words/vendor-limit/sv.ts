import { countSv } from "../plurals.ts";
import type { VendorLimitWords } from "./en.ts";

export const sv: VendorLimitWords = {
  title: "Gränsen hos eAccounting",
  lead: (perMinute) => `eAccounting tar emot ${perMinute} anrop per minut av varje slag, från alla butiker tillsammans. Nya order går först; butikerna betjänas i tur och ordning.`,
  unknown: "Just nu går det inte att säga hur gränsen används.",
  idle: "Inget har frågats hos eAccounting den senaste minuten.",
  of: (used, limit) => `${used} av ${limit} den senaste minuten`,
  waiting: (count) => countSv(count, "butik väntar på sin tur", "butiker väntar på sin tur"),
  paused: (span) => `eAccounting har bett om en paus, ${span} återstår`,
  slowed: (percent) => `en tid ${percent} långsammare, eftersom eAccounting har avvisat anrop: kanske använder ett annat program samma klient`,
};
