/** Fields, their hints and faults, and buttons. */
export const FORMS = `
label, legend { font-weight: 600; }
fieldset { border: 0; margin: 0 0 1rem; padding: 0; min-width: 0; }
legend { padding: 0; margin-bottom: .25rem; }
.field { margin: 0 0 1.1rem; }
.field > label:not(.check) { display: block; margin-bottom: .2rem; }
.hint { color: var(--soft); font-size: .875rem; margin: .2rem 0 0; max-width: 42rem; }
.fault { color: var(--bad); font-weight: 600; font-size: .9rem; margin: .25rem 0 0; }
.check { display: flex; gap: .55rem; align-items: flex-start; font-weight: 400; padding: .15rem 0; }
.check input { margin: .28rem 0 0; width: 1.1rem; height: 1.1rem; flex: none; accent-color: var(--act); }
.choices { display: flex; flex-wrap: wrap; gap: 0 1.4rem; }
input:not([type=checkbox], [type=radio], [type=hidden]), select, textarea { font: inherit; color: var(--ink); background: var(--sheet); border: 1px solid var(--edge); border-radius: 5px; padding: .45rem .6rem; width: 100%; max-width: 28rem; min-height: 2.6rem; }
textarea { max-width: none; font-family: ui-monospace, monospace; font-size: .9rem; margin-top: .5rem; }
.rule { border-top: 1px solid var(--line); padding-top: .9rem; }
.rule .line > * { flex: 1 1 11rem; }
input[aria-invalid=true], select[aria-invalid=true] { border: 2px solid var(--bad); }
button, .button { display: inline-block; font: inherit; font-weight: 600; cursor: pointer; text-decoration: none; text-align: center; border: 1px solid var(--act); border-radius: 6px; padding: .45rem .95rem; min-height: 2.6rem; background: var(--act); color: var(--on-act); }
.button.second, button.second { background: transparent; color: var(--act); }
button.danger { background: transparent; border-color: var(--bad); color: var(--bad); }
button.plain { background: none; border: 0; color: var(--act); font-weight: 400; text-decoration: underline; padding: .2rem; min-height: 1.75rem; }
button:hover, .button:hover { filter: brightness(1.1); }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; margin: .75rem 0 0; }
.line { display: flex; flex-wrap: wrap; gap: .75rem; align-items: flex-end; }
.line + .line, .scroll + .line { margin-top: 1rem; }
.line > .hint { align-self: center; margin: 0; }
.line .field { margin: 0; flex: 1 1 11rem; max-width: 18rem; }
label.hint { display: block; font-weight: 400; margin: .4rem 0 .2rem; }
.line .check { min-height: 2.6rem; align-items: center; }
.line .check input { margin: 0; }
.filters { margin-bottom: 1.1rem; }
@media (max-width: 40rem) { .filters .field { flex-basis: 9rem; } }
.pager { display: flex; gap: 1rem; margin-top: .9rem; }
.pager:empty { display: none; }
.stick { position: sticky; bottom: 0; background: var(--ground); border-top: 1px solid var(--line); padding: .75rem 0; }
td input:not([type=checkbox], [type=radio], [type=hidden]), td select { min-width: 5rem; }
td select + input { margin-top: .35rem; }
.actions + form, form.actions + p, form.actions + .line, form + h3, form + form { margin-top: 1rem; }
.actions > form + form { margin-top: 0; }
.flows .group > * { padding-top: .9rem; padding-bottom: .1rem; border-bottom: 0; vertical-align: middle; }
.flows .group form { display: inline-block; margin: 0 .9rem 0 0; }
.flows .group form:last-child { margin-right: 0; }
.flows .group button { padding-left: 0; padding-right: 0; }
@media (max-width: 40rem) { .flows th:not(:first-child), .flows td:not(:first-child) { padding-left: .3rem; padding-right: .3rem; } }
fieldset + button, .field + button, .scroll + button { margin-top: .25rem; }
.head + p { margin-top: .5rem; }
form + details, .line + .scroll, .line + section, .actions + details, .actions + .scroll { margin-top: 1rem; }
details + p { margin-top: .6rem; }
section > :last-child, .card > :last-child, section > div.scroll:last-child { margin-bottom: 0; }
`;
