/**
 * What a run would write, shown before the run: counts, the first rows with present and future
 * values, and what is left out and why.
 */
import type { Child } from "hono/jsx";
import { amount, isDecimal } from "../../../domain/money.ts";
import {
  type Aside,
  type PreviewedFlow,
  type RunPreview,
} from "../../../domain/jobs/run-preview.ts";
import type { PreviewView } from "../../usecases/dry-runs/run-preview.ts";
import { asForecast } from "../../usecases/jobs/reason-text.ts";
import { isolate } from "../../words/isolate.ts";
import { Records } from "../parts/table.tsx";
import { Notice, Reasons, When } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";
import type { Messages } from "../../../messages/index.ts";

export const previewPath = (id: string, flow: PreviewedFlow): string =>
  `/admin/tenants/${id}/previews/${flow}`;

type PartProps = {
  readonly id: string;
  readonly flow: PreviewedFlow;
  readonly view: PreviewView;
  /** The address of the page that it stands on. */
  readonly here: string;
  /** Actions on the preview. */
  readonly children?: Child;
};

/** Renews itself while its page is open. */
export const PreviewPart = ({ children, ...part }: PartProps) => (
  <div id={`live-preview-${part.flow}`} data-live="status">
    <FlowPreview {...part} />
    {children}
  </div>
);

const FlowPreview = ({ id, view: { job, preview }, here }: PartProps) => {
  const { t, language, describe } = useMessages();
  if (job === null) return <p class="empty">{t("previews.none")}</p>;
  if (preview === null)
    return (
      <>
        <p role="status">
          {job.status === "done" || job.status === "dead" ? (
            t("previews.failed")
          ) : (
            <>
              {t("previews.busy")} <a href={here}>{t("previews.look")}</a>
            </>
          )}
        </p>
        <Reasons
          reasons={job.reasons.map((reason) => asForecast(describe(reason), language))}
          tenantId={id}
        />
      </>
    );
  return (
    <>
      <p class="hint">
        {t("previews.asOf")} <When at={job.updatedAt} />
      </p>
      <PlanPreview id={id} preview={preview} />
    </>
  );
};

type PreviewProps = { readonly id: string; readonly preview: RunPreview };

/** What a whole run would write. */
export const PlanPreview = ({ id, preview }: PreviewProps) => {
  switch (preview.flow) {
    case "orders":
      return <OrdersPreview id={id} preview={preview} />;
    case "customers":
      return <CustomersPreview id={id} preview={preview} />;
    default:
      return <ArticlesPreview id={id} preview={preview} />;
  }
};

const OrdersPreview = ({ id, preview: { later, unlooked, stopped, held } }: PreviewProps) => {
  const { t } = useMessages();
  return stopped.length > 0 ? (
    <Stopped id={id} stopped={stopped} />
  ) : (
    <>
      <p role="status">
        {unlooked > 0
          ? t("previews.ordersAtLeast", { count: later })
          : t("previews.orders", { count: later })}
      </p>
      <OrdersWaiting held={held} />
    </>
  );
};

/** Orders that would be taken up only to be put on hold, as the shop's time zone isn't known. */
export const OrdersWaiting = ({ held }: Pick<RunPreview, "held">) => {
  const { t } = useMessages();
  if (held.length === 0) return null;
  return (
    <>
      <p>{t("previews.ordersWaiting", { count: sum(held) })}</p>
      <Asides title={t("previews.heldTitle")} all={held} of="orders" />
    </>
  );
};

export const Stopped = ({ id, stopped }: { id: string; stopped: RunPreview["stopped"] }) => {
  const { t, language, describe } = useMessages();
  return (
    <Notice tone="warn" title={t("previews.stopped")}>
      <Reasons reasons={stopped.map((one) => asForecast(describe(one), language))} tenantId={id} />
    </Notice>
  );
};

const sum = (all: readonly Aside[]): number => all.reduce((n, { count }) => n + count, 0);

