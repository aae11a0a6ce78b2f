/**
 * Tables of records on a phone: a card for each, its first cell as the head, each other value after
 * its column's name.
 */
export const STACKS = `
@media (max-width: 40rem) {
  table.stack, table.stack > tbody, table.stack > tbody > tr, table.stack > tbody > tr > * { display: block; width: 100%; }
  /* Heard, where a reader asks for it; seen in each card. */
  table.stack > thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table.stack > tbody > tr { padding: .6rem 0; border-bottom: 1px solid var(--line); }
  table.stack > tbody:last-child > tr:last-child { border-bottom: 0; }
  table.stack > tbody > tr > * { padding: .15rem 0; border-bottom: 0; text-align: left; }
  table.stack > tbody > tr > td[data-of] { display: grid; grid-template-columns: minmax(6rem, 32%) minmax(0, 1fr); gap: .75rem; align-items: start; }
  table.stack > tbody > tr > td[data-of]::before { content: attr(data-of); color: var(--soft); font-size: .8125rem; line-height: 1.7; white-space: normal; overflow-wrap: break-word; hyphens: auto; }
  table.stack > tbody > tr > td[data-of] > div { overflow-wrap: anywhere; }
  table.stack > tbody > tr > td:is(:has(> div:empty), :has(> div > bdi:only-child:empty)) { display: none; }
  table.stack .why, table.stack bdi { min-width: 0; max-width: 100%; }
  table.stack bdi { display: inline; }
  table.stack > tbody > tr > .pick { display: flex; }
  /* The head of its card. */
  table.stack th time { font-weight: 600; }
  table.stack .badge { white-space: normal; }
  table.stack.sums .group { padding-top: .3rem; }
}
`;
