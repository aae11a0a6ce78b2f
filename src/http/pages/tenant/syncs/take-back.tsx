/**
 * Takes back what was made: choose the first day, days, or a version of the settings, see what
 * would go and what stays, then confirm on the run's own page.
 */
import type { Hono } from "hono";
import { z } from "zod";
import type { TenantRow } from "../../../../store/tenants.ts";
import type { TakeBackChoices, TakeBackScope } from "../../../../sync/contract/backfills.ts";
import { messagesFor } from "../../../language.ts";
import { requireTenant } from "../../../usecases/tenant-access.ts";
import {
  takeBack,
  takeBackChoices,
  previewRebooking,
} from "../../../usecases/tenants/take-backs.ts";
import type { PageContext, PageEnv } from "../../frame/env.ts";
import { one, type Form } from "../../forms/form.ts";
import { isolate } from "../../../words/isolate.ts";
import { TenantHead } from "../../frame/layout.tsx";
import { ManualLink } from "../../manual/link.tsx";
import { page, granted } from "../../frame/respond.tsx";
import { Stamp, PageSection } from "../../parts/ui.tsx";
import { placePath } from "../places.ts";
import { useMessages } from "../../frame/use-messages.ts";
import type { WrongDays } from "./past-orders.tsx";
import { Button, PostForm } from "../../forms/post-form.tsx";
import { Empty } from "../../parts/empty.tsx";
import { DaysFields } from "../../forms/days-fields.tsx";
import { FaultText } from "../../forms/field-texts.tsx";

const scopeOf = z.discriminatedUnion("of", [
  z.object({ of: z.literal("first-day") }),
  z
    .object({ of: z.literal("days"), from: z.iso.date(), to: z.iso.date() })
    .refine(({ from, to }) => from <= to),
  z.object({ of: z.literal("settings"), version: z.coerce.number().int().positive() }),
  z.object({ of: z.literal("back-fill"), id: z.string().min(1).max(64) }),
]);

const askedScope = (form: Form): TakeBackScope | null =>
  scopeOf.safeParse({
    of: one(form, "of"),
    from: one(form, "from"),
    to: one(form, "to"),
    version: one(form, "version"),
    id: one(form, "id"),
  }).data ?? null;

export function takeBackRoutes(pages: Hono<PageEnv>): void {
  const shown = async (c: PageContext, wrong: WrongDays | null): Promise<Response> => {
    const tenant = granted(await requireTenant(c.var.asking));
    return takeBackPage(c, tenant, granted(await takeBackChoices(c.var.asking)), wrong);
  };
  /** A run has a page of its own. */
  const begun = async (
    c: PageContext,
    id: string,
    answer: ReturnType<typeof takeBack>,
  ): Promise<Response> => {
    const run = granted(await answer, {
      href: `/admin/tenants/${id}/take-back`,
      text: messagesFor(c).t("takeBack.back"),
    });
    return c.redirect(`/admin/tenants/${id}/backfills/${run.id}`, 303);
  };

  pages.get("/tenants/:id/take-back", (c) => shown(c, null));

  pages.post("/tenants/:id/take-back", (c) => {
    const id = c.req.param("id");
    const { form, asking } = c.var;
    const dryRunId = one(form, "dryRunId");
    if (dryRunId !== "") return begun(c, id, takeBack(asking, { dryRunId }));
    const scope = askedScope(form);
    return scope === null
      ? shown(c, { from: one(form, "from"), to: one(form, "to") })
      : begun(c, id, takeBack(asking, { scope, dryRunId: null }));
  });

  pages.post("/tenants/:id/backfills/:backfill/again", (c) => {
    const { id, backfill } = c.req.param();
    return begun(c, id, previewRebooking(c.var.asking, backfill));
  });
}

