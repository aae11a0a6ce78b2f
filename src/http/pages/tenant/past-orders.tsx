/**
 * Orders from before the start line: try a range, look at what would be booked, book it, stop it,
 * take it back.
 */
import type { BackfillView, TenantHealth } from "../../../sync/rpc.ts";
import { useFormat } from "../use-messages.ts";
import { useActors } from "../actors.ts";
import { Badge, Csrf, Fact, When } from "../ui.tsx";
import { type Tone } from "../words.ts";
import { useMessages } from "../use-messages.ts";

const TONES: Readonly<Record<BackfillView["state"], Tone>> = {
  listing: "busy",
  running: "busy",
  done: "good",
  cancelling: "busy",
  cancelled: "quiet",
  failed: "bad",
  undoing: "busy",
  undone: "quiet",
};

/** As they were sent. */
export type WrongDays = { readonly from: string; readonly to: string };

type PastProps = {
  readonly wrong: WrongDays | null;
  readonly id: string;
  readonly csrf: string;
  readonly health: TenantHealth;
  readonly on: boolean;
  readonly now: number;
};

export const PastOrders = ({ id, csrf, health, on, now, wrong }: PastProps) => {
  const { t } = useMessages();
  const last = health.backfill;
  const busy =
    last !== null && ["listing", "running", "cancelling", "undoing"].includes(last.state);
  return (
    <section id="past-orders" aria-labelledby="past-orders-head">
      <h2 id="past-orders-head">{t("pastOrders.title")}</h2>
      <p>{t("pastOrders.lead")}</p>
      {last === null ? null : <Progress id={id} csrf={csrf} last={last} now={now} />}
      {busy || !on ? null : (
        <form method="post" action={`/admin/tenants/${id}/backfills`} class="line">
          <Csrf token={csrf} />
          <div class="field">
            <label for="backfill-from">{t("pastOrders.from")}</label>
            <input
              id="backfill-from"
              name="from"
              type="date"
              value={wrong?.from}
              required
              aria-describedby={wrong === null ? undefined : "backfill-fault"}
              aria-invalid={wrong === null ? undefined : "true"}
            />
          </div>
          <div class="field">
            <label for="backfill-to">{t("pastOrders.to")}</label>
            <input
              id="backfill-to"
              name="to"
              type="date"
              value={wrong?.to}
              required
              aria-describedby={wrong === null ? undefined : "backfill-fault"}
              aria-invalid={wrong === null ? undefined : "true"}
            />
          </div>
          <button class="second">{t("pastOrders.try")}</button>
          {wrong === null ? null : (
            <p class="fault" id="backfill-fault">
              {t("pastOrders.wrongDays")}
            </p>
          )}
        </form>
      )}
      {on ? null : <p class="empty">{t("pastOrders.offFirst")}</p>}
    </section>
  );
};

const Progress = ({
  id,
  csrf,
  last,
  now,
}: {
  id: string;
  csrf: string;
  last: BackfillView;
  now: number;
}) => {
  const actors = useActors();
  const { t, rich, find } = useMessages();
  const format = useFormat();
  const { total, done, verdicts, perMinute, secondsLeft } = last;
  return (
    <>
      <div class="head">
        <h3>
          {t(last.dryRun ? "pastOrders.dryRun" : "pastOrders.backfill", {
            from: format.day(last.from),
            to: format.day(last.to),
          })}
        </h3>
        <Badge word={{ text: t(`pastOrders.state.${last.state}`), tone: TONES[last.state] }} />
      </div>
      <dl class="facts">
        <Fact name={t("pastOrders.done")}>
          {t("pastOrders.of", { done: format.figure(done), total: format.figure(total) })}{" "}
          <progress value={done} max={Math.max(total, 1)} aria-label={t("pastOrders.done")} />
        </Fact>
        {perMinute === null ? null : (
          <Fact name={t("pastOrders.speed")}>
            {t("pastOrders.perMinute", { count: perMinute })}
          </Fact>
        )}
        {secondsLeft === null ? null : (
          <Fact name={t("pastOrders.left")}>
            {t("pastOrders.about", { span: format.span(secondsLeft * 1_000) })}
          </Fact>
        )}
        {Object.entries(verdicts).map(([verdict, count]) => (
          <Fact name={find(`pastOrders.verdict.${verdict}`) ?? verdict}>
            {format.figure(count)}
          </Fact>
        ))}
        <Fact name={t("pastOrders.begun")}>
          {rich("pastOrders.begunBy", {
            when: <When at={last.createdAt} now={now} />,
            actor: <bdi>{actors(last.actor)}</bdi>,
          })}
        </Fact>
      </dl>
      <div class="actions">
        {last.dryRun && last.state === "done" && (verdicts["would-book"] ?? 0) > 0 ? (
          <form method="post" action={`/admin/tenants/${id}/backfills`}>
            <Csrf token={csrf} />
            <input type="hidden" name="from" value={last.from} />
            <input type="hidden" name="to" value={last.to} />
            <input type="hidden" name="dryRunId" value={last.id} />
            <button>{t("pastOrders.book", { count: verdicts["would-book"] ?? 0 })}</button>
          </form>
        ) : null}
        {last.state === "listing" || last.state === "running" ? (
          <Act id={id} csrf={csrf} backfill={last.id} act="cancel" text={t("pastOrders.cancel")} />
        ) : null}
        {!last.dryRun &&
        (last.state === "done" || last.state === "cancelled") &&
        (verdicts["booked"] ?? 0) > 0 ? (
          <Act
            id={id}
            csrf={csrf}
            backfill={last.id}
            act="undo"
            text={t("pastOrders.undo")}
            danger
          />
        ) : null}
        <a href={`/admin/tenants/${id}/backfills/${last.id}`}>{t("pastOrders.each")}</a>
      </div>
    </>
  );
};

const Act = ({
  id,
  csrf,
  backfill,
  act,
  text,
  danger = false,
}: {
  id: string;
  csrf: string;
  backfill: string;
  act: string;
  text: string;
  danger?: boolean;
}) => (
  <form method="post" action={`/admin/tenants/${id}/backfills/${backfill}/${act}`}>
    <Csrf token={csrf} />
    <button class={danger ? "danger" : "second"}>{text}</button>
  </form>
);
