/** docs/manual/sv/comparison.md, written by test/docs/write-manual.ts. */
export const comparison = [
  "# Avstämningen av båda sidor",
  "",
  "Varje natt läggs varje order från de senaste 35 dagarna mot dokumenten i eAccounting: finns den där en gång, och med beloppet som betalades? *Jämför dessa dagar nu* gör det genast, för högst 366 dagar. Inget skrivs.",
  "",
  "| hittat | vad det betyder | vad du gör |",
  "|---|---|---|",
  "| dubbelt | två dokument bär en orders märkning | behåll ett, ta bort eller kreditera det andra i eAccounting |",
  "| utan order | ett dokument med vår märkning som inte hör till någon order | ta reda på vem som skapade det, ta sedan bort eller kreditera det |",
  "| belopp | det bokförda är inte det butiken debiterade | öppna orderns sida, jämför raderna, rätta det ena |",
  "| moms | en momssats skiljer mer än avrundning kan ge | jämför momsen per momssats |",
  "| saknas | vi skrev det, och det finns inte längre i eAccounting | försök igen med ordern, eller hoppa över den om det togs bort med avsikt |",
  "",
  "En avvikelse försvinner av sig själv när en jämförelse av dessa dagar inte hittar den igen. *Per dag* ger båda sidors summor, även per momssats, som momsdeklarationen behöver dem; *Order för order* ger var och en. Båda går att hämta.",
  "",
  "En order som ingen berättat om hittas också här och tas upp genast: inget går förlorat.",
].join("\n");