function takeBackPage(
  c: PageContext,
  tenant: TenantRow,
  choices: TakeBackChoices,
  wrong: WrongDays | null,
): Promise<Response> {
  const { t } = messagesFor(c);
  const { id } = tenant;
  return page(
    c,
    t("takeBack.of", { tenant: isolate(tenant.name) }),
    <>
      <TenantHead id={id} name={tenant.name} current="orders" state={tenant.state}>
        <h1>{t("takeBack.title")}</h1>
        <p class="sub">
          {t("takeBack.lead")} <ManualLink page="orders" />
        </p>
      </TenantHead>
      <FirstDay id={id} firstDay={choices.firstDay} />
      <Days id={id} wrong={wrong} />
      <Versions id={id} versions={choices.versions} />
      <p class="pager">
        <a href={placePath(id, "past-orders")}>{t("takeBack.toShop")}</a>
      </p>
    </>,
    wrong === null ? 200 : 400,
  );
}

type PreviewProps = {
  readonly id: string;
  readonly of: TakeBackScope["of"];
  readonly version?: number;
};

const Preview = ({ id, of, version }: PreviewProps) => {
  const { t } = useMessages();
  return (
    <PostForm action={`/admin/tenants/${id}/take-back`}>
      <input type="hidden" name="of" value={of} />
      {version === undefined ? null : (
        <input type="hidden" name="version" value={String(version)} />
      )}
      <Button class="second">
        {version === undefined ? t("takeBack.preview") : t("takeBack.previewVersion", { version })}
      </Button>
    </PostForm>
  );
};

const FirstDay = ({ id, firstDay }: { id: string; firstDay: TakeBackChoices["firstDay"] }) => {
  const { t, rich } = useMessages();
  return (
    <PageSection head="first-day" title={t("takeBack.firstDay")}>
      {firstDay === null ? (
        <Empty
          text={t("takeBack.noFirstDay")}
          next={{ href: `/admin/tenants/${id}/orders`, text: t("empty.orders") }}
        />
      ) : (
        <>
          <p>
            {rich("takeBack.firstDayOf", {
              from: <Stamp at={firstDay.from} />,
              to: <Stamp at={firstDay.to} />,
            })}{" "}
            <Made of={firstDay} />
          </p>
          <Preview id={id} of="first-day" />
        </>
      )}
    </PageSection>
  );
};

/** Orders that wait for their day's voucher have no document in the ledger. */
const Made = ({ of }: { of: { readonly orders: number; readonly waiting?: number } }) => {
  const { t } = useMessages();
  const { orders, waiting = 0 } = of;
  return (
    <>
      {orders === waiting ? null : t("takeBack.orders", { count: orders - waiting })}
      {waiting === 0 || orders === waiting ? null : " "}
      {waiting === 0 ? null : t("takeBack.waiting", { count: waiting })}
    </>
  );
};

const Days = ({ id, wrong }: { id: string; wrong: WrongDays | null }) => {
  const { t } = useMessages();
  return (
    <PageSection head="days" title={t("takeBack.days")}>
      <p>{t("takeBack.daysLead")}</p>
      <PostForm action={`/admin/tenants/${id}/take-back`} class="line">
        <input type="hidden" name="of" value="days" />
        <DaysFields
          days={wrong}
          labels={{ from: t("pastOrders.from"), to: t("pastOrders.to") }}
          prefix="take-back-"
          required
          fault={wrong === null ? undefined : "take-back-fault"}
        />
        <Button class="second">{t("takeBack.preview")}</Button>
        {wrong === null ? null : (
          <FaultText id="take-back-fault">{t("pastOrders.wrongDays")}</FaultText>
        )}
      </PostForm>
    </PageSection>
  );
};

const Versions = ({ id, versions }: { id: string; versions: TakeBackChoices["versions"] }) => {
  const { t, rich } = useMessages();
  return (
    <PageSection head="versions" title={t("takeBack.versions")}>
      {versions.length === 0 ? (
        <Empty
          text={t("takeBack.noVersions")}
          next={{ href: `/admin/tenants/${id}/orders`, text: t("empty.orders") }}
        />
      ) : null}
      {versions.map(({ version, from, to, ...of }) => (
        <>
          <h3>
            <a href={`/admin/tenants/${id}/settings/versions?before=${version + 1}`}>
              {t("settings.history.version", { version })}
            </a>
          </h3>
          <p>
            <Made of={of} />{" "}
            {rich("takeBack.between", { from: <Stamp at={from} />, to: <Stamp at={to} /> })}
          </p>
          <Preview id={id} of="settings" version={version} />
        </>
      ))}
    </PageSection>
  );
};
