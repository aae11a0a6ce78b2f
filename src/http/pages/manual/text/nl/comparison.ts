/** docs/manual/nl/comparison.md, written by test/docs/write-manual.ts. */
export const comparison = [
  "# De afstemming van beide kanten",
  "",
  "Elke nacht wordt elke order van de laatste 35 dagen naast de documenten in eAccounting gelegd: staat hij er één keer, en met het bedrag dat is betaald? *Deze dagen nu vergelijken* doet dat meteen, voor ten hoogste 366 dagen. Er wordt alleen gelezen.",
  "",
  "| gevonden | wat het betekent | wat te doen |",
  "|---|---|---|",
  "| dubbel | twee documenten dragen het kenmerk van één order | houd er een, verwijder of crediteer de andere in eAccounting |",
  "| zonder order | een document met ons kenmerk dat bij geen order hoort | zoek uit wie het maakte, en verwijder of crediteer het |",
  "| bedrag | wat is geboekt is niet wat de winkel in rekening bracht | open de pagina van de order, vergelijk de regels, verbeter een van beide |",
  "| btw | de btw van een tarief verschilt meer dan afronding kan verklaren | vergelijk de btw per tarief |",
  "| ontbreekt | wij schreven het, en het staat niet meer in eAccounting | probeer de order opnieuw, of sla hem over als het met opzet is verwijderd |",
  "",
  "Een bevinding verdwijnt vanzelf zodra een vergelijking van deze dagen haar niet meer vindt. *Per dag* geeft de sommen van beide kanten, ook per btw-tarief, zoals de btw-aangifte ze nodig heeft; *Order voor order* geeft elke order. Beide zijn te downloaden.",
  "",
  "Een order die niemand heeft gemeld, wordt hier ook gevonden en meteen opgenomen: er gaat niets verloren.",
].join("\n");
