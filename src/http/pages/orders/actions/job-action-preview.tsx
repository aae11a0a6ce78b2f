/** The result of one thing's dry run, in the words of its sheet. */
import type { Child } from "hono/jsx";
import { type JobFigures, isOnHold } from "../../../../domain/jobs/job.ts";
import { headlineOf } from "../../../../domain/jobs/headline.ts";
import { isOwnVoucher, type RunPreview } from "../../../../domain/jobs/run-preview.ts";
import type { CurrentDocument, JobTimeline } from "../../../../sync/contract/index.ts";
import type {
  JobAction,
  JobActionView,
  PreviewedOrder,
} from "../../../usecases/jobs/job-action.ts";
import { type Names, describeWithNames } from "../../../usecases/jobs/known-names.ts";
import { currentDocumentText } from "../../../words/jobs.ts";
import { Amount, DocumentKind } from "../../attention/sheet.tsx";
import { PlanPreview, PreviewRows } from "../../previews/part.tsx";
import { Cell, Stack } from "../../parts/table.tsx";
import { Notice, When } from "../../parts/ui.tsx";
import { useThen } from "../../parts/waits.tsx";
import { sentence } from "../../frame/respond.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import type { ListName } from "../list/filters.ts";
import { LinkPreview } from "./link-preview.tsx";
import { type VoucherFacts, VoucherPreview } from "../documents/voucher-preview.tsx";
import { AtAttempt, PlannedEffectLine } from "./planned-effect.tsx";

type PreviewProps = {
  readonly id: string;
  readonly list: ListName;
  readonly action: JobAction;
  readonly view: JobActionView;
  readonly isCustomerLinked?: boolean;
  /** The documents of the order; `null`: not known. */
  readonly documents: readonly CurrentDocument[] | null;
  /** One of them is no longer in the ledger. */
  readonly isGone?: boolean;
  readonly isUndocumented?: boolean;
  readonly names: Names;
  /** The address of the sheet. */
  readonly here: string;
  /** What the order would book, by account. */
  readonly posting?: Child;
  /** For the voucher of a day or a payout. */
  readonly facts?: VoucherFacts;
};

/** Renews itself while its page is open. */
export const JobActionPreview = (props: PreviewProps) => (
  <div id="live-sheet" data-live="status">
    <Says {...props} />
    {props.action === "unlink" ? <Documents documents={props.documents ?? []} /> : null}
    <DryRunResult {...props} />
  </div>
);

/** What a resync does to an order that has nothing in the ledger. */
export const UNDOCUMENTED = "orders.actions.resync.undocumented";

/** Nothing of the order is in the ledger, as far as is known: it is compared with nothing. */
export const isUndocumented = ({ missing, documents, days, past }: UndocumentedFacts): boolean =>
  !missing &&
  !documents?.length &&
  !days?.length &&
  past?.some(({ state }) => state !== "gone") !== true;

export type UndocumentedFacts = Pick<JobTimeline, "documents" | "days" | "past" | "missing">;

/** What the action does, where its name doesn't say it. */
const Says = (props: PreviewProps) => {
  const { list, action, view, documents, isCustomerLinked, isUndocumented = false } = props;
  const { t } = useMessages();
  const { job } = view;
  if (isCustomerLinked)
    return (
      <p>
        {t(documents?.length === 0 ? "orders.sheet.customerLinked" : "orders.sheet.linkedStands")}
      </p>
    );
  if (action === "link") return null;
  if (action === "unlink") return <p>{t(UNLINKS[list] ?? "manualLinks.debtor.lead")}</p>;
  if (isOwnVoucher(job.flow)) return <OwnVoucherSays flow={job.flow} action={action} />;
  if (list === "orders" && isInVain(action, view)) return <p>{t("orders.sheet.retryInVain")}</p>;
  if (list === "orders")
    return (
      <p>
        {
          {
            retry: t("orders.actions.again"),
            planned: t("orders.sheet.asPlanned"),
            resync: t(isUndocumented ? UNDOCUMENTED : "orders.actions.resync.text"),
            "book-again": t("orders.actions.bookAgain.text"),
            "undo-skip": t("orders.actions.undoSkip.text"),
          }[action]
        }
      </p>
    );
  if (action === "book-again") return null;
  const thing = isOne(job.key);
  const text = {
    retry: t("orders.actions.other.again"),
    planned: t("orders.sheet.thingAsPlanned"),
    resync: thing ? t("orders.actions.other.resync") : t("orders.actions.runAgain.text"),
    "undo-skip": t("orders.actions.other.undoSkip"),
  }[action];
  return <p>{text}</p>;
};

