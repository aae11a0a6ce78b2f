/** Payouts of a shop: the list with a form for a file, and one payout with what it would book. */
import type { Child } from "hono/jsx";
import { PROVIDERS } from "../../../domain/payouts/lines.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import { ENCODINGS } from "../../../flows/payouts/read/rows.ts";
import {
  type RetainedFile,
  type ListedPayout,
  type PayoutLines,
  PAYOUTS_PER_PAGE,
  type PayoutView,
  type StagingResult,
  type UploadRow,
} from "../../../sync/contract/payouts.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import { messagesFor } from "../../language.ts";
import type { MailIntake } from "../../usecases/vouchers/payouts.ts";
import { payoutState } from "../../usecases/vouchers/voucher-states.ts";
import { ActorName } from "../parts/actors.tsx";
import { Empty } from "../parts/empty.tsx";
import type { PageContext } from "../frame/env.ts";
import { isolate } from "../../words/isolate.ts";
import { TenantHead } from "../frame/layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { Older } from "../parts/older.tsx";
import { type Form, one } from "../forms/form.ts";
import { Button, PostForm } from "../forms/post-form.tsx";
import { Select } from "../forms/select.tsx";
import { page } from "../frame/respond.tsx";
import { Records } from "../parts/table.tsx";
import { Fact, Notice } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { ByMail, LastMail } from "./by-mail.tsx";
import { Files } from "./files.tsx";
import { EveryLine, Kinds, Progress } from "./lines.tsx";
import { OtherAccountNotice } from "./other-account.tsx";
import { Approve, Warnings } from "./approve.tsx";
import { VendorLinks, type voucherLinks } from "../orders/links/vendor-links.tsx";
import { LinkVoucher } from "./link-voucher.tsx";
import type { WrongMatch } from "./match-form.tsx";
import { goesAsApproved, PostingJob } from "./posting-job.tsx";
import { PostingOf, PostingPreview } from "./posting.tsx";
import { SettledInvoices } from "./settled.tsx";
import { State } from "./state.tsx";
import { UnmatchedLines } from "./unmatched.tsx";
import { LastUploads } from "./upload-result.tsx";

type ListView = {
  readonly tenant: TenantRow;
  readonly payouts: readonly ListedPayout[];
  /** Which page of the list, from 0. */
  readonly at: number;
  /** On all of them. */
  readonly total: number;
  /** Lines so far of each file that is being read. */
  readonly reading: readonly number[];
  /** `null`: not for this reader. */
  readonly intake: MailIntake | null;
  /** Files that were read lately. */
  readonly uploads: readonly UploadRow[];
  readonly refused: Reason | null;
  readonly fault: string | null;
  /** The form as it was sent, where nothing was taken. */
  readonly sent: Form;
};

export function payoutsPage(c: PageContext, view: ListView): Promise<Response> {
  const { t } = messagesFor(c);
  const { tenant, payouts, reading, refused, fault, intake } = view;
  return page(
    c,
    t("payouts.of", { tenant: isolate(tenant.name) }),
    <>
      <TenantHead id={tenant.id} name={tenant.name} current="payouts" state={tenant.state}>
        <h1>{t("payouts.title")}</h1>
        <p class="sub">
          {t("payouts.lead")}{" "}
          <a href={`/admin/tenants/${tenant.id}/clearing`}>{t("clearing.link")}</a> ·{" "}
          <ManualLink page="payouts" />
        </p>
      </TenantHead>
      {refused === null ? null : (
        <Notice tone="bad">
          <PostingPreview reasons={[refused]} />
        </Notice>
      )}
      {intake === null ? null : <LastMail intake={intake} />}
      <details
        id="upload"
        open={(payouts.length === 0 && view.at === 0) || fault !== null || refused !== null}
      >
        <summary>{t("payouts.upload.title")}</summary>
        <UploadForm id={tenant.id} sent={view.sent} fault={fault} />
        {intake === null ? null : <ByMail id={tenant.id} intake={intake} />}
        <LastUploads id={tenant.id} uploads={view.uploads} />
      </details>
      <div id="live-payouts" data-live="payouts">
        {reading.map((lines) => (
          <Notice tone="warn" text={t("payouts.reading", { lines })} />
        ))}
        {payouts.length === 0 && view.at === 0 ? (
          <Empty
            text={t("payouts.nothing")}
            next={{
              href: "#upload",
              text: t("payouts.upload.title"),
            }}
          />
        ) : (
          <section aria-label={t("payouts.title")}>
            <List id={tenant.id} payouts={payouts} />
            <Older
              path={`/admin/tenants/${tenant.id}/payouts`}
              label={t("payouts.title")}
              all={t("payouts.total", { count: view.total })}
              page={view.at}
              total={view.total}
              most={PAYOUTS_PER_PAGE}
            />
          </section>
        )}
      </div>
    </>,
  );
}

