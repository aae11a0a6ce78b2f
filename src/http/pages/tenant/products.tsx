/** The product flow on a tenant's page: whether it is on, and a comparison of everything now. */
import type { Settings } from "../../../mapping/settings.ts";
import { TENANT } from "../../words/tenant/index.ts";
import { useWords } from "../../words/use.ts";
import { Badge, Csrf } from "../ui.tsx";
import { flowWord } from "./health.tsx";

export const Products = ({
  id,
  csrf,
  settings,
}: {
  id: string;
  csrf: string;
  settings: Settings;
}) => {
  const { products: t, health } = useWords(TENANT);
  const { enabled, createOnly } = settings.products;
  return (
    <section id="products" aria-labelledby="products-head">
      <div class="head">
        <h2 id="products-head">{t.title}</h2>
        <Badge word={flowWord(health, enabled)} />
      </div>
      <p>{createOnly ? t.leadNewOnly : t.lead}</p>
      {enabled ? (
        <div class="actions">
          <form method="post" action={`/admin/tenants/${id}/products`}>
            <Csrf token={csrf} />
            <button class="second">{t.compare}</button>
          </form>
        </div>
      ) : null}
    </section>
  );
};