/** The order would stay on hold, and nothing would be written. */
const isInVain = (action: JobAction, { job, order }: JobActionView): boolean =>
  (action === "retry" || action === "planned") &&
  isOnHold(job.outcome) &&
  order?.become === "hold" &&
  order.requests === 0;

type OwnVoucherProps = { readonly flow: "days" | "payouts"; readonly action: JobAction };

/** A person who skipped one may have booked it: the ledger can't tell that voucher from others. */
const OwnVoucherSays = ({ flow, action }: OwnVoucherProps) => {
  const { t } = useMessages();
  if (action === "undo-skip") return <p>{t(`orders.sheet.${flow}.undoSkip`)}</p>;
  return <p>{t(`orders.sheet.${flow}.again`)}</p>;
};

const UNLINKS = {
  orders: "manualLinks.unlinkLead",
  customers: "manualLinks.debtor.lead",
  products: "manualLinks.article.unlinkLead",
  stock: null,
} as const satisfies Readonly<Record<ListName, string | null>>;

/** One customer or one article, and no run of them. */
export const isOne = (key: string): boolean =>
  key.startsWith("debtor:") || key.startsWith("product:");

const Documents = ({ documents }: { readonly documents: readonly CurrentDocument[] }) => {
  const messages = useMessages();
  return documents.length === 0 ? null : (
    <ul>
      {documents.map((one) => (
        <li>
          {messages.t("orders.sheet.unlinks", { document: currentDocumentText(messages, one) })}
        </li>
      ))}
    </ul>
  );
};

/** The result of its dry run. */
export const DryRunResult = (props: PreviewProps) => {
  const { list, action, here } = props;
  const { dryRun: tried, refused, order, preview, voucher } = props.view;
  const { t, say } = useMessages();
  if (refused !== null)
    return <Notice tone="warn" title={t("previews.failed")} text={sentence(say(refused.detail))} />;
  if (tried === null || (tried.status !== "done" && tried.status !== "dead"))
    return (
      <p role="status">
        {t("previews.busy")} <a href={here}>{t("previews.look")}</a>
      </p>
    );
  if (order === null && preview === null && voucher === null)
    return <p role="status">{t("previews.failed")}</p>;
  // The run isn't bound to what is shown (docs/adr/0101-acts-on-one-record-are-previewed.md).
  const isWritten =
    preview !== null && preview.rows.length > 0 && (action !== "unlink" || list === "products");
  return (
    <>
      {action === "unlink" && list !== "products" ? (
        <h3>{t(list === "orders" ? "orders.sheet.afterRetry" : "orders.sheet.nextSync")}</h3>
      ) : null}
      <p class="hint">
        {t("previews.asOf")} <When at={tried.updatedAt} />
        {order === null ? null : ` · ${t("previews.byLists")}`}
      </p>
      {order === null ? null : <OrderBecomes {...props} order={order} />}
      {voucher === null ? null : (
        <VoucherPreview
          job={props.view.job}
          voucher={voucher}
          facts={props.facts ?? NO_FACTS}
          names={props.names}
        />
      )}
      {preview === null ? null : <RunPreviewOf {...props} preview={preview} />}
      {isWritten ? <p class="hint">{t("orders.sheet.asThen")}</p> : null}
    </>
  );
};

/** An unlinked order shows only its outcome, as nothing is written now. */
const OrderBecomes = ({ order, ...props }: PreviewProps & { readonly order: PreviewedOrder }) => {
  const { t } = useMessages();
  if (props.action !== "unlink") return <OrderPreview {...props} order={order} />;
  // Nothing is linked by then, so the document was found by its code.
  if (order.become === "nothing") return <p role="status">{t("orders.sheet.foundAgain")}</p>;
  return (
    <p role="status">
      <PlannedEffectLine
        become={order.become}
        document={order.document}
        reasons={order.reasons}
        names={props.names}
      />
    </p>
  );
};

