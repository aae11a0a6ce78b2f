/**
 * What became of a settlement file, payout by payout: a page of its own, which stays for the last
 * files and says where each payout stands now.
 */
import type { TenantRow } from "../../../store/tenants.ts";
import {
  PAYOUTS_PER_PAGE,
  type StagingResult,
  type UploadResult,
  type UploadRow,
} from "../../../sync/contract/payouts.ts";
import { messagesFor } from "../../language.ts";
import { ActorName } from "../parts/actors.tsx";
import { isolate } from "../../words/isolate.ts";
import { Older } from "../parts/older.tsx";
import type { PageContext } from "../frame/env.ts";
import { TenantHead } from "../frame/layout.tsx";
import { page } from "../frame/respond.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { ManualLink } from "../manual/link.tsx";
import { Records } from "../parts/table.tsx";
import { Notice, Stamp, When } from "../parts/ui.tsx";
import { State } from "./state.tsx";

export const uploadPath = (id: string, upload: string): string =>
  `/admin/tenants/${id}/payouts/uploads/${upload}`;

type ResultView = {
  readonly tenant: TenantRow;
  readonly upload: UploadResult;
};

export function uploadResultPage(
  c: PageContext,
  { tenant, upload }: ResultView,
): Promise<Response> {
  const { t } = messagesFor(c);
  const base = `/admin/tenants/${tenant.id}/payouts`;
  return page(
    c,
    t("payouts.result.of", { tenant: isolate(tenant.name) }),
    <>
      <TenantHead id={tenant.id} name={tenant.name} current="payouts" state={tenant.state}>
        <h1>{t("payouts.result.title")}</h1>
        <p class="sub">
          <a href={base}>{t("payouts.title")}</a> · <ManualLink page="payouts" />
        </p>
      </TenantHead>
      <UploadNotice upload={upload} />
      <div id="live-upload" data-live="payouts">
        <section aria-label={t("payouts.result.title")}>
          <Payouts base={base} upload={upload} />
          <Older
            path={uploadPath(tenant.id, upload.id)}
            label={t("payouts.title")}
            all={t("payouts.total", { count: upload.total })}
            page={upload.page}
            total={upload.total}
            most={PAYOUTS_PER_PAGE}
          />
        </section>
      </div>
      {upload.total < upload.count ? (
        <p class="hint">{t("payouts.result.more", { count: upload.count - upload.total })}</p>
      ) : null}
    </>,
  );
}

const RESULTS = ["new", "corrected", "same", "differs", "incomplete"] as const;

/** What became of all of its payouts, in one line. */
const Counts = ({ as }: Pick<UploadRow, "as">) => {
  const { t } = useMessages();
  return (
    <>
      {RESULTS.flatMap((one) => {
        const count = as[one] ?? 0;
        return count === 0 ? [] : [`${t(`payouts.result.as.${one}`)}: ${count}`];
      }).join(" · ")}
    </>
  );
};

const UploadNotice = ({ upload }: Omit<ResultView, "tenant">) => {
  const { t, rich } = useMessages();
  const { as, count, provider, at, actor } = upload;
  const isRefused = (as.differs ?? 0) + (as.incomplete ?? 0) > 0;
  return (
    <Notice tone={isRefused ? "warn" : "good"}>
      <p role="status">
        {as.same === count
          ? t("payouts.result.nothingNew", { count })
          : t("payouts.result.inFile", { count })}
      </p>
      <p>
        <Counts as={as} />
      </p>
      <p>
        {t(`payouts.providers.${provider}`)} ·{" "}
        {rich("pastOrders.begunBy", {
          when: <When at={at} />,
          actor: <ActorName of={actor} />,
        })}
      </p>
    </Notice>
  );
};

const Payouts = ({ base, upload }: { readonly base: string; readonly upload: UploadResult }) => {
  const { t, format } = useMessages();
  return (
    <Records
      label={t("payouts.result.title")}
      columns={[
        {
          name: t("payouts.payout"),
          cell: ({ staged, now }) =>
            now === null ? (
              <bdi>{staged.payout}</bdi>
            ) : (
              <a href={`${base}/${staged.id}`}>
                <bdi>{staged.payout}</bdi>
              </a>
            ),
        },
        {
          name: t("payouts.day"),
          whole: true,
          cell: ({ now }) => (now === null ? "–" : format.day(now.day)),
        },
        {
          name: t("payouts.amount"),
          figure: true,
          cell: ({ now }) => (now === null ? "–" : format.money(now.amount, now.currency)),
        },
        { name: t("payouts.result.column"), cell: ({ staged }) => <Result staged={staged} /> },
        {
          name: t("payouts.result.now"),
          cell: ({ now }) => (now === null ? t("payouts.result.gone") : <State payout={now} />),
        },
      ]}
      records={upload.rows}
    />
  );
};

const Result = ({ staged }: { readonly staged: StagingResult }) => {
  const { t } = useMessages();
  const { as, lacks = { count: 0, line: "" } } = staged;
  return (
    <>
      {t(`payouts.result.as.${as}`)}
      {as === "differs" ? <p class="hint">{t("payouts.staged.differs")}</p> : null}
      {as === "incomplete" ? <p class="hint">{t("payouts.staged.incomplete", lacks)}</p> : null}
    </>
  );
};

/** The results of the last files, below the form for the next one. */
export const LastUploads = ({
  id,
  uploads,
}: {
  readonly id: string;
  readonly uploads: readonly UploadRow[];
}) => {
  const { t } = useMessages();
  return uploads.length === 0 ? null : (
    <details class="card">
      <summary>{t("payouts.result.last")}</summary>
      <ul>
        {uploads.map((upload) => (
          <li>
            <a href={uploadPath(id, upload.id)}>
              <Stamp at={upload.at} />
            </a>{" "}
            · {t(`payouts.providers.${upload.provider}`)} · <Counts as={upload.as} />
          </li>
        ))}
      </ul>
    </details>
  );
};
