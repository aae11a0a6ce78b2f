/**
 * Lines of a payout that name no order: what there is to suggest, and a field for its number, which
 * a person fills in.
 */
import { amount, dec } from "../../../domain/money.ts";
import type { PayoutView } from "../../../sync/contract/payouts.ts";
import { Records } from "../parts/table.tsx";
import { isolate } from "../../words/isolate.ts";
import { MatchForm, type WrongMatch } from "./match-form.tsx";
import { Button, PostForm } from "../forms/post-form.tsx";
import { useMessages } from "../frame/use-messages.ts";

type UnmatchedProps = {
  readonly payout: PayoutView;
  readonly base: string;
  readonly open: boolean;
  readonly wrong: WrongMatch | null;
  readonly ordersPath: string;
};

type Line = PayoutView["unmatched"][number];

/** The order that the line names, or that a person chose, and what helps. */
const OrderFound = ({ line, ordersPath }: { line: Line; ordersPath: string }) => {
  const { t } = useMessages();
  const { reference, chosen, why, job } = line;
  const number = chosen ?? reference;
  if (number === null || why === "none" || why === "several") return null;
  const order = isolate(number);
  const at =
    job === undefined
      ? `${ordersPath}?text=${encodeURIComponent(number)}`
      : `${ordersPath}/${job.id}`;
  return (
    <>
      <p>
        {chosen === undefined ? null : <>{t("payouts.unmatched.chosen", { order })} </>}
        <a href={at}>
          {why === "unbooked"
            ? t("payouts.deeds.unbooked", { order })
            : t("payouts.deeds.open", { order })}
        </a>
      </p>
      {why === "unbooked" && job?.again === true ? (
        <PostForm action={`${at}/resync`}>
          <p>{t("payouts.unmatched.invoiced")}</p>
          <Button class="second">{t("payouts.unmatched.readAgain", { order })}</Button>
        </PostForm>
      ) : null}
    </>
  );
};

/** With both amounts where the line is more than its order. */
const Why = ({ line, currency }: { readonly line: Line; readonly currency: string }) => {
  const { t, format } = useMessages();
  const { why, worth, gross, chosen, reference } = line;
  const order = chosen ?? reference;
  return worth === undefined || order === null ? (
    <>{t(`payouts.why.${why}`)}</>
  ) : (
    <>
      {t("payouts.unmatched.above", {
        order: isolate(order),
        worth: format.money(worth, currency),
        more: format.money(amount(dec(gross).abs().minus(worth)), currency),
      })}
    </>
  );
};

/** Another order helps nothing where the line itself names one that isn't booked. */
const isChoice = ({ why, chosen }: Line): boolean => why !== "unbooked" || chosen !== undefined;

export const UnmatchedLines = ({ payout, base, open, wrong, ordersPath }: UnmatchedProps) => {
  const { t, format } = useMessages();
  if (payout.unmatched.length === 0) return null;
  return (
    <section aria-labelledby="unmatched">
      <h2 id="unmatched">{t("payouts.unmatched.title")}</h2>
      {payout.unmatched.some(({ suggestions }) => suggestions.length > 0) ? (
        <p>{t("payouts.unmatched.lead")}</p>
      ) : null}
      <Records
        label={t("payouts.unmatched.title")}
        columns={[
          { name: t("payouts.unmatched.line"), isNamed: true, cell: ({ at }) => String(at) },
          { name: t("payouts.day"), whole: true, cell: ({ day }) => format.day(day) },
          {
            name: t("payouts.unmatched.reference"),
            cell: ({ reference }) => <bdi>{reference ?? "–"}</bdi>,
          },
          {
            name: t("payouts.amount"),
            figure: true,
            cell: ({ gross }) => format.money(gross, payout.currency),
          },
          {
            name: t("payouts.unmatched.why"),
            cell: (line) => <Why line={line} currency={payout.currency} />,
          },
          {
            name: t("payouts.unmatched.order"),
            cell: (line) => (
              <>
                <OrderFound line={line} ordersPath={ordersPath} />
                {open && isChoice(line) ? (
                  <MatchForm
                    path={`${base}/${payout.id}`}
                    line={line}
                    number={line.chosen ?? ""}
                    wrong={wrong}
                  />
                ) : null}
                {line.suggestions.length === 0 ? null : (
                  <p class="hint">
                    {t("payouts.unmatched.suggested", {
                      orders: line.suggestions
                        .map(({ label, day }) => `${label} (${format.day(day)})`)
                        .join(", "),
                    })}
                  </p>
                )}
              </>
            ),
          },
        ]}
        records={payout.unmatched}
      />
    </section>
  );
};
