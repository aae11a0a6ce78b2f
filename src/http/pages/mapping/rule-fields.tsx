/** One rule as a row of the form: target, what feeds it, and below it what it gives on a real order or what is wrong where. */
import type { Place } from "../../../mapping/expressions/index.ts";
import { takesTold } from "../../../mapping/rules/describe.ts";
import { type Part, TARGETS, whyNot } from "../../../mapping/rules/targets.ts";
import type { Settings } from "../../../mapping/settings.ts";
import type { Tried } from "../../usecases/mapper.ts";
import { inputName, type TypedRule } from "./values.ts";

type RuleProps = { readonly part: Part; readonly index: number; readonly rule: TypedRule; readonly orders: Settings["orders"]; readonly faults: readonly string[]; readonly tried: Tried | null };

export const RuleFields = ({ part, index, rule, orders, faults, tried }: RuleProps) => {
  const label = (what: string): string => `${what} of rule ${index + 1}`;
  return (
    <div class="field rule">
      <div class="line">
        <select name={inputName(part, "target")} aria-label={label("Target")}>
          <option value="">no rule</option>
          {TARGETS[part].map((target) => {
            const why = whyNot(part, target.name, orders);
            return (
              <option value={target.name} selected={target.name === rule.target} disabled={why !== null && target.name !== rule.target}>
                {target.name} ({why ?? takesTold(target)})
              </option>
            );
          })}
        </select>
        <input name={inputName(part, "field")} value={rule.field} placeholder="field" aria-label={label("Field")} autocomplete="off" />
        <input name={inputName(part, "default")} value={rule.default} placeholder="default" aria-label={label("Default")} autocomplete="off" />
      </div>
      <textarea name={inputName(part, "expression")} rows={2} placeholder="expression" aria-label={label("Expression")} spellcheck={false}>
        {rule.expression}
      </textarea>
      {faults.map((fault) => (
        <p class="fault">{fault}</p>
      ))}
      {tried === null ? null : <TriedTold tried={tried} expression={rule.expression} />}
    </div>
  );
};

const TriedTold = ({ tried, expression }: { tried: Tried; expression: string }) => (
  <>
    {tried.faults.map((fault) => (
      <>
        <p class="fault">{fault.text}</p>
        <Pointed expression={expression} at={fault.at} />
      </>
    ))}
    {tried.stopped === null ? null : (
      <>
        <p class="fault">
          On this order the rule stops: {tried.stopped.text} It has “{tried.stopped.value}”.
        </p>
        <Pointed expression={expression} at={tried.stopped.at} />
      </>
    )}
    {tried.result === null ? null : (
      <p class="hint">
        Gives: <output>{tried.result.value === null ? "nothing" : String(tried.result.value)}</output> ({tried.result.steps} steps)
      </p>
    )}
    {tried.remarks.map((remark) => (
      <p class="hint">{remark}</p>
    ))}
  </>
);

/** The line of the expression with the place under it. */
const Pointed = ({ expression, at }: { expression: string; at: Place }) => {
  const line = expression.split("\n")[at.line - 1] ?? "";
  return <pre>{`${line}\n${" ".repeat(at.column - 1)}${"^".repeat(Math.max(1, Math.min(at.length, line.length - at.column + 1)))}`}</pre>;
};
