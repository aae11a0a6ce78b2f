/** Shows an expression's result on the example, or its fault with its place. */
import type { Place } from "../../../settings/expressions/index.ts";
import type { Message } from "../../../messages/message.ts";
import type { RuleTrial } from "../../usecases/settings/field-rules.ts";
import { useMessages, useSay } from "../frame/use-messages.ts";

export const TrialView = ({ tried, expression }: { tried: RuleTrial; expression: string }) => {
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

/** A record's value is shown as it is; a placeholder is translated. */
const shownValue = (value: string | Message, say: (message: Message) => string): string =>
  typeof value === "string" ? value : say(value);

/** The line of the expression with the place under it. */
const Pointed = ({ expression, at }: { expression: string; at: Place }) => {
  const line = expression.split("\n")[at.line - 1] ?? "";
  const carets = Math.max(1, Math.min(at.length, line.length - at.column + 1));
  return <pre>{`${line}\n${" ".repeat(at.column - 1)}${"^".repeat(carets)}`}</pre>;
};