type UploadProps = Pick<ListView, "sent" | "fault"> & {
  readonly id: string;
};

/** Refused, it comes back as it was sent; a file has to be chosen again. */
const UploadForm = ({ id, sent, fault }: UploadProps) => {
  const { t } = useMessages();
  return (
    <PostForm
      action={`/admin/tenants/${id}/payouts`}
      enctype="multipart/form-data"
      hx-boost="false"
      class="card"
    >
      <h2>{t("payouts.upload.title")}</h2>
      <div class="line">
        <div class="field">
          <label for="provider">{t("payouts.upload.provider")}</label>
          <Select
            id="provider"
            name="provider"
            value={one(sent, "provider")}
            options={PROVIDERS}
            text={(provider) => t(`payouts.providers.${provider}`)}
          />
        </div>
        <div class="field">
          <label for="file">{t("payouts.upload.file")}</label>
          <input
            id="file"
            type="file"
            name="file"
            accept=".csv,.txt,text/csv"
            required
            aria-describedby={fault === null ? undefined : "file-fault"}
            aria-invalid={fault === null ? undefined : "true"}
          />
          {fault === null ? null : (
            <p class="fault" id="file-fault">
              {fault}
            </p>
          )}
        </div>
        <div class="field">
          <label for="encoding">{t("payouts.upload.encoding")}</label>
          <Select
            id="encoding"
            name="encoding"
            value={one(sent, "encoding")}
            options={ENCODINGS}
            text={(encoding) => t(`payouts.encodings.${encoding}`)}
          />
        </div>
        <div class="field">
          <label for="account">{t("payouts.upload.account")}</label>
          <input
            id="account"
            name="account"
            value={one(sent, "account")}
            maxlength={100}
            autocomplete="off"
            dir="auto"
          />
        </div>
      </div>
      <Button data-busy={t("payouts.upload.busy")}>{t("payouts.upload.send")}</Button>
      <p class="hint">{t("payouts.upload.hint")}</p>
    </PostForm>
  );
};

const List = ({ id, payouts }: { id: string; payouts: readonly ListedPayout[] }) => {
  const { t, format } = useMessages();
  return (
    <Records
      label={t("payouts.title")}
      columns={[
        {
          name: t("payouts.payout"),
          cell: ({ id: payoutId, payout }) => (
            <a href={`/admin/tenants/${id}/payouts/${payoutId}`}>
              <bdi>{payout}</bdi>
            </a>
          ),
        },
        {
          name: t("payouts.upload.provider"),
          cell: ({ provider }) => t(`payouts.providers.${provider}`),
        },
        { name: t("payouts.day"), whole: true, cell: ({ day }) => format.day(day) },
        {
          name: t("payouts.amount"),
          figure: true,
          cell: ({ amount, currency }) => format.money(amount, currency),
        },
        { name: t("payouts.lines"), figure: true, cell: ({ lines }) => String(lines) },
        {
          name: t("payouts.state"),
          cell: (payout) => (
            <>
              <State payout={payout} />
              {payout.differsAt === null ? null : <> · {t("payouts.differs")}</>}
            </>
          ),
        },
        { name: t("payouts.voucher"), cell: ({ voucher }) => voucher?.number ?? "–" },
      ]}
      records={payouts}
    />
  );
};

type OneView = {
  readonly tenant: TenantRow;
  readonly payout: PayoutView;
  readonly lines: PayoutLines;
  readonly files: readonly RetainedFile[];
  readonly keepsFiles: boolean;
  readonly mayReadFiles: boolean;
  /** Names of the ledger's accounts, by number. */
  readonly accounts: ReadonlyMap<number, string | null>;
  readonly fault: string | null;
  readonly status: 200 | 400 | 409;
  /** What it lacks, as a form; `null`: the reader may change no settings. */
  readonly missing: Child;
  /** Its voucher at the vendor, where the shop has that page's address. */
  readonly elsewhere: ReturnType<typeof voucherLinks>;
  /** It was just read from a file. */
  readonly staged: StagingResult["as"] | null;
  /** The order that was named for a line, and refused. */
  readonly wrong: WrongMatch | null;
};

