/** A secret, in the one answer that holds it. */
import type { PageContext } from "../env.ts";
import { page } from "../respond.tsx";
import { Notice } from "../ui.tsx";

type ShownOnce = { readonly title: string; readonly what: string; readonly secret: string; readonly help: string };

export const shownOncePage = (c: PageContext, id: string, { title, what, secret, help }: ShownOnce): Promise<Response> =>
  page(
    c,
    title,
    c.var.signedIn,
    <>
      <h1>{title}</h1>
      <Notice tone="warn" title="Copy it now: it is shown this once.">
        <p>{what}</p>
        <code class="secret">{secret}</code>
      </Notice>
      <p>{help}</p>
      <p>
        <a class="button" href={`/admin/tenants/${id}#webhooks`}>
          I have copied it
        </a>
      </p>
    </>,
  );