const CustomersPreview = ({ id, preview }: PreviewProps) => {
  const { t } = useMessages();
  const { create, update, same, later, unlooked, left, held, total, rows, first } = preview;
  if (preview.stopped.length > 0) return <Stopped id={id} stopped={preview.stopped} />;
  if (first === true) return <p role="status">{t("previews.customers.first")}</p>;
  const counts = [
    ...(create === 0 ? [] : [t("previews.customers.create", { count: create })]),
    ...(update === 0 ? [] : [t("previews.customers.update", { count: update })]),
    ...(same === 0 ? [] : [t("previews.customers.same", { count: same })]),
    ...(left.length === 0 ? [] : [t("previews.customers.left", { count: sum(left) })]),
    ...(held.length === 0 ? [] : [t("previews.customers.held", { count: sum(held) })]),
    ...(unlooked === 0 ? [] : [t("previews.customers.unlooked", { count: unlooked })]),
    ...(later === 0 ? [] : [t("previews.customers.longer")]),
  ];
  return (
    <>
      <p role="status">{t("previews.customers.of", { read: total })}</p>
      <ul>
        {counts.map((text) => (
          <li>{text}</li>
        ))}
      </ul>
      {rows.length === 0 ? (
        <NothingToWrite id={id} preview={preview} />
      ) : (
        <PreviewRows preview={preview} />
      )}
      <Asides title={t("previews.leftTitle")} all={left} of="customers" />
      <Asides title={t("previews.heldTitle")} all={held} of="customers" />
    </>
  );
};

/**
 * Why nothing is written: it all matches, it is all left out, or some of each. What wasn't looked
 * at may be written.
 */
const NothingToWrite = ({ id, preview }: PreviewProps) => {
  const { t } = useMessages();
  const { flow, left, held, same, unlooked, later, read, total } = preview;
  const ofCustomers = flow === "customers";
  if (unlooked > 0 || read < total || (ofCustomers && later > 0)) return null;
  const [out, open] = [sum(left), sum(held) + later];
  if (out + open === 0)
    return (
      <p class="empty">{t(ofCustomers ? "previews.customers.nothing" : "previews.nothing")}</p>
    );
  if (ofCustomers) return <p class="empty">{t("previews.nothingNow")}</p>;
  return (
    <p class="empty">
      {same + open === 0 ? t("previews.allLeft", { count: out }) : t("previews.nothingNow")}
      {left.some(({ reason }) => reason.code === "product-filtered") ? (
        <>
          {" "}
          <a href={`/admin/tenants/${id}/settings/products`}>{t("previews.filter")}</a>
        </>
      ) : null}
    </p>
  );
};

const ArticlesPreview = ({ id, preview }: PreviewProps) => {
  const { t } = useMessages();
  const { flow, create, update, same, later, unlooked, left, held, read, total, rows } = preview;
  const { deactivate = 0, ends = 0 } = preview;
  if (preview.stopped.length > 0) return <Stopped id={id} stopped={preview.stopped} />;
  const counts = [
    ...(create === 0 ? [] : [t("previews.create", { count: create })]),
    ...(update === 0
      ? []
      : [
          flow === "stock"
            ? t("previews.stock", { count: update })
            : t("previews.update", { count: update }),
        ]),
    ...(deactivate === 0 ? [] : [t("previews.deactivate", { count: deactivate })]),
    t("previews.same", { count: same }),
    ...(left.length === 0 ? [] : [t("previews.left", { count: sum(left) })]),
    ...(ends === 0 ? [] : [t("previews.ends", { count: ends })]),
    ...(held.length === 0 ? [] : [t("previews.held", { count: sum(held) })]),
    ...(later === 0 ? [] : [t("previews.later", { count: later })]),
    ...(unlooked === 0 ? [] : [t("previews.unlooked", { count: unlooked })]),
  ];
  const writes = create + update;
  return (
    <>
      <p role="status">
        {read < total ? t("previews.ofFirst", { read, total }) : null}
        {read < total || unlooked > 0 ? null : t("previews.of", { read })}
        {read === total && unlooked > 0
          ? t("previews.ofSome", { total, looked: read - unlooked })
          : null}
      </p>
      <ul>
        {counts.map((text) => (
          <li>{text}</li>
        ))}
      </ul>
      {writes === 0 ? (
        <NothingToWrite id={id} preview={preview} />
      ) : (
        <PreviewRows preview={preview} />
      )}
      {rows.length < writes ? (
        <p class="hint">{t("previews.firstRows", { count: rows.length })}</p>
      ) : null}
      <Asides title={t("previews.leftTitle")} all={left} of="articles" open={same + writes === 0} />
      <Asides title={t("previews.heldTitle")} all={held} of="articles" />
      {flow === "products" ? <p class="hint">{t("previews.deleted")}</p> : null}
    </>
  );
};