export function payoutPage(c: PageContext, view: OneView): Promise<Response> {
  const { t } = messagesFor(c);
  const { tenant, payout, fault, wrong } = view;
  const base = `/admin/tenants/${tenant.id}/payouts`;
  const state = payoutState(payout);
  const isOpen = payout.voucher === null && state !== "under-way" && state !== "skipped";
  return page(
    c,
    t("payouts.one", { payout: isolate(payout.payout) }),
    <>
      <TenantHead id={tenant.id} name={tenant.name} current="payouts" state={tenant.state}>
        <h1>
          <bdi>{t("payouts.one", { payout: payout.payout })}</bdi>
        </h1>
        <p class="sub">
          <a href={base}>{t("payouts.title")}</a> · <ManualLink page="payouts" />
        </p>
      </TenantHead>
      {fault === null ? null : <Notice tone="bad" text={fault} />}
      {view.staged === null ? null : (
        <Notice tone="good">
          <p role="status">{t("payouts.staged.here", { as: view.staged })}</p>
        </Notice>
      )}
      <div id="live-payout" data-live="payouts">
        <Facts payout={payout} />
        <VendorLinks links={view.elsewhere} />
        <PostingJob tenantId={tenant.id} payout={payout} />
        <Warnings payout={payout} />
        <UnmatchedLines
          {...{ payout, base, wrong }}
          open={isOpen}
          ordersPath={`/admin/tenants/${tenant.id}/orders`}
        />
        {isOpen ? view.missing : null}
        {isOpen ? <LinkVoucher payout={payout} base={base} /> : null}
        <OtherAccountNotice payout={payout} base={base} />
        {payout.progress === null ? null : (
          <Progress progress={payout.progress} again={payout.mark !== ""} />
        )}
        <PostingOf tenantId={tenant.id} payout={payout} accounts={view.accounts} />
        <SettledInvoices
          payout={payout}
          ordersPath={`/admin/tenants/${tenant.id}/orders`}
          accounts={view.accounts}
        />
        {(isOpen && !goesAsApproved(payout)) || payout.isLeft === true ? (
          <Approve payout={payout} base={base} />
        ) : null}
        <Kinds payout={payout} />
        <EveryLine
          lines={view.lines}
          currency={payout.currency}
          path={`${base}/${payout.id}`}
          ordersPath={`/admin/tenants/${tenant.id}/orders`}
          open={isOpen}
          wrong={wrong}
          told={new Set(payout.unmatched.map(({ at }) => at))}
        />
        <Files
          files={view.files}
          path={`${base}/${payout.id}`}
          keeps={view.keepsFiles}
          may={view.mayReadFiles}
        />
        {isOpen ? <Remove path={`${base}/${payout.id}/remove`} /> : null}
      </div>
    </>,
    view.status,
  );
}

const Remove = ({ path }: { readonly path: string }) => {
  const { t } = useMessages();
  return (
    <PostForm action={path}>
      <Button class="second">{t("payouts.remove")}</Button>
    </PostForm>
  );
};

const Facts = ({ payout }: { payout: PayoutView }) => {
  const { t, format } = useMessages();
  const { voucher, approvedBy } = payout;
  return (
    <section aria-label={t("orders.summary.label")}>
      <dl class="facts">
        <Fact name={t("payouts.state")}>
          <State payout={payout} />
        </Fact>
        <Fact name={t("payouts.upload.provider")}>{t(`payouts.providers.${payout.provider}`)}</Fact>
        <Fact name={t("payouts.day")}>{format.day(payout.day)}</Fact>
        <Fact name={t("payouts.amount")}>
          {format.money(payout.amount, payout.currency)}
          {payout.linesOnly === true && voucher === null ? (
            <div class="hint">{t("payouts.linesOnly")}</div>
          ) : null}
        </Fact>
        <Fact name={t("payouts.lines")}>{format.figure(payout.lines)}</Fact>
        {payout.matched === 0 ? null : (
          <Fact name={t("payouts.matched")}>{format.figure(payout.matched)}</Fact>
        )}
        {voucher === null ? null : <Fact name={t("payouts.voucher")}>{voucher.number ?? "–"}</Fact>}
        <Fact name={t("payouts.uploadedBy")}>
          <ActorName of={payout.actor} />
        </Fact>
        {approvedBy === null ? null : (
          <Fact name={t("payouts.approvedBy")}>
            <ActorName of={approvedBy} />
          </Fact>
        )}
      </dl>
    </section>
  );
};
