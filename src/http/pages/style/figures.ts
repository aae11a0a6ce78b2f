/** The dashboard's figures and its graph. Bars keep 3:1 against the sheet in both palettes. */
export const FIGURES = `
.sums .group { padding-top: .9rem; border-bottom: 0; color: var(--soft); font-size: .875rem; }
.sums tbody:first-of-type .group { padding-top: .45rem; }
.sums th[scope=row] { font-weight: 400; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; list-style: none; margin: 0 0 .5rem; padding: 0; font-size: .875rem; }
.legend li::before { content: ""; display: inline-block; width: .8rem; height: .8rem; margin-right: .4rem; border-radius: 2px; vertical-align: -.05rem; background: var(--bar); }
.graph { position: relative; margin: 0 0 .75rem; }
.graph svg { display: block; width: 100%; height: 9rem; border-bottom: 1px solid var(--edge); border-top: 1px dashed var(--line); overflow: hidden; }
.graph rect { fill: var(--bar); }
.inStep { --bar: var(--good); }
.left { --bar: var(--edge); }
.needs { --bar: var(--bad); }
.graph .most { position: absolute; top: .1rem; left: 0; padding: 0 .3rem; color: var(--soft); background: var(--sheet); font-size: .8125rem; font-variant-numeric: tabular-nums; }
.graph .ends { display: flex; justify-content: space-between; color: var(--soft); font-size: .8125rem; padding-top: .2rem; }
`;
