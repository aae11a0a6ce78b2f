/** The product flow on a tenant's page: whether it is on, and a comparison of everything now. */
import type { Settings } from "../../../mapping/settings.ts";
import { Badge, Csrf } from "../ui.tsx";

export const Products = ({ id, csrf, settings }: { id: string; csrf: string; settings: Settings }) => {
  const { enabled, createOnly } = settings.products;
  return (
    <section id="products" aria-labelledby="products-head">
      <div class="head">
        <h2 id="products-head">Products</h2>
        <Badge word={enabled ? { text: "On", tone: "good" } : { text: "Off", tone: "quiet" }} />
      </div>
      <p>
        Articles of eAccounting become articles in Asperion{createOnly ? ", and those that are there already are left alone" : ""}. What changed is read every quarter of an hour, and each night everything is compared. No categories, images or customers' own prices are sent.
      </p>
      {enabled ? (
        <div class="actions">
          <form method="post" action={`/admin/tenants/${id}/products`}>
            <Csrf token={csrf} />
            <button class="second">Compare all products now</button>
          </form>
        </div>
      ) : null}
    </section>
  );
};
