/**
 * The orders of one dry run or back-fill: what came of each, and why. A dry run asks for nothing;
 * what it says is read here.
 */
import type { BackfillOrderPage, BackfillView } from "../../../sync/rpc.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import { tell } from "../../usecases/words.ts";
import { languageOf, wordsFor } from "../../words/language.ts";
import { ORDERS } from "../../words/orders/index.ts";
import { PAST_ORDERS } from "../../words/past-orders/index.ts";
import { useFormat, useLanguage, useWords } from "../../words/use.ts";
import { dated } from "../dated.ts";
import type { PageContext } from "../env.ts";
import { formatOf } from "../format.ts";
import { isolate } from "../isolate.ts";
import { TenantHead } from "../layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { advised, whyOf } from "../orders/dry-run.ts";
import { page } from "../respond.tsx";
import { Cell, Stack } from "../table.tsx";
import { Badge, Reasons } from "../ui.tsx";
import { isKey, type Tone, type Word } from "../words.ts";

type PastRunView = {
  readonly tenant: TenantRow;
  readonly run: BackfillView;
  readonly orders: BackfillOrderPage;
};

export function pastRunPage(
  c: PageContext,
  { tenant, run, orders }: PastRunView,
): Promise<Response> {
  const t = wordsFor(c, PAST_ORDERS);
  const format = formatOf(languageOf(c));
  const { id } = tenant;
  return page(
    c,
    t.page.of(isolate(tenant.name)),
    c.var.signedIn,
    <>
      <TenantHead id={id} name={tenant.name} current="orders" state={tenant.state}>
        <h1>{(run.dryRun ? t.dryRun : t.backfill)(format.day(run.from), format.day(run.to))}</h1>
        <p class="sub">
          {run.dryRun ? wordsFor(c, ORDERS).dryRun.lead : t.lead} <ManualLink page="orders" />
        </p>
      </TenantHead>
      <section aria-label={t.page.order}>
        {orders.orders.length === 0 ? (
          <p class="empty">{t.page.none}</p>
        ) : (
          <Orders id={id} run={run} orders={orders.orders} />
        )}
        <nav class="pager" aria-label={t.title}>
          <a href={`/admin/tenants/${id}#past-orders`}>{t.page.back}</a>
          {orders.cursor === null ? null : (
            <a
              href={`/admin/tenants/${id}/backfills/${run.id}?cursor=${encodeURIComponent(orders.cursor)}`}
            >
              {t.page.next}
            </a>
          )}
        </nav>
      </section>
    </>,
  );
}

const TONES: Readonly<Record<string, Tone>> = {
  "would-book": "good",
  booked: "good",
  held: "warn",
  remains: "warn",
};

/** Nobody has anything to do about these: why is told all the same. */
const STAYS: ReadonlySet<string> = new Set(["left", "already"]);

const Orders = ({
  id,
  run,
  orders,
}: {
  id: string;
  run: BackfillView;
  orders: BackfillOrderPage["orders"];
}) => {
  const t = useWords(PAST_ORDERS).page;
  const words = useWords(ORDERS);
  const format = useFormat();
  const language = useLanguage();
  const wordOf = (verdict: string | null): Word =>
    verdict === null
      ? { text: t.open, tone: "busy" }
      : { text: isKey(t.one, verdict) ? t.one[verdict] : verdict, tone: TONES[verdict] ?? "quiet" };
  return (
    <Stack
      label={t.order}
      columns={[t.order, t.dated, t.became, { name: t.gross, figure: true }, t.why]}
    >
      <tbody>
        {orders.map(({ key, label, jobId, dated: date, verdict, figures, reasons }) => {
          const name = label ?? words.orderId(key.replace(/^order:/, ""));
          return (
            <tr>
              <th scope="row" class="whole">
                {jobId === null ? (
                  name
                ) : (
                  <a href={`/admin/tenants/${id}/orders/${jobId}`}>{name}</a>
                )}
              </th>
              <Cell of={t.dated} whole>
                {dated(format, date)}
              </Cell>
              <Cell of={t.became}>
                <Badge word={wordOf(verdict)} />
              </Cell>
              <Cell of={t.gross} figure>
                {figures === null ? "–" : `${format.amount(figures.gross)} ${figures.currency}`}
              </Cell>
              <Cell of={t.why}>
                <Reasons
                  reasons={whyOf(
                    STAYS.has(verdict ?? ""),
                    reasons.map((one) =>
                      advised(
                        words,
                        { flow: run.dryRun ? "dry-run" : "orders" },
                        tell(one, language),
                      ),
                    ),
                  )}
                  tenantId={id}
                />
              </Cell>
            </tr>
          );
        })}
      </tbody>
    </Stack>
  );
};
