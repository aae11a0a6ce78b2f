/** One look-up: a value for all, a value by source value, a value for the rest. By the ledger's names where they are known. */
import type { Fault } from "../../problem.ts";
import type { LedgerName } from "../../usecases/ledger-names.ts";
import { type Form, many, one } from "../form.ts";
import { Wide } from "../ui.tsx";
import type { LOOKUPS } from "./fields.ts";
import { names as fieldNames } from "./values.ts";

type LookupFieldsProps = { readonly lookup: (typeof LOOKUPS)[number]; readonly values: Form; readonly faults: readonly Fault[]; readonly names: readonly LedgerName[] };

const SPARE_ROWS = 2;

export const LookupFields = ({ lookup, values, faults, names }: LookupFieldsProps) => {
  const path = `lookups.${lookup.name}`;
  const fields = fieldNames(lookup.name);
  const from = many(values, fields.from);
  const to = many(values, fields.to);
  const wrong = faults.filter((fault) => fault.path.startsWith(path));
  const rows = from.map((source, index) => ({ source, target: to[index] ?? "" })).filter(({ source, target }) => source !== "" || target !== "");
  return (
    <section id={path} aria-labelledby={`${path}-head`}>
      <h2 id={`${path}-head`}>{lookup.title}</h2>
      {wrong.map((fault) => (
        <p class="fault">{fault.message}</p>
      ))}
      {lookup.free === undefined ? null : <p class="hint">{lookup.free}</p>}
      {names.length === 0 && lookup.free === undefined ? <p class="hint">The names appear here once eAccounting is connected and its look-ups were read. Until then the ids of eAccounting are entered.</p> : null}
      <div class="line">
        <div class="field">
          <label for={fields.force}>{lookup.name.startsWith("customer") ? "For all customers" : "For all orders"}</label>
          <Target id={fields.force} name={fields.force} value={one(values, fields.force)} names={names} none="not set" />
        </div>
        <div class="field">
          <label for={fields.default}>Where the table has no row</label>
          <Target id={fields.default} name={fields.default} value={one(values, fields.default)} names={names} none={lookup.none} />
        </div>
      </div>
      <Wide label={`Table of ${lookup.title.toLowerCase()}`}>
      <table>
        <caption>By what {lookup.name.startsWith("customer") ? "the debtor" : "the order"} says. A row with both sides empty is left out.</caption>
        <thead>
          <tr>
            <th scope="col">{lookup.from}</th>
            <th scope="col">{lookup.title} in eAccounting</th>
          </tr>
        </thead>
        <tbody>
          {[...rows, ...Array.from({ length: SPARE_ROWS }, () => ({ source: "", target: "" }))].map(({ source, target }, index) => (
            <tr>
              <td>
                <input name={fields.from} value={source} aria-label={`${lookup.from}, row ${index + 1}`} autocomplete="off" />
              </td>
              <td>
                <Target name={fields.to} value={target} names={names} none="not set" label={`${lookup.title}, row ${index + 1}`} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      </Wide>
    </section>
  );
};

type TargetProps = { readonly id?: string; readonly name: string; readonly value: string; readonly names: readonly LedgerName[]; readonly none: string; readonly label?: string };

/** A value that the ledger no longer names stays choosable: choosing another is a person's decision. */
const Target = ({ id, name, value, names, none, label }: TargetProps) => {
  if (names.length === 0) return <input id={id} name={name} value={value} aria-label={label} placeholder={none} autocomplete="off" />;
  const known = value === "" || names.some((entry) => entry.id === value);
  return (
    <select id={id} name={name} aria-label={label}>
      <option value="">{none}</option>
      {known ? null : (
        <option value={value} selected>
          {value}
        </option>
      )}
      {names.map((entry) => (
        <option value={entry.id} selected={entry.id === value}>
          {entry.name}
        </option>
      ))}
    </select>
  );
};
