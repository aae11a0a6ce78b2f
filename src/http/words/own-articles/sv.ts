import { countSv } from "../plurals.ts";
import type { OwnArticlesWords } from "./en.ts";

export const sv: OwnArticlesWords = {
  title: "Grundkonfiguration",
  notDone: "Inte gjord",
  done: (count) => `Klar: ${countSv(count, "artikel", "artiklar")}`,
  lead: "Lägger upp artiklar för frakt, rabatter, avgifter och öresutjämning i eAccounting, och en för varje kontering som inställningarna nämner, och märker företaget som skött av den här installationen. Den kan köras igen när som helst: det som finns används, det som saknas läggs upp.",
  which: "Artiklarna och vad de är till för",
  label: "Egna artiklar",
  carries: "Till för",
  article: "Artikel i eAccounting",
  noClosing:
    "Det finns ingen artikel för öresutjämning: företaget har ingen aktiv kontering med 0 % moms. Order som behöver en sådan rad hålls kvar.",
  connectFirst: "Båda sidorna måste vara anslutna först.",
  run: "Kör grundkonfigurationen",
  refresh: "Läs in registren igen",
  home: {
    shipping: (rate) => `Frakt med ${rate} moms`,
    discount: (rate) => `Rabatt med ${rate} moms`,
    fee: (rate) => `Avgifter och dricks med ${rate} moms`,
    item: (coding) => `Det som bokförs med kontering ${coding}`,
    adjusting: (coding) => `Ören på rader med kontering ${coding}`,
  },
  oss: {
    shipping: (rate) => `Frakt med ${rate} moms, enligt OSS`,
    discount: (rate) => `Rabatt med ${rate} moms, enligt OSS`,
    fee: (rate) => `Avgifter och dricks med ${rate} moms, enligt OSS`,
    item: (coding) => `Det som bokförs med kontering ${coding}, enligt OSS`,
    adjusting: (coding) => `Ören på rader med kontering ${coding}, enligt OSS`,
  },
  abroad: "Frakt av varor som sålts utomlands utan moms",
  closing: "Öresutjämning av moms (0 %)",
};
