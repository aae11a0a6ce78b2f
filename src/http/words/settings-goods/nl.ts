import type { SettingsGoodsWords } from "./en.ts";

export const nl: SettingsGoodsWords = {
  "products.enabled": { label: "Producten naar Asperion sturen" },
  "products.createOnly": {
    label: "Alleen nieuwe artikelen maken: nooit een bestaand artikel wijzigen",
  },
  "products.filter.labels": {
    label: "Labels: alleen artikelen met één hiervan",
    hint: "Met komma's ertussen. Leeg: elk artikel.",
    wrong: "ten hoogste 50 labels van ten hoogste 50 tekens",
  },
  "products.filter.withoutLabels": {
    label: "Labels: geen artikel met één hiervan",
    hint: "Met komma's ertussen.",
    wrong: "ten hoogste 50 labels van ten hoogste 50 tekens",
  },
  "products.filter.numbers": {
    label: "Artikelnummers",
    hint: "Patronen met komma's ertussen: * staat voor willekeurige tekens, ? voor één. Leeg: elk nummer.",
    wrong: "ten hoogste 50 patronen van ten hoogste 60 tekens",
  },
  "products.filter.codings": {
    label: "Coderingen: alleen artikelen met één hiervan",
    hint: "Meer: houd Ctrl of Cmd ingedrukt. Niets gekozen: elk artikel.",
    wrong: "ten hoogste 50",
  },
  "products.filter.expression": {
    label: "Expressie die over een artikel beslist",
    hint: "Zoals active && !service. Leeg: elk artikel.",
  },
  "products.filter.inactive": {
    label: "Inactieve artikelen ook in Asperion aanmaken, als inactief",
  },
  "products.whenFilteredOut": {
    label: "Als een artikel niet meer voldoet",
    options: {
      leave: "In Asperion laten zoals het is",
      deactivate: "In Asperion op inactief zetten",
    },
  },
  "products.priceDecimals": {
    label: "Decimalen van prijzen in Asperion",
    wrong: "een geheel getal van 0 tot 4",
  },
  "products.vatCode.table": {
    label: "Btw-codes",
    hint: "De btw-code van Asperion bij elk btw-tarief van eAccounting.",
    wrong: "een btw-code per btw-tarief in procenten, zoals 25; elk tarief één keer",
  },
  "products.vatCode.default": { label: "Btw-code voor andere tarieven" },
  "products.salesType.table": {
    label: "Verkooptypen",
    hint: "Voor elke codering van eAccounting. Zonder keuze: het type hieronder.",
  },
  "products.salesType.default": { label: "Verkooptype in Asperion" },
  "stock.enabled": {
    label: "Voorraad gelijk houden",
    hint: "Alleen samen met de orderstroom, en alleen als een geboekte order in eAccounting voorraad verplaatst: lopende verkooporders of geboekte facturen. Met concepten of memoriaalboekingen zou elke verkoop aan de winkel worden teruggegeven.",
  },
  "stock.strategy": {
    label: "Het aantal komt in Asperion",
    hint: "De actuele voorraad van Asperion is niet te schrijven, alleen via orders te verplaatsen. Een correctieorder kost niets en wordt nooit geboekt.",
    options: {
      "correction-order": "Met een correctieorder",
      "article-field": "In een veld van het artikel",
    },
  },
  "stock.correctionDebtor": {
    label: "Debiteur voor correctieorders",
    hint: "Een eigen debiteur aan wie niets wordt verkocht: een met verkopen wordt geweigerd. Vergeten zodra de voorraad wordt uitgezet.",
    wrong:
      "een debiteur in Asperion die alleen voor correcties bestaat: kies er een van de gevonden debiteuren, of zoek opnieuw",
  },
  "stock.field": {
    label: "Veld van het artikel",
    options: {
      characteristic1: "Kenmerk 1",
      characteristic2: "Kenmerk 2",
      characteristic3: "Kenmerk 3",
      characteristic4: "Kenmerk 4",
      characteristic5: "Kenmerk 5",
    },
  },
  "stock.calculation": {
    label: "Het aantal is",
    hint: "Wat de winkel verkocht en nog niet in eAccounting staat, gaat er altijd af.",
    options: {
      available: "Wat beschikbaar is: saldo min gereserveerd",
      balance: "Het saldo",
      margin: "Wat beschikbaar is, min een veiligheidsmarge",
      percentage: "Een percentage van wat beschikbaar is",
      expression: "Een eigen expressie",
    },
  },
  "stock.margin": { label: "Veiligheidsmarge", wrong: "een aantal stuks, zoals 3" },
  "stock.percentage": { label: "Percentage", wrong: "een getal van 0 tot 100" },
  "stock.expression": {
    label: "Expressie",
    hint: "Met available, balance, reserved en number, zoals: available > 10 ? available - 5 : 0",
  },
  "stock.decimals": {
    label: "Decimalen van het aantal",
    hint: "0 voor hele stuks.",
    wrong: "een geheel getal van 0 tot 4",
  },
  "stock.rounding": {
    label: "Afgerond",
    options: { down: "Naar beneden", nearest: "Naar het dichtstbijzijnde", up: "Naar boven" },
  },
  "stock.floorAtZero": { label: "Nooit onder nul" },
  "stock.manageStock": {
    label: "Een artikel waarvan Asperion geen voorraad bijhoudt en eAccounting wel",
    options: { leave: "Met rust laten", set: "Voorraadbeheer in Asperion aanzetten" },
  },
  "stock.rowsPerRun": {
    label: "Aantallen die één run wijzigt, ten hoogste",
    wrong: "een geheel getal van 1 tot 500",
  },
};
