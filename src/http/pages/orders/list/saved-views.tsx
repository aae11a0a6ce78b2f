/**
 * Lists that the reader saved: links above the list, and the form that saves the one that is shown.
 * What was searched isn't saved: it may name a customer.
 */
import type { Hono } from "hono";
import type { SavedView } from "../../../../sync/contract/jobs.ts";
import { messagesFor } from "../../../language.ts";
import { removeView, saveView } from "../../../usecases/jobs/saved-views.ts";
import type { PageEnv } from "../../frame/env.ts";
import { one } from "../../forms/form.ts";
import { isolate } from "../../../words/isolate.ts";
import { Button, PostForm } from "../../forms/post-form.tsx";
import { granted } from "../../frame/respond.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import { addressOf, type Filters, filtersOf } from "./filters.ts";

const MOST_NAME = 60;
const MOST_QUERY = 2_000;

export function savedViewRoutes(pages: Hono<PageEnv>): void {
  pages.post("/tenants/:id/orders/views", async (c) => {
    const { form } = c.var;
    const id = c.req.param("id");
    const filters = filtersIn(one(form, "query").slice(0, MOST_QUERY));
    const address = addressOf(id, "orders", filters, null);
    const back = { href: address, text: messagesFor(c).t("lists.lists.orders.back") };
    const name = one(form, "name").trim().slice(0, MOST_NAME);
    if (name === "") return c.redirect(address, 303);
    const query = new URL(address, "http://list").search;
    granted(await saveView(c.var.asking, { name, query }), back);
    return c.redirect(address, 303);
  });

  pages.post("/tenants/:id/orders/views/remove", async (c) => {
    const { form } = c.var;
    const id = c.req.param("id");
    const address = `/admin/tenants/${id}/orders`;
    const back = { href: address, text: messagesFor(c).t("lists.lists.orders.back") };
    granted(await removeView(c.var.asking, one(form, "name")), back);
    return c.redirect(address, 303);
  });
}

/** As the list itself reads them, so that nothing else is ever saved. */
function filtersIn(query: string): Filters {
  const asked = new URLSearchParams(query);
  return { ...filtersOf(Object.fromEntries(asked), asked.getAll("col")), text: "", cursor: null };
}

type SavedViewsProps = {
  readonly id: string;
  readonly filters: Filters;
  readonly views: readonly SavedView[];
};

export const SavedViews = ({ id, filters, views }: SavedViewsProps) => {
  const { t } = useMessages();
  const here = `/admin/tenants/${id}/orders`;
  const query = new URL(addressOf(id, "orders", { ...filters, text: "" }, null), "http://list")
    .search;
  if (query === "" && views.length === 0) return null;
  return (
    <>
      {views.length === 0 ? null : (
        <nav class="parts" aria-label={t("lists.views.title")}>
          {views.map((view) => (
            <a
              href={`${here}${view.query}`}
              aria-current={view.query === query ? "page" : undefined}
            >
              <bdi>{view.name}</bdi>
            </a>
          ))}
        </nav>
      )}
      <details class="views">
        <summary>{t("lists.views.manage")}</summary>
        {query === "" ? null : (
          <PostForm action={`${here}/views`} class="line">
            <input type="hidden" name="query" value={query} />
            <div class="field">
              <label for="view-name">{t("lists.views.name")}</label>
              <input
                dir="auto"
                id="view-name"
                name="name"
                maxlength={MOST_NAME}
                required
                autocomplete="off"
                aria-describedby="view-hint"
              />
              <p class="hint" id="view-hint">
                {t("lists.views.hint")}
              </p>
            </div>
            <Button class="second">{t("lists.views.save")}</Button>
          </PostForm>
        )}
        {views.map((view) => (
          <PostForm action={`${here}/views/remove`} class="line">
            <input type="hidden" name="name" value={view.name} />
            <Button class="plain">{t("lists.views.remove", { name: isolate(view.name) })}</Button>
          </PostForm>
        ))}
      </details>
    </>
  );
};
