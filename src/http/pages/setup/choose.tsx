/**
 * A sign-in at Asperion that gives access to several administrations: which of them the tenant is
 * for.
 */
import type { Context } from "hono";
import type { SignedIn } from "../../auth/session.ts";
import type { EdgeDeps } from "../../deps.ts";
import type { Choosing } from "../../oauth/finish.ts";
import { administrationsInUse, type SharedWith } from "../../usecases/tenants/administrations.ts";
import { requireTenant } from "../../usecases/tenant-access.ts";
import { isolate } from "../../words/isolate.ts";
import { granted, pageFor } from "../frame/respond.tsx";
import { Badge } from "../parts/ui.tsx";
import { messagesFor } from "../../language.ts";
import type { Messages } from "../../../messages/index.ts";
import { Button, PostForm } from "../forms/post-form.tsx";

/** Nothing is chosen beforehand, as it can't be changed. `missed`: it came without a choice. */
export async function choosePage(
  deps: EdgeDeps,
  c: Context,
  signedIn: SignedIn,
  { tenantId, choice, administrations }: Choosing,
  missed = false,
): Promise<Response> {
  const { t } = messagesFor(c);
  const found = granted(await requireTenant({ deps, actor: signedIn.actor, tenantId }));
  const inUse = await administrationsInUse({ deps, actor: signedIn.actor, tenantId });
  return pageFor(
    c,
    `${t("setup.choose.title")} · ${isolate(found.name)}`,
    signedIn,
    <section>
      <h1>{t("setup.choose.title")}</h1>
      <p class="sub">{t("setup.choose.shop", { shop: isolate(found.name) })}</p>
      <p>{t("setup.choose.lead")}</p>
      {administrations.some(({ id }) => inUse.has(id)) ? <p>{t("setup.choose.twice")}</p> : null}
      <PostForm action={`/admin/tenants/${tenantId}/administration`}>
        <input type="hidden" name="choice" value={choice} />
        {missed ? (
          <p class="fault" id="administration-fault" role="alert">
            {t("setup.choose.none")}
          </p>
        ) : null}
        <fieldset aria-describedby={missed ? "administration-fault" : undefined}>
          <legend>{t("setup.choose.legend")}</legend>
          {administrations.map(({ id, name }) => {
            const used = inUse.get(id);
            return (
              <label class="check">
                <input type="radio" name="administrationId" value={String(id)} required />
                <span>
                  <bdi>{name}</bdi> ({id}){" "}
                  {used === undefined ? null : (
                    <Badge word={{ text: usedBy(t, used), tone: "warn" }} />
                  )}
                </span>
              </label>
            );
          })}
        </fieldset>
        <Button>{t("setup.choose.choose")}</Button>
      </PostForm>
    </section>,
    missed ? 400 : 200,
  );
}

export const usedBy = (t: Messages["t"], { names }: SharedWith): string =>
  names === null
    ? t("setup.choose.usedByAnother")
    : t("setup.choose.usedBy", { shops: names.map(isolate).join(", ") });
