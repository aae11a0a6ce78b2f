/** States, tables, facts, and the timeline. */
export const PARTS = `
.badge { display: inline-block; padding: .05rem .5rem; border-radius: 999px; font-size: .8125rem; font-weight: 600; line-height: 1.5; white-space: nowrap; border: 1px solid; font-variant-numeric: tabular-nums; }
.notice { border: 1px solid; border-left-width: 5px; border-radius: 6px; padding: .7rem .9rem; margin: 0 0 1.1rem; overflow-wrap: anywhere; }
.notice p, .notice ul { margin: .2rem 0 0; }
.notice > p:first-child { margin: 0; }
.notice a { color: inherit; }
.badge.good, .notice.good { color: var(--good); background: var(--good-ground); }
.badge.quiet, .notice.quiet { color: var(--quiet); background: var(--quiet-ground); }
.badge.busy, .notice.busy { color: var(--busy); background: var(--busy-ground); }
.badge.warn, .notice.warn { color: var(--warn); background: var(--warn-ground); }
.badge.bad, .notice.bad { color: var(--bad); background: var(--bad-ground); }
.chips { display: flex; flex-wrap: wrap; gap: .4rem; margin: 0 0 .75rem; padding: 0; list-style: none; }
.empty { color: var(--soft); }
.split { display: flex; flex-wrap: wrap; gap: .75rem; justify-content: space-between; align-items: center; }
.split > :first-child { flex: 1 1 14rem; min-width: 0; }
.split p { margin: 0; }
.row { border-top: 1px solid var(--line); padding: .8rem 0; margin-top: .8rem; }
.row + .row, h2 + .row { margin-top: 0; }
.row:last-child { padding-bottom: 0; }
h2 + .row { border-top: 0; padding-top: 0; }

table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
caption { text-align: left; color: var(--soft); font-size: .875rem; padding-bottom: .35rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .6rem; border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--soft); font-size: .8125rem; font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 600; }
tbody:last-child tr:last-child > *, tfoot > tr > * { border-bottom: 0; }
tfoot > tr:first-child > * { border-top: 2px solid var(--line); }
tfoot > tr > * { font-weight: 600; padding-top: .3rem; padding-bottom: .1rem; }
tfoot th { color: var(--soft); text-align: right; }
.figure, th.figure { text-align: right; }
table.small { width: auto; min-width: 18rem; }
/* Amounts, instants, days and numbers stay on one line; what is beside them gives way. */
.figure, th.figure, time, .whole { font-variant-numeric: tabular-nums; white-space: nowrap; }
/* Positioned, so that what is only heard is cut off with the rest. */
.scroll { position: relative; overflow-x: auto; margin-bottom: .5rem; }
/* A word of any length makes a column no wider than this, and no narrower than its words. */
td bdi, th bdi { display: inline-block; max-width: 24rem; overflow-wrap: break-word; }
td .why, th .why { display: block; color: var(--soft); font-size: .85rem; font-weight: 400; max-width: 36rem; min-width: 15rem; }
th .why { min-width: 0; }
.own-words { margin: .3rem 0 0; padding-left: .6rem; border-left: 2px solid var(--line); color: var(--soft); font-size: .875rem; overflow-wrap: anywhere; }
/* Within a cell: a cell that is laid out as anything else has lost its place in the row, and its line. */
.pick { display: flex; gap: .6rem; align-items: start; }
th .hint, table.stack th time { font-weight: 400; }
.ways { display: flex; flex-wrap: wrap; gap: .1rem 1rem; margin-top: .2rem; }
.fits { color: var(--good); }
.misses { color: var(--bad); font-weight: 600; }
@media (max-width: 40rem) { th:not(:first-child), td:not(:first-child) { padding-left: .35rem; } th:not(:last-child), td:not(:last-child) { padding-right: .35rem; } thead th { white-space: normal; } }

dl.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 12.5rem), 1fr)); gap: .7rem 1.25rem; margin: 0 0 .75rem; }
@media (max-width: 40rem) { dl.facts { grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: .7rem 1rem; } dl.facts time { white-space: normal; } }
dt { color: var(--soft); font-size: .8125rem; }
dd { margin: 0; overflow-wrap: anywhere; }
dd meter, dd progress { display: block; width: 100%; max-width: 11rem; margin: .2rem 0; }
.big { font-size: 1.15rem; font-weight: 650; font-variant-numeric: tabular-nums; }
.reasons { list-style: none; padding: 0; margin: 0 0 .75rem; }
.reasons li { padding: .3rem 0 .3rem .8rem; border-left: 4px solid var(--line); margin-bottom: .4rem; }
.reasons li.warn { border-color: var(--warn); }
.reasons li.bad { border-color: var(--bad); }
.reasons .text, .reasons .next, .reasons .meta { display: block; overflow-wrap: anywhere; }
.reasons .next, .reasons .meta { color: var(--soft); font-size: .9375rem; }
.all-reasons > div { border-top: 1px solid var(--line); padding: .6rem 0; scroll-margin-top: 1rem; }
.all-reasons > div:target { background: var(--warn-ground); }
.all-reasons dt { color: inherit; font-size: inherit; font-weight: 600; overflow-wrap: anywhere; }
.all-reasons code { color: var(--soft); font-size: .8125rem; }
.steps { margin: 0; padding-left: 1.4rem; }
.steps li { padding: .15rem 0; }
.steps .done { color: var(--soft); }

.text { max-width: 46rem; }
.text ul, .text ol { padding-left: 1.4rem; }
.text li { margin-bottom: .4rem; }
.text h2 { margin-top: 1.6rem; }
.text > h2:first-child { margin-top: 0; }
.text th:first-child, .text td:first-child { min-width: 7rem; }
summary { cursor: pointer; color: var(--act); padding: .2rem 0; width: fit-content; }
.raw { font-size: .9375rem; font-weight: 400; }
pre { background: var(--sunk); border-radius: 6px; padding: .75rem; margin: .35rem 0; overflow: auto; max-height: 26rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.secret { display: block; background: var(--sheet); color: var(--ink); border: 1px dashed var(--edge); border-radius: 6px; padding: .6rem .75rem; margin: .4rem 0; font-size: 1rem; user-select: all; }

.timeline { list-style: none; margin: 0; padding: 0; }
.timeline > li { position: relative; padding: 0 0 1.1rem 1.6rem; border-left: 2px solid var(--line); margin-left: .4rem; }
.timeline > li:last-child { border-left-color: transparent; padding-bottom: 0; }
.timeline > li::before { content: ""; position: absolute; left: -.5rem; top: .3rem; width: .85rem; height: .85rem; border-radius: 50%; background: var(--sheet); border: 3px solid var(--edge); }
.timeline > li.good::before { border-color: var(--good); background: var(--good); }
.timeline > li.warn::before { border-color: var(--warn); }
.timeline > li.bad::before { border-color: var(--bad); background: var(--bad); }
.timeline > li.busy::before { border-color: var(--busy); }
.timeline h3 { margin: 0; font-weight: 600; display: flex; flex-wrap: wrap; gap: 0 .75rem; justify-content: space-between; }
.timeline h3 time { color: var(--soft); font-weight: 400; font-size: .875rem; }
.timeline p { margin: .15rem 0 .3rem; color: var(--soft); overflow-wrap: anywhere; }
.timeline .facts { margin-top: .5rem; }
@media (max-width: 40rem) { .timeline > li { padding-left: 1.15rem; } }
`;
