/** The product flow on a tenant's page: whether it is on, and a comparison of everything now. */
import type { Settings } from "../../../../settings/schema.ts";
import { Badge, Csrf } from "../../parts/ui.tsx";
import { flowWord } from "../health.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import { Button, PostForm } from "../../forms/post-form.tsx";

export const Products = ({
  id,
  csrf,
  settings,
}: {
  id: string;
  csrf: string;
  settings: Settings;
}) => {
  const { t } = useMessages();
  const { enabled, createOnly } = settings.products;
  return (
    <section id="products" aria-labelledby="products-head">
      <div class="head">
        <h2 id="products-head">{t("tenant.products.title")}</h2>
        <Badge word={flowWord(t, enabled)} />
      </div>
      <p>{createOnly ? t("tenant.products.leadNewOnly") : t("tenant.products.lead")}</p>
      {enabled ? (
        <div class="actions">
          <PostForm action={`/admin/tenants/${id}/products`}>
            <Csrf token={csrf} />
            <Button class="second">{t("tenant.products.compare")}</Button>
          </PostForm>
        </div>
      ) : null}
    </section>
  );
};
