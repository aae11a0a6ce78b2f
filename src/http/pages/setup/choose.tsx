/** A sign-in at Asperion that gives access to several administrations: which of them the tenant is for. */
import type { Context } from "hono";
import type { SignedIn } from "../../auth/session.ts";
import type { Choosing } from "../../oauth/finish.ts";
import { wordsFor } from "../../words/language.ts";
import { SETUP } from "../../words/setup/index.ts";
import { page } from "../respond.tsx";
import { Csrf } from "../ui.tsx";

export function choosePage(c: Context, signedIn: SignedIn, { tenantId, choice, administrations }: Choosing): Promise<Response> {
  const { choose: t } = wordsFor(c, SETUP);
  return page(
    c,
    t.title,
    signedIn,
    <section>
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      <form method="post" action={`/admin/tenants/${tenantId}/administration`}>
        <Csrf token={signedIn.csrf} />
        <input type="hidden" name="choice" value={choice} />
        <fieldset>
          <legend>{t.legend}</legend>
          {administrations.map(({ id, name }, index) => (
            <label class="check">
              <input type="radio" name="administrationId" value={String(id)} checked={index === 0} />
              <bdi>{name}</bdi> ({id})
            </label>
          ))}
        </fieldset>
        <button>{t.choose}</button>
      </form>
    </section>,
  );
}
