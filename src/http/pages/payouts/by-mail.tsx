/** Files by mail: the address, who may send them, and what became of the last mails. */
import { DAY_MS } from "../../../domain/platform/durations.ts";
import type { MailIntake } from "../../usecases/vouchers/payouts.ts";
import { isolate } from "../../words/isolate.ts";
import { Notice } from "../parts/ui.tsx";
import { ManualLink } from "../manual/link.tsx";
import { Records } from "../parts/table.tsx";
import { useMessages, useNow } from "../frame/use-messages.ts";

type ByMailProps = { readonly id: string; readonly intake: MailIntake };

export const ByMail = ({ id, intake }: ByMailProps) => {
  const { t } = useMessages();
  const { address, senders, mails } = intake;
  return (
    <details class="card">
      <summary>{t("payouts.mail.title")}</summary>
      {address === null ? (
        <p>{t("payouts.mail.off")}</p>
      ) : (
        <>
          <p>{t("payouts.mail.lead")}</p>
          <p>
            <code dir="ltr">{address}</code>
          </p>
          <p>
            {Object.keys(senders).length === 0
              ? t("payouts.mail.nobody")
              : t("payouts.mail.senders", { senders: Object.keys(senders).join(", ") })}{" "}
            <a href={`/admin/tenants/${id}/settings/payouts`}>{t("payouts.mail.choose")}</a>
          </p>
          {mails.length === 0 ? null : <Mails mails={mails} />}
        </>
      )}
      <p class="hint">
        <ManualLink page="payouts" />
      </p>
    </details>
  );
};

const SHOWN_MS = 7 * DAY_MS;

/** Of the last week: nobody unfolds a list to see that a file came, or none did. */
export const LastMail = ({ intake }: { intake: MailIntake }) => {
  const { t, format } = useMessages();
  const now = useNow();
  const [last] = intake.mails;
  if (last === undefined || now - last.at > SHOWN_MS) return null;
  const { at, from, outcome } = last;
  return (
    <Notice
      tone={outcome === "taken" ? "good" : "warn"}
      text={t("payouts.mail.lastOne", {
        when: format.from(at, now),
        from: from === "" ? "none" : isolate(from),
        outcome: t(`payouts.mail.outcomes.${outcome}`),
      })}
    />
  );
};

const Mails = ({ mails }: Pick<MailIntake, "mails">) => {
  const { t, format } = useMessages();
  return (
    <Records
      label={t("payouts.mail.last")}
      columns={[
        { name: t("payouts.mail.at"), cell: ({ at }) => format.stamp(at) },
        { name: t("payouts.mail.from"), cell: ({ from }) => <bdi>{from}</bdi> },
        {
          name: t("payouts.mail.outcome"),
          cell: ({ outcome, times }) => (
            <>
              {t(`payouts.mail.outcomes.${outcome}`)}
              {times > 1 ? ` ${t("payouts.mail.times", { times })}` : ""}
            </>
          ),
        },
      ]}
      records={mails}
    />
  );
};
