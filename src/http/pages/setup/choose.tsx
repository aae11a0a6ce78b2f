/**
 * A sign-in at Asperion that gives access to several administrations: which of them the tenant is
 * for.
 */
import type { Context } from "hono";
import type { SignedIn } from "../../auth/session.ts";
import type { EdgeDeps } from "../../deps.ts";
import type { Choosing } from "../../oauth/finish.ts";
import { administrationsInUse, type SharedWith } from "../../usecases/administrations.ts";
import { reach } from "../../usecases/reach.ts";
import { wordsFor } from "../../words/language.ts";
import type { SetupWords } from "../../words/setup/en.ts";
import { SETUP } from "../../words/setup/index.ts";
import { isolate } from "../isolate.ts";
import { homeOf, page, refusedPage } from "../respond.tsx";
import { Badge, Csrf } from "../ui.tsx";

/**
 * Nothing is chosen beforehand: what is chosen can't be changed. `missed`: the form came without a
 * choice.
 */
export async function choosePage(
  deps: EdgeDeps,
  c: Context,
  signedIn: SignedIn,
  { tenantId, choice, administrations }: Choosing,
  missed = false,
): Promise<Response> {
  const { choose: t } = wordsFor(c, SETUP);
  const found = await reach(deps, signedIn.actor, tenantId);
  if (!found.ok) return refusedPage(c, signedIn, found.error, homeOf(c));
  const inUse = await administrationsInUse(deps, signedIn.actor, tenantId);
  return page(
    c,
    `${t.title} · ${isolate(found.value.name)}`,
    signedIn,
    <section>
      <h1>{t.title}</h1>
      <p class="sub">{t.shop(isolate(found.value.name))}</p>
      <p>{t.lead}</p>
      {administrations.some(({ id }) => inUse.has(id)) ? <p>{t.twice}</p> : null}
      <form method="post" action={`/admin/tenants/${tenantId}/administration`}>
        <Csrf token={signedIn.csrf} />
        <input type="hidden" name="choice" value={choice} />
        {missed ? (
          <p class="fault" id="administration-fault" role="alert">
            {t.none}
          </p>
        ) : null}
        <fieldset aria-describedby={missed ? "administration-fault" : undefined}>
          <legend>{t.legend}</legend>
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
        <button>{t.choose}</button>
      </form>
    </section>,
    missed ? 400 : 200,
  );
}

export const usedBy = (t: SetupWords["choose"], { names }: SharedWith): string =>
  names === null ? t.usedByAnother : t.usedBy(names.map(isolate).join(", "));
