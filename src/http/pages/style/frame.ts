/** Palettes, type, and the frame of a page. */
export const FRAME = `
:root {
  color-scheme: light dark;
  --ground: #f6f6f3; --sheet: #ffffff; --sunk: #f0f0ec; --ink: #1c1f23; --soft: #555b63; --line: #dcddd7; --edge: #7d8188;
  --act: #0b5c8a; --on-act: #ffffff; --focus: #b3540a;
  --good: #17663a; --good-ground: #e2f2e7; --quiet: #4d535b; --quiet-ground: #ececea; --busy: #0b5c8a; --busy-ground: #e0eef7;
  --warn: #7a4b00; --warn-ground: #fbeed2; --bad: #a01c22; --bad-ground: #fbe4e2;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #15171a; --sheet: #1d2024; --sunk: #26292e; --ink: #e7e8ea; --soft: #a9afb7; --line: #363a40; --edge: #7d848d;
    --act: #7cc0ea; --on-act: #0c1d29; --focus: #f0a45a;
    --good: #86d3a1; --good-ground: #16301f; --quiet: #b7bcc3; --quiet-ground: #2c3036; --busy: #8cc9ee; --busy-ground: #152c3b;
    --warn: #ecc06d; --warn-ground: #38290c; --bad: #f5a5a1; --bad-ground: #40191a;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main, .bottom { max-width: 72rem; margin: 0 auto; padding: 1.25rem 1rem 2rem; }
main:focus { outline: none; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .35rem; letter-spacing: -.01em; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; line-height: 1.3; margin: 0 0 .75rem; }
h3 { font-size: 1rem; line-height: 1.4; margin: 1.1rem 0 .4rem; }
p { margin: 0 0 .75rem; overflow-wrap: break-word; }
a { color: var(--act); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
code, pre { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace; font-size: .875em; }
code, bdi { overflow-wrap: anywhere; }
bdi.name { font-weight: 700; }
.marker { white-space: nowrap; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: .5rem; top: .5rem; padding: .5rem .75rem; background: var(--sheet); z-index: 1; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.top { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; justify-content: space-between; padding: .6rem 1rem; background: var(--sheet); border-bottom: 1px solid var(--line); }
.brand { font-weight: 650; color: var(--ink); text-decoration: none; }
.who { display: flex; gap: .75rem; align-items: center; font-size: .9rem; color: var(--soft); }
.bottom { padding-top: 0; color: var(--soft); font-size: .85rem; }
.bottom .line { align-items: center; }
.bottom select { width: auto; min-height: 2.2rem; padding: .25rem .5rem; }
.crumbs { font-size: .9rem; color: var(--soft); margin-bottom: .6rem; overflow-wrap: anywhere; }
.head { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: center; }
.head > h1, .head > h2 { margin-bottom: .1rem; min-width: 0; overflow-wrap: anywhere; }
.sub { color: var(--soft); margin: 0 0 .6rem; }
.tabs { display: flex; flex-wrap: wrap; gap: 0; border-bottom: 1px solid var(--line); margin: .75rem 0 1.25rem; }
.tabs a { padding: .5rem; text-decoration: none; color: var(--soft); border-bottom: 3px solid transparent; margin-bottom: -1px; }
.tabs a:hover { color: var(--ink); }
.tabs a[aria-current] { color: var(--ink); border-bottom-color: var(--act); font-weight: 600; }
.stop { float: right; margin: 0 0 .5rem 1rem; }
.stop button { min-height: 2.2rem; padding: .3rem .8rem; font-size: .9rem; }
.progress { display: flex; flex-wrap: wrap; gap: .35rem .5rem; margin: .75rem 0 1.25rem; padding: 0; list-style: none; counter-reset: step; }
.progress li { counter-increment: step; }
.progress a { display: inline-flex; gap: .45rem; align-items: center; padding: .25rem .75rem .25rem .3rem; border: 1px solid var(--line); border-radius: 999px; text-decoration: none; color: var(--soft); font-size: .9rem; }
.progress a::before { content: counter(step); display: inline-grid; place-items: center; width: 1.5rem; height: 1.5rem; border-radius: 50%; background: var(--sunk); font-size: .8rem; font-weight: 600; }
.progress .done a { color: var(--good); }
.progress .done a::before { content: "✓"; background: var(--good-ground); color: var(--good); }
.progress a[aria-current] { border-color: var(--act); color: var(--ink); font-weight: 600; }
.progress a[aria-current]::before { background: var(--act); color: var(--on-act); }
.parts { display: flex; flex-wrap: wrap; gap: .35rem; margin: 0 0 1.1rem; }
.parts a { padding: .3rem .75rem; border: 1px solid var(--line); border-radius: 999px; text-decoration: none; color: var(--soft); font-size: .9375rem; min-height: 1.75rem; }
.parts a:hover { color: var(--ink); border-color: var(--edge); }
.parts a[aria-current] { color: var(--on-act); background: var(--act); border-color: var(--act); font-weight: 600; }
section, .card { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: 1.1rem 1.2rem; margin: 0 0 1.1rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: 1.1rem; margin-bottom: 1.1rem; }
.cards > * { margin: 0; }
.narrow { max-width: 28rem; margin: 2rem auto; }
.narrow h1 { margin-bottom: .9rem; }
@media (max-width: 40rem) {
  section, .card { padding: .9rem; }
  .tabs { gap: 0; }
  .tabs a { padding: .35rem .55rem; font-size: .9375rem; }
  /* Below the stop button, so that a long name is not broken beside it. */
  .head, .crumbs ~ h1 { clear: both; }
}
@media print { .top, .tabs, .actions, .skip { display: none; } body { background: none; } }
`;
