/**
 * One rule as a row of the form: its target and source, and below them its result on a real order,
 * or its fault.
 */
import type { Child } from "hono/jsx";
import type { NameLists } from "../../../domain/ledger/names.ts";
import { placed, type Place } from "../../../settings/expressions/index.ts";
import { acceptedValues } from "../../../settings/rules/describe.ts";
import { type Part, targetNamed, TARGETS, targetFault } from "../../../settings/rules/targets.ts";
import type { Settings } from "../../../settings/schema.ts";
import type { Fault } from "../../problem.ts";
import type { RuleTrial } from "../../usecases/settings/field-rules.ts";
import { useMessages } from "../frame/use-messages.ts";
import { fieldsId, Insert } from "./choices.tsx";
import { namedIds, namedIdsList, unnamedWhy } from "./named-ids.tsx";
import { inputName, type TypedRule } from "./values.ts";

/** Where the rule stands on the page. */
export const ruleId = (part: Part, index: number): string => `${part}.${index}`;

type RuleProps = {
  readonly tenantId: string;
  readonly part: Part;
  readonly index: number;
  readonly rule: TypedRule;
  readonly orders: Settings["orders"];
  readonly names: NameLists;
  readonly faults: readonly Fault["message"][];
  readonly tried: RuleTrial | null;
};

/** While a person types, the form is sent and the row is replaced by itself with its result. */
const whileTyped = ({ tenantId, part, index }: RuleProps) => ({
  "hx-post": `/admin/tenants/${tenantId}/mapping/try?${new URLSearchParams({
    part,
    rule: String(index),
  })}`,
  "hx-trigger": "input delay:600ms",
  "hx-swap": "outerMorph",
  "hx-sync": "this:replace",
  // A refusal is shown once the rules are sent.
  "hx-status:4xx": "swap:none",
  "hx-status:5xx": "swap:none",
});

export const RuleFields = (props: RuleProps) => {
  const { part, index, rule, names, faults, tried } = props;
  const { t, find, say } = useMessages();
  const target = targetNamed(part, rule.target);
  const id = ruleId(part, index);
  const why = unnamedWhy(names, rule.target);
  const wrong =
    faults.length > 0 || (tried !== null && (tried.faults.length > 0 || tried.stopped !== null));
  const described = [
    ...(target === null ? [] : [`${id}-takes`]),
    ...(wrong ? [`${id}-faults`] : []),
  ].join(" ");
  // The fault is shown at the source that the rule uses.
  const feeds = {
    "aria-describedby": described === "" ? undefined : described,
    "aria-invalid": wrong ? ("true" as const) : undefined,
  };
  const isField = rule.field !== "" && rule.expression === "";
  return (
    <div class="field rule" id={id} {...whileTyped(props)}>
      <div class="line">
        <Labelled id={id} name="target">
          <TargetChoice {...props} />
        </Labelled>
        <Labelled id={id} name="field">
          <input
            dir="auto"
            id={`${id}-field`}
            name={inputName(part, "field")}
            value={rule.field}
            list={fieldsId(part)}
            aria-label={t("mapping.rule.field", { number: index + 1 })}
            autocomplete="off"
            {...(isField ? feeds : {})}
          />
        </Labelled>
        <Labelled id={id} name="default">
          <Default {...props} />
        </Labelled>
      </div>
      {target === null ? null : (
        <p class="hint" id={`${id}-takes`}>
          {find(`mapping.targetNames.${target.name}`) ?? ""} <code>{target.name}</code>:{" "}
          {say(acceptedValues(target))}. {say(target.about)}
          {why === null
            ? null
            : ` ${t(why === "later" ? "settings.lookups.unreadable" : `mapping.ids.why.${why}`)}`}
        </p>
      )}
      {/* A rule uses either a field or an expression. */}
      <details open={!isField}>
        <summary>{t("mapping.rule.byExpression")}</summary>
        <Labelled id={id} name="expression">
          <textarea
            id={`${id}-expression`}
            name={inputName(part, "expression")}
            rows={2}
            aria-label={t("mapping.rule.expression", { number: index + 1 })}
            spellcheck={false}
            {...(isField ? {} : feeds)}
          >
            {rule.expression}
          </textarea>
        </Labelled>
        <Insert
          into={`${id}-expression`}
          part={part}
          number={index + 1}
          ids={namedIdsList(names, rule.target)}
        />
      </details>
      <RuleResult {...props} />
    </div>
  );
};

