import { countPl } from "../plurals.ts";
import type { VendorLimitWords } from "./en.ts";

export const pl: VendorLimitWords = {
  title: "Limit eAccounting",
  lead: (perMinute) => `eAccounting przyjmuje ${perMinute} zapytań na minutę każdego rodzaju, od wszystkich sklepów razem. Bieżące zamówienia mają pierwszeństwo; sklepy są obsługiwane po kolei.`,
  unknown: "W tej chwili nie wiadomo, w jakim stopniu limit jest wykorzystany.",
  idle: "W ostatniej minucie nie wysłano żadnego zapytania do eAccounting.",
  of: (used, limit) => `${used} z ${limit} w ostatniej minucie`,
  waiting: (count) => countPl(count, "sklep czeka na swoją kolej", "sklepy czekają na swoją kolej", "sklepów czeka na swoją kolej"),
  paused: (span) => `eAccounting poprosił o przerwę, zostało ${span}`,
  slowed: (percent) => `przez pewien czas o ${percent} wolniej, ponieważ eAccounting odrzucił zapytania: być może inny program używa tego samego kontrahenta`,
};
