/** A sign-in that an API token began: what its end shows, and the page on which it is confirmed. */
import type { Context, Hono } from "hono";
import { isVendor, type Vendor, VENDOR_NAMES } from "../../../../domain/ids.ts";
import { NO_ADMINISTRATION, type TenantRow } from "../../../../store/tenants.ts";
import type { SignedIn } from "../../../auth/session.ts";
import type { Waiting } from "../../../oauth/finish.ts";
import {
  confirmSignIn,
  type Pending,
  pendingSignIn,
  refuseSignIn,
} from "../../../oauth/pending.ts";
import {
  administrationsInUse,
  companiesInUse,
  type SharedWith,
} from "../../../usecases/tenants/administrations.ts";
import { requireTenant } from "../../../usecases/tenant-access.ts";
import { ActorName } from "../../parts/actors.tsx";
import type { PageContext, PageEnv } from "../../frame/env.ts";
import { one } from "../../forms/form.ts";
import { isolate } from "../../../words/isolate.ts";
import { TenantHead } from "../../frame/layout.tsx";
import { ManualLink } from "../../manual/link.tsx";
import { page, granted, pageFor } from "../../frame/respond.tsx";
import { usedBy } from "../../setup/choose.tsx";
import { Badge, Fact, Notice, Stamp } from "../../parts/ui.tsx";
import { messagesFor } from "../../../language.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { placePath } from "../places.ts";
import { Button, PostForm } from "../../forms/post-form.tsx";
import { Copyable } from "../../frame/header.tsx";
import { Empty } from "../../parts/empty.tsx";

const pathOf = (id: string, vendor: Vendor): string => `/admin/tenants/${id}/connect/${vendor}`;

/** Shown after a sign-in at the vendor, which may be by anybody. */
export function waitsPage(c: Context, signedIn: SignedIn | null, waiting: Waiting) {
  const { t } = messagesFor(c);
  const { tenantId, vendor, shop } = waiting;
  const names =
    waiting.names.length === 0 ? t("confirm.waits.nothing") : waiting.names.map(isolate).join(", ");
  return pageFor(
    c,
    t("confirm.waits.title"),
    signedIn,
    <>
      <h1>{t("confirm.waits.title")}</h1>
      <Notice tone="warn">
        <p>
          {t("confirm.waits.detail", { vendor: VENDOR_NAMES[vendor], names, shop: isolate(shop) })}
        </p>
        <p>{t("confirm.waits.warn", { vendor: VENDOR_NAMES[vendor] })}</p>
      </Notice>
      <a href={pathOf(tenantId, vendor)}>{t("confirm.waits.look")}</a>
    </>,
  );
}

