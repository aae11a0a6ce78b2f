/**
 * An article's stock on both sides, as it was read last, with the last correction and what the next
 * run would do. Where scripts run it is read anew by itself, once the page is open; else by a
 * link.
 */
import { isDecimal } from "../../../../domain/money.ts";
import type { LedgerStock, ShopStock, StockChange } from "../../../../domain/goods/stock.ts";
import type { ArticleView } from "../../../usecases/jobs/article-view.ts";
import { useMessages, useNow } from "../../frame/use-messages.ts";
import { Cell, Stack } from "../../parts/table.tsx";
import { Fact, Notice, Reasons, When } from "../../parts/ui.tsx";
import { movedText } from "../stock-changes.tsx";

/** What the address says to have stock read now. */
export const READ_NOW = { name: "stock", value: "now" } as const;

type StockProps = {
  readonly tenantId: string;
  /** The article's page. */
  readonly path: string;
  readonly view: ArticleView;
  /** The page is shown by a person's visit, not by its own renewal. */
  readonly isVisit: boolean;
};

export const ArticleStock = ({ tenantId, path, view, isVisit }: StockProps) => {
  const { t } = useMessages();
  const { reading, late } = view.stock;
  const isOld = reading === null || reading.at < useNow() - 60_000;
  return (
    <section id="stock" aria-labelledby="stock-head">
      <h2 id="stock-head">{t("records.stock.title")}</h2>
      {late ? <Notice tone="warn" text={t("records.stock.late")} /> : null}
      {reading === null ? (
        <p class="hint">{t("records.stock.notRead")}</p>
      ) : (
        <p class="hint">
          {t("records.stock.read")} <When at={reading.at} />
        </p>
      )}
      <Figures view={view} />
      <Facts tenantId={tenantId} view={view} />
      {isOld ? <ReadNow path={path} isByItself={isVisit && view.isOn && !late} /> : null}
    </section>
  );
};

const ReadNow = ({ path, isByItself }: { path: string; isByItself: boolean }) => {
  const { t } = useMessages();
  const address = `${path}?${READ_NOW.name}=${READ_NOW.value}`;
  const byItself = {
    "hx-get": address,
    "hx-trigger": "load",
    "hx-target": "#stock",
    "hx-select": "#stock",
    "hx-swap": "outerHTML",
    "hx-push-url": "false",
  };
  return (
    <p class="actions" {...(isByItself ? byItself : {})}>
      <a class="button second" href={`${address}#stock`} rel="nofollow">
        {t("records.stock.now")}
      </a>
    </p>
  );
};

const Figures = ({ view: { stock, field } }: { view: ArticleView }) => {
  const { t } = useMessages();
  const { reading, number, code } = stock;
  if (reading === null) return null;
  const { ledger, shop } = reading;
  const [there, twin] = shop;
  return (
    <>
      {ledger === null ? <p>{t("records.stock.ledgerGone", { number })}</p> : null}
      {ledger?.counted === false ? <p>{t("records.stock.notCounted")}</p> : null}
      {code === null ? <p>{t("records.stock.otherCode", { number })}</p> : null}
      {there === undefined ? <p>{t("records.stock.notInShop", { code: code ?? number })}</p> : null}
      {twin === undefined ? null : <p>{t("records.stock.twice", { code: code ?? number })}</p>}
      {there?.managed === false ? <p>{t("records.stock.untracked")}</p> : null}
      <StockTable
        ledger={ledger?.counted === true ? ledger : null}
        shop={there ?? null}
        field={field}
      />
    </>
  );
};

type TableProps = {
  readonly ledger: LedgerStock | null;
  readonly shop: ShopStock | null;
  readonly field: string | null;
};

const StockTable = ({ ledger, shop, field }: TableProps) => {
  const { t, find } = useMessages();
  const columns = { ledger: "eAccounting", shop: "Asperion" };
  const rows = [
    [t("records.stock.balance"), ledger?.balance, shop?.stock],
    [t("records.stock.reserved"), ledger?.reserved, undefined],
    [t("records.stock.available"), ledger?.available, undefined],
    ...(field === null
      ? []
      : [
          [
            find(`fields.stock.field.options.${field}`) ?? field,
            undefined,
            shop === null ? undefined : (shop.field ?? t("stockChanges.empty")),
          ] as const,
        ]),
  ] as const;
  return (
    <Stack
      label={t("records.stock.title")}
      columns={[
        t("records.field"),
        { name: columns.ledger, figure: true },
        { name: columns.shop, figure: true },
      ]}
    >
      <tbody>
        {rows.map(([name, ours, theirs]) => (
          <tr>
            <th scope="row">{name}</th>
            <Cell of={columns.ledger} figure>
              <Pieces of={ours} />
            </Cell>
            <Cell of={columns.shop} figure>
              <Pieces of={theirs} />
            </Cell>
          </tr>
        ))}
      </tbody>
    </Stack>
  );
};

const Pieces = ({ of }: { of: string | undefined }) => {
  const { format } = useMessages();
  if (of === undefined) return <>–</>;
  return <bdi>{isDecimal(of) ? format.amount(of) : of}</bdi>;
};

const Facts = ({ tenantId, view }: Pick<StockProps, "tenantId" | "view">) => {
  const messages = useMessages();
  const { t, format } = messages;
  const { corrected, lookedFrom, nextRun } = view.stock;
  const since = lookedFrom === null ? "none" : format.stamp(lookedFrom);
  if (!view.isOn && corrected === null) return <p class="hint">{t("records.stock.off")}</p>;
  return (
    <>
      <dl class="facts">
        <Fact name={t("records.stock.lastCorrection")}>
          {corrected === null ? (
            t("records.stock.noCorrection", { since })
          ) : (
            <>
              {movedText(t, format, corrected.change)}
              {" · "}
              <a href={`/admin/tenants/${tenantId}/stock/${corrected.jobId}`}>
                <When at={corrected.at} />
              </a>
            </>
          )}
        </Fact>
        <Fact name={t("records.stock.nextRun")}>
          {nextRun === null ? (
            t(view.isOn ? "records.stock.notScheduled" : "records.stock.off")
          ) : (
            <When at={nextRun} />
          )}
        </Fact>
      </dl>
      <Next view={view} />
    </>
  );
};

const Next = ({ view: { next } }: { view: ArticleView }) => {
  const { t, describe } = useMessages();
  if (next === null) return null;
  if (next.kind === "left") return <Reasons reasons={[describe(next.why)]} />;
  return next.kind === "same" ? <p>{t("records.stock.same")}</p> : <Would change={next.change} />;
};

const Would = ({ change }: { change: StockChange }) => {
  const { t, format } = useMessages();
  return (
    <p>
      {t("records.stock.would", {
        to: change.to === null ? "none" : format.amount(change.to),
        managed: String(change.managed),
      })}
    </p>
  );
};
