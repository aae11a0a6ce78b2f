/** What runs by itself: when each flow ran, when it will, and the buttons to run, stop and resume it. */
import type { TenantHealth, WorkView } from "../../../sync/rpc.ts";
import { Badge, Csrf, Notice, When, Wide } from "../ui.tsx";
import { jobWord, type Word } from "../words.ts";
import { agoText, spanText } from "../format.ts";

/** Works that have no words here yet are called by their name. */
const WORKS: Readonly<Record<string, string>> = {
  lookups: "Read look-ups from eAccounting",
  "order-sweep": "Look for orders in Asperion",
  "order-sweep-nightly": "Compare the orders of the last weeks",
  "debtor-sweep": "Look for customers in Asperion",
  products: "Compare products with eAccounting",
  "products-night": "Compare all products",
  stock: "Compare stock with eAccounting",
};

const FLOWS: Readonly<Record<string, string>> = { orders: "Orders", customers: "Customers", products: "Products", stock: "Stock", lookups: "Look-ups" };

type FlowsProps = { readonly id: string; readonly csrf: string; readonly health: TenantHealth; readonly now: number };

export const Flows = ({ id, csrf, health, now }: FlowsProps) => {
  const { works, stoppedFlows } = health;
  const flows = [...new Set(works.map((work) => work.flow))];
  return (
    <section id="flows" aria-labelledby="flows-head">
      <h2 id="flows-head">What runs by itself</h2>
      {health.changeFilter === "unusable" ? (
        <Notice tone="warn" title="Asperion doesn't list orders by their change.">
          <p>The last seven days are compared as a whole each time, the last five weeks each night. A change of an order older than a week is found at night, unless a webhook tells of it.</p>
        </Notice>
      ) : null}
      <Wide label="Flows">
        <table>
          <thead>
            <tr>
              <th scope="col">Flow</th>
              <th scope="col">What</th>
              <th scope="col">Last run</th>
              <th scope="col">Next run</th>
            </tr>
          </thead>
          <tbody>
            {works.map((work) => (
              <tr>
                <td>{FLOWS[work.flow] ?? work.flow}</td>
                <td>{WORKS[work.name] ?? work.name}</td>
                <td>
                  {work.lastRun === null ? "never" : <When at={work.lastRun} now={now} />} {work.job === null ? null : <Badge word={jobWord(work.job)} />}
                </td>
                <td>{nextText(work, stoppedFlows[work.flow] !== undefined, now)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      <div class="actions">
        {flows.map((flow) => (
          <>
            <Post action={`/admin/tenants/${id}/flows/${flow}/run`} csrf={csrf} text={`Run now: ${(FLOWS[flow] ?? flow).toLowerCase()}`} />
            {stoppedFlows[flow] === undefined ? (
              <Post action={`/admin/tenants/${id}/flows/${flow}/stop`} csrf={csrf} text={`Stop: ${(FLOWS[flow] ?? flow).toLowerCase()}`} />
            ) : (
              <Post action={`/admin/tenants/${id}/flows/${flow}/resume`} csrf={csrf} text={`Resume: ${(FLOWS[flow] ?? flow).toLowerCase()}`} />
            )}
          </>
        ))}
      </div>
      {Object.entries(stoppedFlows).map(([flow, { actor, since }]) => (
        <p>
          <Badge word={STOPPED} /> {FLOWS[flow] ?? flow}: stopped by {actor}, {agoText(since, now)}. What comes in for it waits.
        </p>
      ))}
    </section>
  );
};

const STOPPED: Word = { text: "Stopped", tone: "warn" };

const Post = ({ action, csrf, text }: { action: string; csrf: string; text: string }) => (
  <form method="post" action={action}>
    <Csrf token={csrf} />
    <button class="second">{text}</button>
  </form>
);

function nextText(work: WorkView, stopped: boolean, now: number): string {
  if (stopped) return "stopped";
  if (work.nextRun === null) return "only by hand";
  return work.nextRun <= now ? "due" : `in ${spanText(work.nextRun - now)}`;
}
