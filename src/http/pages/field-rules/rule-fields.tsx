/**
 * One rule as a row of the form: target, what feeds it, and below it what it gives on a real order
 * or what is wrong where.
 */
import { type Place, placed } from "../../../settings/expressions/index.ts";
import { acceptedValues, type sourceDocs } from "../../../settings/rules/describe.ts";
import { type Part, targetNamed, TARGETS, whyNot } from "../../../settings/rules/targets.ts";
import type { Settings } from "../../../settings/schema.ts";
import type { Message } from "../../../messages/message.ts";
import type { Fault } from "../../problem.ts";
import type { Tried } from "../../usecases/mapper.ts";
import { useSay } from "../use-messages.ts";
import { inputName, type TypedRule } from "./values.ts";
import { useMessages } from "../use-messages.ts";

/** Where the rule stands on the page. */
export const ruleId = (part: Part, index: number): string => `${part}.${index}`;

type RuleProps = {
  readonly part: Part;
  readonly index: number;
  readonly rule: TypedRule;
  readonly orders: Settings["orders"];
  readonly faults: readonly Fault["message"][];
  readonly tried: Tried | null;
  /** The shop's fields with the example's values. */
  readonly sources: ReturnType<typeof sourceDocs>;
};

export const RuleFields = ({ part, index, rule, orders, faults, tried, sources }: RuleProps) => {
  const { t } = useMessages();
  const say = useSay();
  const target = targetNamed(part, rule.target);
  const id = ruleId(part, index);
  const wrong =
    faults.length > 0 || (tried !== null && (tried.faults.length > 0 || tried.stopped !== null));
  // What is wrong in an expression is told once, with its place under it.
  const tiedTo = new Set(
    tried?.faults.flatMap((fault) => [say(fault.message), say(placed(fault))]) ?? [],
  );
  const others = faults.map(say).filter((fault) => !tiedTo.has(fault));
  const described = [target === null ? null : `${id}-takes`, wrong ? `${id}-faults` : null]
    .filter((one) => one !== null)
    .join(" ");
  return (
    <div class="field rule" id={id}>
      <div class="line">
        <select
          name={inputName(part, "target")}
          aria-label={t("mapping.rule.target", { number: index + 1 })}
          aria-describedby={target === null ? undefined : `${id}-takes`}
        >
          <option value="">{t("mapping.rule.none")}</option>
          {TARGETS[part].map((target) => {
            const why = whyNot(part, target.name, orders);
            return (
              <option
                value={target.name}
                selected={target.name === rule.target}
                disabled={why !== null && target.name !== rule.target}
              >
                {target.name} ({say(why ?? acceptedValues(target))})
              </option>
            );
          })}
        </select>
        <select
          name={inputName(part, "field")}
          aria-label={t("mapping.rule.field", { number: index + 1 })}
        >
          <option value="">{t("mapping.rule.fieldShort")}</option>
          {rule.field === "" || sources.some(({ path }) => path === rule.field) ? null : (
            <option value={rule.field} selected>
              {rule.field}
            </option>
          )}
          {sources.map(({ path, value }) => (
            <option value={path} dir="auto" selected={path === rule.field}>
              {value === null
                ? path
                : `${path} = ${typeof value === "string" ? value : say(value)}`}
            </option>
          ))}
        </select>
        <input
          dir="auto"
          name={inputName(part, "default")}
          value={rule.default}
          placeholder={t("mapping.rule.defaultShort")}
          aria-label={t("mapping.rule.default", { number: index + 1 })}
          autocomplete="off"
        />
      </div>
      {target === null ? null : (
        <p class="hint" id={`${id}-takes`}>
          <code>{target.name}</code>: {say(acceptedValues(target))}. {say(target.about)}
        </p>
      )}
      <textarea
        name={inputName(part, "expression")}
        rows={2}
        placeholder={t("mapping.rule.expressionShort")}
        aria-label={t("mapping.rule.expression", { number: index + 1 })}
        aria-describedby={described === "" ? undefined : described}
        aria-invalid={wrong ? "true" : undefined}
        spellcheck={false}
      >
        {rule.expression}
      </textarea>
      <div id={`${id}-faults`}>
        {others.map((fault) => (
          <p class="fault">{fault}</p>
        ))}
        {tried === null ? null : <TrialView tried={tried} expression={rule.expression} />}
      </div>
    </div>
  );
};

const TrialView = ({ tried, expression }: { tried: Tried; expression: string }) => {
  const { t } = useMessages();
  const say = useSay();
  return (
    <>
      {tried.faults.map((fault) => (
        <>
          <p class="fault">
            {say(fault.message)}{" "}
            {t("mapping.rule.at", { line: fault.at.line, column: fault.at.column })}
          </p>
          <Pointed expression={expression} at={fault.at} />
        </>
      ))}
      {tried.stopped === null ? null : (
        <>
          <p class="fault">
            {t("mapping.rule.stops", {
              text: say(tried.stopped.message),
              value: shownValue(tried.stopped.value, say),
            })}{" "}
            {t("mapping.rule.at", { line: tried.stopped.at.line, column: tried.stopped.at.column })}
          </p>
          <Pointed expression={expression} at={tried.stopped.at} />
        </>
      )}
      {tried.result === null ? null : (
        <p class="hint">
          {t("mapping.rule.gives")}{" "}
          <output>
            {tried.result.value === null ? t("mapping.rule.nothing") : String(tried.result.value)}
          </output>{" "}
          {t("mapping.rule.steps", { count: tried.result.steps })}
        </p>
      )}
      {tried.remarks.map((remark) => (
        <p class="hint">{say(remark)}</p>
      ))}
    </>
  );
};

/** What was in the record stays as it is; only what stands for a value is said. */
const shownValue = (value: string | Message, say: (message: Message) => string): string =>
  typeof value === "string" ? value : say(value);

/** The line of the expression with the place under it. */
const Pointed = ({ expression, at }: { expression: string; at: Place }) => {
  const line = expression.split("\n")[at.line - 1] ?? "";
  const carets = Math.max(1, Math.min(at.length, line.length - at.column + 1));
  return <pre>{`${line}\n${" ".repeat(at.column - 1)}${"^".repeat(carets)}`}</pre>;
};