export function confirmRoutes(pages: Hono<PageEnv>): void {
  async function show(c: PageContext, tenant: TenantRow, vendor: Vendor, missed: boolean) {
    const pending = granted(await pendingSignIn(c.var.asking, vendor));
    const { t } = messagesFor(c);
    const title = t("confirm.title", { vendor: VENDOR_NAMES[vendor] });
    const used = await usedElsewhere(c, vendor);
    return page(
      c,
      `${title} · ${isolate(tenant.name)}`,
      <>
        <TenantHead id={tenant.id} name={tenant.name} current="status" state={tenant.state}>
          <h1>{title}</h1>
          <p class="sub">
            <ManualLink page="people" />
          </p>
        </TenantHead>
        {pending === null ? (
          <Empty
            text={t("confirm.none")}
            next={{
              href: placePath(tenant.id, "connections"),
              text: t("settings.sections.connections"),
            }}
          />
        ) : (
          <Form
            pending={pending}
            missed={missed}
            used={used}
            byNumber={vendor === "asperion"}
            asks={vendor === "asperion" && tenant.administrationId === NO_ADMINISTRATION}
          />
        )}
      </>,
      missed ? 400 : 200,
    );
  }

  /** Returns by what is offered which other shops use it, as far as the reader may know. */
  async function usedElsewhere(
    c: PageContext,
    vendor: Vendor,
  ): Promise<ReadonlyMap<string, string>> {
    const { t } = messagesFor(c);
    const { asking } = c.var;
    const inUse: ReadonlyMap<string | number, SharedWith> =
      vendor === "asperion" ? await administrationsInUse(asking) : await companiesInUse(asking);
    return new Map([...inUse].map(([id, shared]) => [String(id), usedBy(t, shared)]));
  }

  pages.get("/tenants/:id/connect/:vendor", async (c) => {
    const vendor = c.req.param("vendor");
    const tenant = granted(await requireTenant(c.var.asking));
    return isVendor(vendor) ? show(c, tenant, vendor, false) : c.notFound();
  });

  pages.post("/tenants/:id/connect/:vendor", async (c) => {
    const { id, vendor } = c.req.param();
    const { form, asking } = c.var;
    const tenant = granted(await requireTenant(asking));
    if (!isVendor(vendor)) return c.notFound();
    const identity = one(form, "identity");
    const refuses = one(form, "act") === "refuse";
    const asked = refuses
      ? await refuseSignIn(asking, vendor)
      : await confirmSignIn(asking, vendor, identity === "" ? null : identity);
    if (!asked.ok && asked.error.kind === "choose-administration")
      return show(c, tenant, vendor, true);
    granted(asked);
    const done = refuses ? undefined : `connected-${vendor}`;
    return c.redirect(placePath(id, "connections", done), 303);
  });
}

type FormProps = {
  readonly pending: Pending;
  /** Whether one of several has to be chosen. */
  readonly asks: boolean;
  /** People know an administration by its number; of a company they know the name alone. */
  readonly byNumber: boolean;
  readonly missed: boolean;
  readonly used: ReadonlyMap<string, string>;
};

const Form = ({ pending, asks, byNumber, missed, used }: FormProps) => {
  const { t } = useMessages();
  const chooses = asks && pending.offers.length > 1;
  // Shops may share an administration, and never a company.
  const isTaken = !byNumber && pending.offers.every(({ identity }) => used.has(identity));
  return (
    <PostForm>
      <p>{t("confirm.lead")}</p>
      <p class="hint">
        {t("confirm.begunBy")} <ActorName of={pending.by} /> · {t("confirm.until")}{" "}
        <Stamp at={pending.expiresAt} />
      </p>
      {missed ? (
        <p class="fault" id="identity-fault" role="alert">
          {t("confirm.chooseOne")}
        </p>
      ) : null}
      <fieldset aria-describedby={missed ? "identity-fault" : undefined}>
        <legend>{t("confirm.legend")}</legend>
        {pending.offers.map(({ identity, name }) => {
          const elsewhere = used.get(identity);
          const described = (
            <span>
              <bdi>{name}</bdi>
              {byNumber ? (
                <>
                  {" "}
                  (<bdi>{identity}</bdi>)
                </>
              ) : null}
              {elsewhere === undefined ? null : (
                <>
                  {" "}
                  <Badge word={{ text: elsewhere, tone: "warn" }} />
                </>
              )}
            </span>
          );
          if (!chooses) return <p>{described}</p>;
          return (
            <label class="check">
              <input type="radio" name="identity" value={identity} />
              {described}
            </label>
          );
        })}
      </fieldset>
      {byNumber ? null : (
        <details>
          <summary>{t("orders.technical")}</summary>
          <dl class="facts">
            {pending.offers.map(({ identity, name }) => (
              <Fact name={t("confirm.id", { name: isolate(name) })}>
                <Copyable text={identity} />
              </Fact>
            ))}
          </dl>
        </details>
      )}
      {isTaken ? (
        <p class="fault">{t("confirm.companyUsed")}</p>
      ) : (
        <>
          <Button name="act" value="confirm">
            {t("confirm.confirm")}
          </Button>{" "}
        </>
      )}
      <Button class="second" name="act" value="refuse">
        {t("confirm.refuse")}
      </Button>
    </PostForm>
  );
};