const ASIDES = {
  articles: "previews.aside",
  customers: "previews.customers.aside",
  orders: "previews.asideOrders",
} as const;

type AsidesProps = {
  title: string;
  all: readonly Aside[];
  of: "articles" | "customers" | "orders";
  /** Unfolded: there are few. */
  open?: boolean;
};

export const Asides = ({ title, all, of, open = false }: AsidesProps) => {
  const { t, describe } = useMessages();
  if (all.length === 0) return null;
  return (
    <details open={open}>
      <summary>{title}</summary>
      <ul>
        {all.map(({ reason, count, first }) => {
          const told = { count, first: first.map(isolate).join(", ") };
          const who = t(ASIDES[of], told);
          return (
            <li>
              {who} {describe(reason).text}
            </li>
          );
        })}
      </ul>
    </details>
  );
};

/** A price with at least two decimals. */
const priceText = (value: string): string =>
  isDecimal(value) && !/\.\d\d/.test(value) ? amount(value, 2) : value;

const PRICES: ReadonlySet<string> = new Set(["priceExclVat", "priceInclVat"]);

/** What would be written, each with the fields that it would change. */
export const PreviewRows = ({ preview: { flow, rows, currency } }: { preview: RunPreview }) => {
  const { t } = useMessages();
  return (
    <Records
      label={t(`previews.title.${flow}`)}
      columns={[
        {
          name: t(flow === "customers" ? "previews.columns.customer" : "previews.columns.article"),
          cell: (row) => (
            <>
              <bdi>{row.code}</bdi>
              {row.name === null ? null : (
                <>
                  {" "}
                  <bdi>{row.name}</bdi>
                </>
              )}
            </>
          ),
        },
        { name: t("previews.columns.does"), cell: (row) => t(`previews.does.${row.does}`) },
        {
          name: t("previews.columns.change"),
          cell: (row) => (
            <>
              {row.changes
                .filter(
                  ({ field, to }) => row.does === "update" || (to !== null && field !== "sku"),
                )
                .map((change) => (
                  <FieldChange does={row.does} change={change} currency={currency ?? null} />
                ))}
            </>
          ),
        },
      ]}
      records={rows}
    />
  );
};

type PreviewRow = RunPreview["rows"][number];
type ChangeProps = {
  readonly does: PreviewRow["does"];
  readonly change: PreviewRow["changes"][number];
  readonly currency: string | null;
};

const FieldChange = ({ does, change: { field, from, to }, currency }: ChangeProps) => {
  const messages = useMessages();
  const { format } = messages;
  const shown = (value: string | null): string =>
    value !== null && PRICES.has(field)
      ? format.money(priceText(value), currency)
      : valueText(messages, field, value);
  return (
    <div>
      {fieldName(messages, field)}:{" "}
      {does === "create" ? null : (
        <>
          <bdi>{shown(from)}</bdi> →{" "}
        </>
      )}
      <bdi>{shown(to)}</bdi>
    </div>
  );
};

function fieldName({ t, find }: Messages, field: string): string {
  const ofCustomer = find(`previews.customerFields.${field}`);
  if (ofCustomer !== null) return ofCustomer;
  if (field === "stock" || field === "managed") return t(`previews.fields.${field}`);
  return find(`reasonParts.productField.${field}`) ?? field;
}

function valueText({ t, find }: Messages, field: string, value: string | null): string {
  if (value === null) return t("previews.empty");
  if (value === "true") return t("previews.yes");
  if (value === "false") return t("previews.no");
  return (field === "kind" ? find(`previews.kinds.${value}`) : null) ?? value;
}