const RunPreviewOf = ({ preview, ...props }: PreviewProps & { readonly preview: RunPreview }) => {
  const { id, view } = props;
  if (preview.link !== undefined)
    return <LinkPreview id={id} preview={preview} stock={view.stock} />;
  if (isOne(view.job.key)) return <SubjectPreview {...props} preview={preview} />;
  return <PlanPreview id={id} preview={preview} />;
};

const NO_FACTS: VoucherFacts = { orders: null, currency: null, accounts: new Map() };

const OrderPreview = async ({
  id,
  action,
  view,
  isGone = false,
  names,
  order,
  posting,
}: PreviewProps & { readonly order: PreviewedOrder }) => {
  const { t, language } = useMessages();
  const thenIn = useThen(id);
  const [amount, now, then] = [t("attention.amount"), t("attention.sheet.now"), await thenIn()];
  const why = headlineOf(view.job);
  const said = why === undefined ? "–" : describeWithNames(why, names, language).text;
  const version = view.dryRun?.settingsVersion ?? null;
  const changes = differ(view.job.figures, order.figures);
  return (
    <>
      <Stack label={t("orders.sheet.will")} columns={[{ name: amount, figure: true }, now, then]}>
        <tbody>
          <tr>
            <Cell of={amount} figure>
              <>
                <Amount job={view.job} />
                {changes ? (
                  <>
                    {" → "}
                    <Amount job={order} />
                  </>
                ) : null}
              </>
            </Cell>
            <Cell of={now}>
              {isGone ? (
                t("orders.found.missing.text")
              ) : (
                <AtAttempt job={view.job}>{said}</AtAttempt>
              )}
            </Cell>
            <Cell of={then}>
              <>
                <PlannedEffectLine
                  become={order.become}
                  document={order.document}
                  reasons={order.reasons}
                  names={names}
                  held={isOnHold(view.job.outcome)}
                  settles={isOnHold(view.job.outcome)}
                />
                <DocumentKind of={order.document} />
                {action !== "planned" || version === null ? null : (
                  <div class="hint">
                    {t("attention.sheet.withVersion", { version: String(version) })}
                  </div>
                )}
              </>
            </Cell>
          </tr>
        </tbody>
      </Stack>
      {order.become === "nothing" ? null : posting}
      {view.dryRun === null ? null : (
        <p>
          <a href={`/admin/tenants/${id}/orders/${view.dryRun.id}`}>{t("orders.sheet.details")}</a>
        </p>
      )}
    </>
  );
};

const differ = (now: JobFigures | null, then: JobFigures | null): boolean =>
  now !== null && then !== null && (now.gross !== then.gross || now.currency !== then.currency);

type GoneProps = { readonly left: RunPreview["left"]; readonly names: Names };

/** What is written follows from it: the record is no longer in the ledger. */
const GoneRecord = ({ left, names }: GoneProps) => {
  const { language } = useMessages();
  const gone = left.find(({ reason: { code } }) => GONE.has(code));
  return gone === undefined ? null : (
    <p role="status">{describeWithNames(gone.reason, names, language).text}</p>
  );
};

const GONE: ReadonlySet<string> = new Set(["customer-gone", "product-not-in-ledger"]);

const SubjectPreview = ({
  action,
  preview,
  names,
}: PreviewProps & { readonly preview: RunPreview }) => {
  const { rows, held, left, stopped } = preview;
  const { t } = useMessages();
  if (rows.length > 0)
    return (
      <>
        <GoneRecord left={left} names={names} />
        <PreviewRows preview={preview} />
      </>
    );
  if (action === "unlink" && left.some((one) => one.reason.code === "customer-known"))
    return <p role="status">{t("orders.sheet.sameCustomer")}</p>;
  const reasons = [...stopped, ...[...held, ...left].map((one) => one.reason)];
  const found = action === "unlink" && left.some((one) => one.reason.code === "customer-found");
  const unwritten = left.length > 0 && !found ? "leave" : "nothing";
  const become = stopped.length + held.length > 0 ? "hold" : unwritten;
  return (
    <p role="status">
      <PlannedEffectLine become={become} reasons={reasons} names={names} found={found} />
    </p>
  );
};
