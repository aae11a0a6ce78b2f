/**
 * What each document of an order books, as an accountant reads it: predicted, and as read from the
 * ledger. Where both are available, differing lines are marked.
 */
import { amount, dec, sum } from "../../../../domain/money.ts";
import type { Chart } from "../../../../domain/ledger/posting.ts";
import { type Names, describeWithNames } from "../../../usecases/jobs/known-names.ts";
import {
  type DocumentPosting,
  isUnreadDocument,
  type Postings,
} from "../../../usecases/ledger/posting.ts";
import { Notice, Wide } from "../../parts/ui.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import { Button, PostForm } from "../../forms/post-form.tsx";
import { type Lacks, PostingHead, PostingLine, PostingSum } from "../../parts/posting-table.tsx";
import {
  PAYMENTS,
  type PostingRow,
  postingRows,
  postingTitle,
} from "../../../words/posting-rows.ts";
import type { Format } from "../../../words/format.ts";
import type { Messages } from "../../../../messages/index.ts";

type PostingProps = {
  /** Of the job. */
  readonly address: string;
  readonly postings: Postings;
  readonly chart: Chart;
  readonly names: Names;
  readonly version: number | null;
};

export const PostingSection = ({ address, postings, chart, names, version }: PostingProps) => {
  const { t, describe } = useMessages();
  const { documents, readable, stale, refused, home } = postings;
  if (documents.length === 0) return null;
  const wasRead = documents.some(({ booked }) => booked !== null);
  return (
    <section aria-labelledby="posting">
      <h2 id="posting">{t("posting.title")}</h2>
      <p>
        {version === null
          ? t("posting.lead")
          : t("posting.leadVersion", { version: String(version) })}
      </p>
      {stale ? <Notice tone="warn" text={t("posting.stale")} /> : null}
      {refused?.kind === "refused"
        ? refused.reasons.map((reason) => <Notice tone="warn" text={describe(reason).text} />)
        : null}
      {documents.map((one) => (
        <DocumentPart one={one} home={home} chart={chart} names={names} />
      ))}
      {readable ? (
        <PostForm action={`${address}/posting`}>
          <Button class="second">{wasRead ? t("posting.readAgain") : t("posting.read")}</Button>
        </PostForm>
      ) : null}
    </section>
  );
};

/** Whether its document was read from the ledger, or why there is only what it will book. */
function standingText(t: Messages["t"], format: Format, one: DocumentPosting): string {
  const { role, booked, reading } = one;
  if (booked !== null && typeof booked.voucher !== "string")
    return t("posting.booked", {
      number: booked.voucher.number ?? "–",
      day: format.day(booked.voucher.date),
      when: format.stamp(booked.readAt),
    });
  if (reading !== undefined) return t(`posting.unpredicted.${reading}`);
  if (PAYMENTS.has(role)) return t("posting.paymentHint");
  if (isUnreadDocument(one)) return t("posting.notRead");
  if (booked?.voucher === "none") return t("posting.none");
  return booked?.voucher === "gone" ? t("posting.gone") : t("posting.predicted");
}

function lacksOf(one: DocumentPosting): Lacks {
  if (PAYMENTS.has(one.role)) return "unreadable";
  return isUnreadDocument(one) ? "unread" : "unknown";
}

type PartProps = {
  readonly one: DocumentPosting;
  /** The ledger's currency, in which its vouchers are; `null`: no plan tells it. */
  readonly home: string | null;
  readonly chart: Chart;
  readonly names: Names;
};

const DocumentPart = ({ one, home, chart, names }: PartProps) => {
  const messages = useMessages();
  const { t, format } = messages;
  const { role, predicted, booked, compared, reading } = one;
  const voucher = booked === null || typeof booked.voucher === "string" ? null : booked.voucher;
  const rows = postingRows(one, chart);
  const hasNoLines =
    rows.length === 0 && reading === undefined && typeof booked?.voucher !== "string";
  const differing = compared?.lines.filter(({ differs }) => differs).length ?? 0;
  const title = postingTitle(messages, one);
  return (
    <>
      <h3>{title}</h3>
      {reading === undefined && role === "sales-order" ? (
        <p>{t("posting.of.sales-order")}</p>
      ) : null}
      {reading === undefined && role?.endsWith("draft") === true ? (
        <p>{t("posting.of.draft")}</p>
      ) : null}
      <p class="muted">{hasNoLines ? t("posting.noLines") : standingText(t, format, one)}</p>
      {compared === null ? null : (
        <Notice
          tone={compared.same ? "good" : "warn"}
          text={compared.same ? t("posting.same") : t("posting.differs", { count: differing })}
        />
      )}
      {predicted?.converted === true && voucher === null ? (
        <p>{t("posting.converted", { currency: predicted.currency })}</p>
      ) : null}
      {rows.length === 0 ? null : (
        <PostingTable
          title={title}
          rows={rows}
          lacks={lacksOf(one)}
          names={names}
          currency={voucher === null ? (predicted?.currency ?? null) : home}
        />
      )}
    </>
  );
};

type TableProps = {
  readonly title: string;
  readonly rows: readonly PostingRow[];
  readonly lacks: Lacks;
  readonly names: Names;
  readonly currency: string | null;
};

/** They say what booking will show: nothing of what is booked and can be read. */
const ABOUT_BOOKING: ReadonlySet<string> = new Set([
  "posting-account-unknown",
  "posting-cents-unknown",
  "posting-rounding-unknown",
]);

const PostingTable = ({ title, rows, lacks, names, currency }: TableProps) => {
  const { t, language } = useMessages();
  return (
    <Wide label={t("posting.label", { name: title })}>
      <table>
        {currency === null ? null : <caption>{t("posting.amountsIn", { currency })}</caption>}
        <PostingHead
          account={t("voucher.account")}
          name={t("posting.nameAndReason")}
          currency={currency}
          vatCode
        />
        <tbody>
          {rows.map((row) => (
            <PostingLine {...row} currency={currency} lacks={lacks}>
              <Why row={row} currency={currency} />
              {row.reasons
                .filter(({ code }) => lacks === "unknown" || !ABOUT_BOOKING.has(code))
                .map((reason) => (
                  <span class="why">{describeWithNames(reason, names, language).text}</span>
                ))}
            </PostingLine>
          ))}
        </tbody>
        <tfoot>
          <PostingSum
            debit={amount(sum(rows.map(({ debit }) => debit ?? "0")))}
            credit={amount(sum(rows.map(({ credit }) => credit ?? "0")))}
            currency={currency}
            vatCode
          />
        </tfoot>
      </table>
    </Wide>
  );
};

type WhyProps = Pick<TableProps, "currency"> & { readonly row: PostingRow };

const Why = ({ row: { differs, within }, currency }: WhyProps) => {
  const { t, format } = useMessages();
  if (differs === null)
    return within === null ? null : (
      <span class="why">{t("posting.within", { most: format.money(within, currency) })}</span>
    );
  const { expected, booked } = differs;
  return (
    <strong class="why">
      {booked ? "" : `${t("posting.notBooked")} `}
      {expected === null
        ? t("posting.notExpected")
        : t("posting.expected", {
            side: dec(expected).gt(0) ? "debit" : "credit",
            amount: format.money(amount(dec(expected).abs()), currency),
          })}
    </strong>
  );
};
