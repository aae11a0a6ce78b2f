/**
 * Orders from before the start line: try a range, look at what would be booked, book it, stop it,
 * take it back.
 */
import type { BackfillView, TenantHealth } from "../../../../sync/contract/index.ts";
import type { Messages } from "../../../../messages/index.ts";
import type { Format } from "../../../words/format.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { ActorName } from "../../parts/actors.tsx";
import { Badge, Fact, When, PageSection } from "../../parts/ui.tsx";
import { type Tone, type StateLabel } from "../../../words/state-text.ts";
import { Button, PostForm } from "../../forms/post-form.tsx";
import { DaysFields } from "../../forms/days-fields.tsx";
import { FaultText } from "../../forms/field-texts.tsx";

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
  readonly health: TenantHealth;
  readonly on: boolean;
};

export const PastOrders = ({ id, health, on, wrong }: PastProps) => {
  const { t } = useMessages();
  const last = health.backfill;
  const busy =
    last !== null && ["listing", "running", "cancelling", "undoing"].includes(last.state);
  return (
    <PageSection id="past-orders" title={t("pastOrders.title")}>
      <p>{t("pastOrders.lead")}</p>
      {last === null ? null : <Progress id={id} last={last} />}
      {busy || !on ? null : (
        <PostForm action={`/admin/tenants/${id}/backfills`} class="line">
          <DaysFields
            days={wrong}
            labels={{ from: t("pastOrders.from"), to: t("pastOrders.to") }}
            prefix="backfill-"
            required
            fault={wrong === null ? undefined : "backfill-fault"}
          />
          <Button class="second">{t("pastOrders.try")}</Button>
          {wrong === null ? null : (
            <FaultText id="backfill-fault">{t("pastOrders.wrongDays")}</FaultText>
          )}
        </PostForm>
      )}
      {on ? null : <p class="empty">{t("pastOrders.offFirst")}</p>}
      <p class="actions">
        <a class="button second" href={`/admin/tenants/${id}/take-back`}>
          {t("takeBack.title")}
        </a>
      </p>
    </PageSection>
  );
};

type ProgressProps = {
  readonly id: string;
  readonly last: BackfillView;
  /** Its title and its orders stand on the page already. */
  readonly isOwnPage?: boolean;
};

export const Progress = ({ id, last, isOwnPage = false }: ProgressProps) => {
  const title = useRunTitle();
  const { t, rich, find, format } = useMessages();
  const { total, done, verdicts, perMinute, secondsLeft } = last;
  const isHalf = last.state === "undone" && (verdicts["half-undone"] ?? 0) > 0;
  const word: StateLabel = isHalf
    ? { text: t("pastOrders.halfUndone"), tone: "bad" }
    : { text: t(`pastOrders.state.${last.state}`), tone: TONES[last.state] };
  return (
    <>
      <div class="head">
        {isOwnPage ? null : <h3>{title(last)}</h3>}
        <Badge word={word} />
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
            when: <When at={last.createdAt} />,
            actor: <ActorName of={last.actor} />,
          })}
        </Fact>
      </dl>
      {last.dryRun || last.of === null || last.takeBack !== null ? null : (
        <p class="hint">{t("pastOrders.onlyTried")}</p>
      )}
      <Acts id={id} last={last} isOwnPage={isOwnPage} />
    </>
  );
};

/** What can be done with the run now. */
const Acts = ({ id, last, isOwnPage }: ProgressProps) => {
  const { t } = useMessages();
  const { verdicts } = last;
  const orders = verdicts["would-book"] ?? 0;
  const files = verdicts["would-attach"] ?? 0;
  return (
    <div class="actions">
      {last.dryRun && last.state === "done" && orders + files > 0 ? (
        <PostForm action={`/admin/tenants/${id}/backfills`}>
          <input type="hidden" name="from" value={last.from} />
          <input type="hidden" name="to" value={last.to} />
          <input type="hidden" name="dryRunId" value={last.id} />
          <Button>{beginText(t, orders, files)}</Button>
        </PostForm>
      ) : null}
      {isCancellable(last) ? (
        <Act id={id} backfill={last.id} act="cancel" text={t("pastOrders.cancel")} />
      ) : null}
      {!last.dryRun &&
      last.takeBack === null &&
      (last.state === "done" || last.state === "cancelled") &&
      (verdicts["booked"] ?? 0) > 0 ? (
        <Act id={id} backfill={last.id} act="undo" text={t("pastOrders.undo")} />
      ) : null}
      <TakeBackActs id={id} last={last} />
      <a href={`/admin/tenants/${id}/backfills/${last.id}`}>
        {isOwnPage ? t("pastOrders.lookAgain") : t("pastOrders.each")}
      </a>
    </div>
  );
};

/** What a dry run found to do, as the button says that does it. */
function beginText(t: Messages["t"], orders: number, files: number): string {
  if (files === 0) return t("pastOrders.book", { count: orders });
  if (orders === 0) return t("pastOrders.attach", { count: files });
  return t("pastOrders.bookAndAttach", { count: orders, files });
}

/** What a run is called: by what it books, or by what it takes back. */
export function runTitle({ t }: Messages, format: Format, run: BackfillView): string {
  const days = { from: format.day(run.from), to: format.day(run.to) };
  const { takeBack } = run;
  if (takeBack === null) return t(run.dryRun ? "pastOrders.dryRun" : "pastOrders.backfill", days);
  const what = takenBackText(t, takeBack, days);
  return t(run.dryRun ? "takeBack.dryRun" : "takeBack.run", { what });
}

function takenBackText(
  t: Messages["t"],
  takeBack: NonNullable<BackfillView["takeBack"]>,
  days: { readonly from: string; readonly to: string },
): string {
  switch (takeBack.of) {
    case "days":
      return t("takeBack.what.days", days);
    case "settings":
      return t("takeBack.what.settings", { version: takeBack.version });
    case "back-fill":
      return t("takeBack.what.backfill", days);
    default:
      return t("takeBack.what.firstDay");
  }
}

/** The same, where a page is shown. */
export function useRunTitle(): (run: BackfillView) => string {
  const messages = useMessages();
  const { format } = messages;
  return (run) => runTitle(messages, format, run);
}

/** Whether it can still be cancelled. */
export const isCancellable = ({ state }: BackfillView): boolean =>
  state === "listing" || state === "running";

/** What follows on a preview of taking back, and on what was taken back. */
const TakeBackActs = ({ id, last }: { id: string; last: BackfillView }) => {
  const { t } = useMessages();
  if (last.takeBack === null) return null;
  const would = last.verdicts["would-remove"] ?? 0;
  if (last.dryRun)
    return last.state !== "done" || would === 0 ? null : (
      <PostForm action={`/admin/tenants/${id}/take-back`}>
        <input type="hidden" name="dryRunId" value={last.id} />
        <Button class="danger">{t("takeBack.confirm", { count: would })}</Button>
      </PostForm>
    );
  const removed = last.verdicts["removed"] ?? 0;
  return last.state !== "undone" || removed === 0 ? null : (
    <Act id={id} backfill={last.id} act="again" text={t("takeBack.again", { count: removed })} />
  );
};

type ActProps = {
  readonly id: string;
  readonly backfill: string;
  readonly act: string;
  readonly text: string;
};

const Act = ({ id, backfill, act, text }: ActProps) => (
  <PostForm action={`/admin/tenants/${id}/backfills/${backfill}/${act}`}>
    <Button class="second">{text}</Button>
  </PostForm>
);
