/**
 * Every reason for which something waits for a person, in the words of a job's page, with
 * placeholders for values.
 */
import {
  asksNothing,
  REASON_CODES,
  type Reason,
  severityOf,
} from "../../../domain/reasons/index.ts";
import { reasonText } from "../../../messages/reasons.ts";
import { useMessages } from "../frame/use-messages.ts";

/** Has every parameter, each with an unknown value. */
const OPEN = new Proxy<Reason["params"]>({}, { get: () => "…" });

export const AllReasons = () => {
  const messages = useMessages();
  const { t } = messages;
  const asking = REASON_CODES.filter((code) => severityOf(code) === "error").map((code) => ({
    code,
    ...reasonText(messages, { code, params: OPEN }),
  }));
  return (
    <section class="text" aria-labelledby="every-reason">
      <h2 id="every-reason">{t("manual.everyReason")}</h2>
      <p>{t("manual.everyReasonLead")}</p>
      <dl class="all-reasons">
        {asking.map(({ code, text, next }) => (
          <div id={code}>
            <dt>{text}</dt>
            <dd>
              {asksNothing(code) ? null : next} <code>{code}</code>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
