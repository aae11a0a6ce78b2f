/** Orders from before the start line: try a range, look at what would be booked, book it, stop it, take it back. */
import type { BackfillView, TenantHealth } from "../../../sync/rpc.ts";
import { countText, spanText } from "../format.ts";
import { Badge, Csrf, Fact, When } from "../ui.tsx";
import type { Word } from "../words.ts";

const STATES: Readonly<Record<BackfillView["state"], Word>> = {
  listing: { text: "Reading the list", tone: "busy" },
  running: { text: "Running", tone: "busy" },
  done: { text: "Done", tone: "good" },
  cancelling: { text: "Being cancelled", tone: "busy" },
  cancelled: { text: "Cancelled", tone: "quiet" },
  failed: { text: "The list couldn't be read", tone: "bad" },
  undoing: { text: "Being taken back", tone: "busy" },
  undone: { text: "Taken back", tone: "quiet" },
};

const VERDICTS: Readonly<Record<string, string>> = {
  "would-book": "would be booked",
  booked: "booked",
  already: "booked before",
  held: "held",
  left: "left out",
  cancelled: "not begun",
  removed: "taken back",
  remains: "remain in the ledger",
};

type PastProps = { readonly id: string; readonly csrf: string; readonly health: TenantHealth; readonly on: boolean; readonly now: number };

export const PastOrders = ({ id, csrf, health, on, now }: PastProps) => {
  const last = health.backfill;
  const busy = last !== null && ["listing", "running", "cancelling", "undoing"].includes(last.state);
  return (
    <section id="past-orders" aria-labelledby="past-orders-head">
      <h2 id="past-orders-head">Orders from before the start line</h2>
      <p>They are never booked by themselves. Choose days and see what would be booked; nothing is written by that. Each order is first looked for in eAccounting, so that what somebody typed in by hand isn't booked again.</p>
      {last === null ? null : <Progress id={id} csrf={csrf} last={last} now={now} />}
      {busy || !on ? null : (
        <form method="post" action={`/admin/tenants/${id}/backfills`} class="line">
          <Csrf token={csrf} />
          <div class="field">
            <label for="backfill-from">First day</label>
            <input id="backfill-from" name="from" type="date" required />
          </div>
          <div class="field">
            <label for="backfill-to">Last day</label>
            <input id="backfill-to" name="to" type="date" required />
          </div>
          <button class="second">See what would be booked</button>
        </form>
      )}
      {on ? null : <p class="empty">The order flow has to be on first.</p>}
    </section>
  );
};

const Progress = ({ id, csrf, last, now }: { id: string; csrf: string; last: BackfillView; now: number }) => {
  const { total, done, verdicts, perMinute, secondsLeft } = last;
  return (
    <>
      <div class="head">
        <h3>
          {last.dryRun ? "Dry run" : "Back-fill"} of {last.from} to {last.to}
        </h3>
        <Badge word={STATES[last.state]} />
      </div>
      <dl class="facts">
        <Fact name="Done">
          {`${done} of ${total}`} <progress value={done} max={Math.max(total, 1)} aria-label="Done" />
        </Fact>
        {perMinute === null ? null : <Fact name="Speed">{countText(perMinute, "order")} a minute</Fact>}
        {secondsLeft === null ? null : <Fact name="Left">about {spanText(secondsLeft * 1_000)}</Fact>}
        {Object.entries(verdicts).map(([verdict, count]) => (
          <Fact name={VERDICTS[verdict] ?? verdict}>{count}</Fact>
        ))}
        <Fact name="Begun">
          <When at={last.createdAt} now={now} /> by {last.actor}
        </Fact>
      </dl>
      <div class="actions">
        {last.dryRun && last.state === "done" && (verdicts["would-book"] ?? 0) > 0 ? (
          <form method="post" action={`/admin/tenants/${id}/backfills`}>
            <Csrf token={csrf} />
            <input type="hidden" name="from" value={last.from} />
            <input type="hidden" name="to" value={last.to} />
            <input type="hidden" name="dryRunId" value={last.id} />
            <button>Book {countText(verdicts["would-book"] ?? 0, "order")}</button>
          </form>
        ) : null}
        {last.state === "listing" || last.state === "running" ? <Act id={id} csrf={csrf} backfill={last.id} act="cancel" text="Cancel" /> : null}
        {!last.dryRun && (last.state === "done" || last.state === "cancelled") && (verdicts["booked"] ?? 0) > 0 ? (
          <Act id={id} csrf={csrf} backfill={last.id} act="undo" text="Take back what it booked" danger />
        ) : null}
        <a href={`/admin/tenants/${id}/orders?all=on`}>See each order</a>
      </div>
    </>
  );
};

const Act = ({ id, csrf, backfill, act, text, danger = false }: { id: string; csrf: string; backfill: string; act: string; text: string; danger?: boolean }) => (
  <form method="post" action={`/admin/tenants/${id}/backfills/${backfill}/${act}`}>
    <Csrf token={csrf} />
    <button class={danger ? "danger" : "second"}>{text}</button>
  </form>
);