type LabelledProps = {
  readonly id: string;
  readonly name: "target" | "field" | "default" | "expression";
  readonly children: Child;
};

/** A label above the box. The box's own name also has the number of its rule. */
const Labelled = ({ id, name, children }: LabelledProps) => (
  <div>
    <label for={`${id}-${name}`}>{useMessages().t(`mapping.rule.labels.${name}`)}</label>
    {children}
  </div>
);

const TargetChoice = ({ part, index, rule, orders }: RuleProps) => {
  const { t, find, say } = useMessages();
  return (
    <select
      id={`${ruleId(part, index)}-target`}
      name={inputName(part, "target")}
      aria-label={t("mapping.rule.target", { number: index + 1 })}
      aria-describedby={
        targetNamed(part, rule.target) === null ? undefined : `${ruleId(part, index)}-takes`
      }
    >
      <option value="">{t("mapping.rule.none")}</option>
      {TARGETS[part].map((target) => {
        const why = targetFault(part, target.name, orders);
        return (
          <option
            value={target.name}
            selected={target.name === rule.target}
            disabled={why !== null && target.name !== rule.target}
          >
            {find(`mapping.targetNames.${target.name}`) ?? ""} ({target.name})
            {why === null ? "" : `: ${say(why)}`}
          </option>
        );
      })}
    </select>
  );
};

const RuleResult = ({ part, index, rule, faults, tried }: RuleProps) => {
  const { t, say } = useMessages();
  // A fault of an expression is shown once, with its place below.
  const tiedTo = new Set(
    tried?.faults.flatMap((fault) => [say(fault.message), say(placed(fault))]) ?? [],
  );
  const others = faults.map(say).filter((fault) => !tiedTo.has(fault));
  return (
    <div id={`${ruleId(part, index)}-faults`} aria-live="polite">
      {others.map((fault) => (
        <p class="fault">{fault}</p>
      ))}
      {rule.target === "" && `${rule.field}${rule.expression}` !== "" ? (
        <p class="hint">{t("mapping.rule.noTarget")}</p>
      ) : null}
      {tried === null ? null : (
        <TrialView tried={tried} expression={rule.expression || rule.field} />
      )}
    </div>
  );
};

/** The value where the rule gives none: a record is chosen by its name. */
const Default = ({ part, index, rule, names }: RuleProps) => {
  const { t } = useMessages();
  const entries = namedIds(names, rule.target);
  const said = {
    id: `${ruleId(part, index)}-default`,
    name: inputName(part, "default"),
    "aria-label": t("mapping.rule.default", { number: index + 1 }),
  };
  if (entries.length === 0)
    return <input dir="auto" value={rule.default} autocomplete="off" {...said} />;
  const isNamed = rule.default === "" || entries.some(({ id }) => id === rule.default);
  return (
    <select dir="auto" {...said}>
      <option value="">{t("settings.lookups.notSet")}</option>
      {isNamed ? null : (
        <option value={rule.default} selected>
          {rule.default}
        </option>
      )}
      {entries.map(({ id, name }) => (
        <option value={id} selected={id === rule.default}>
          {name}
        </option>
      ))}
    </select>
  );
};

const TrialView = ({ tried, expression }: { tried: RuleTrial; expression: string }) => {
  const { t, say } = useMessages();
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
              value: say(tried.stopped.value),
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

/** The line of the expression with the place under it. */
const Pointed = ({ expression, at }: { expression: string; at: Place }) => {
  const line = expression.split("\n")[at.line - 1] ?? "";
  const carets = Math.max(1, Math.min(at.length, line.length - at.column + 1));
  return <pre>{`${line}\n${" ".repeat(at.column - 1)}${"^".repeat(carets)}`}</pre>;
};
