/**
 * Stopping a shop: what is under way and what happens to it, before the button that does it.
 * Afterwards the shop's page says what waits.
 */
import { tenantHealth } from "../../../usecases/tenants/control.ts";
import { requireTenant } from "../../../usecases/tenant-access.ts";
import type { TenantRow } from "../../../../store/tenants.ts";
import type { TenantHealth } from "../../../../sync/contract/index.ts";
import type { PageContext } from "../../frame/env.ts";
import { isolate } from "../../../words/isolate.ts";
import { TenantHead } from "../../frame/layout.tsx";
import { ManualLink } from "../../manual/link.tsx";
import { OutOfReach } from "../../frame/out-of-reach.tsx";
import { confirmSheet } from "../../previews/confirmation-sheet.tsx";
import { page } from "../../frame/respond.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import { messagesFor } from "../../../language.ts";
import { Button, PostForm } from "../../forms/post-form.tsx";

/** `health`: `null` where the shop's object is out of reach. */
export const stopPage = (
  c: PageContext,
  tenant: TenantRow,
  health: TenantHealth | null,
): Promise<Response> => {
  const { t } = messagesFor(c);
  const { id, name, state } = tenant;
  return page(
    c,
    t("stop.of", { tenant: isolate(name) }),
    <>
      <TenantHead id={id} name={name} current="settings" state={state}>
        <h1>{t("stop.of", { tenant: isolate(name) })}</h1>
      </TenantHead>
      {state === "paused" ? (
        <IsStopped id={id} />
      ) : (
        <section aria-label={t("frame.stopAll")}>
          <p>{t("tenant.control.stopText")}</p>
          {health === null ? <OutOfReach /> : <WorkUnderWay health={health} />}
          <PostForm action={`/admin/tenants/${id}/stop`}>
            <div class="field">
              <label for="note">{t("tenant.control.note")}</label>
              <input dir="auto" id="note" name="note" maxlength={200} autocomplete="off" />
            </div>
            <p class="actions">
              <Button class="danger">{t("frame.stopAll")}</Button>
              <a href={`/admin/tenants/${id}`} data-back>
                {t("stop.cancel")}
              </a>
            </p>
          </PostForm>
        </section>
      )}
      <p class="pager">
        <ManualLink page="going-live" />
      </p>
    </>,
  );
};

/** There is nothing left to stop, but a way back. */
const IsStopped = ({ id }: { readonly id: string }) => {
  const { t } = useMessages();
  return (
    <section aria-label={t("frame.resumeAll")}>
      <p>{t("stop.already")}</p>
      <PostForm action={`/admin/tenants/${id}/resume`}>
        <p class="actions">
          <Button>{t("frame.resumeAll")}</Button>
          <a href={`/admin/tenants/${id}`} data-back>
            {t("frame.toTenant")}
          </a>
        </p>
      </PostForm>
    </section>
  );
};

/**
 * What goes on once a stopped shop is resumed. `null`: it was confirmed, or isn't stopped, or its
 * object is out of reach, which the deed itself says.
 */
export async function throughResume(c: PageContext): Promise<Response | null> {
  const { asking } = c.var;
  const { tenantId: id } = asking;
  const { t } = messagesFor(c);
  const [tenant, health] = await Promise.all([requireTenant(asking), tenantHealth(asking)]);
  if (!tenant.ok || !health.ok || !health.value.pause.paused) return null;
  return confirmSheet(c, {
    // What waits goes on growing while somebody reads: it is told, and no reason to ask again.
    facts: ["resume", id, health.value.pause],
    tenant: tenant.value,
    title: t("frame.resumeAll"),
    tab: "settings",
    action: `/admin/tenants/${id}/resume`,
    back: `/admin/tenants/${id}`,
    button: { text: t("frame.resumeAll"), ends: false },
    manual: "going-live",
    children: (
      <>
        <p>{t("tenant.control.resumeText")}</p>
        <WorkUnderWay health={health.value} />
      </>
    ),
  });
}

/** What is under way in a shop, in words: told before it is stopped, and while it is. */
export const WorkUnderWay = ({ health }: { health: TenantHealth }) => {
  const { t, format } = useMessages();
  const { jobs, inDoubt, oldestWaiting } = health;
  const lines = [
    t("stop.running", { count: jobs.running }),
    t("stop.waiting", { count: jobs.queued + jobs.waiting }),
    ...(inDoubt === 0 ? [] : [t("stop.inDoubt", { count: inDoubt })]),
    ...(oldestWaiting === null ? [] : [t("stop.oldest", { when: format.stamp(oldestWaiting) })]),
  ];
  return (
    <ul>
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  );
};
