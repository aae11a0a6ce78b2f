import type { ConfirmWords } from "./en.ts";

export const sv: ConfirmWords = {
  waits: {
    title: "Inloggningen väntar på bekräftelse",
    detail: (vendor, names, shop) =>
      `Du har loggat in hos ${vendor}. Det ger butiken ”${shop}” åtkomst till ${names}. Inget är anslutet än: den som bad dig bekräftar, eller någon som är inloggad här.`,
    nothing: "inget",
    warn: (vendor) => `Om det var oväntat, ta bort det här programmets åtkomst i ${vendor}.`,
    look: "Titta och bekräfta",
  },
  title: (vendor) => `Bekräfta inloggningen hos ${vendor}`,
  lead: "En API-token påbörjade den här inloggningen, och den kan ha avslutats i vilken webbläsare som helst. Anslut den bara om den är den här butikens.",
  begunBy: "Påbörjad av",
  until: "Väntar till",
  legend: "Ger åtkomst till",
  confirm: "Anslut",
  refuse: "Anslut inte",
  chooseOne: "Välj en.",
  none: "Ingen inloggning väntar på bekräftelse.",
  oneWaits: "En inloggning väntar på bekräftelse.",
};
