/** Which customer of the ledger a debtor is linked to, and the button that takes the link off. */
import type { NameEntry } from "../../../../domain/ledger/names.ts";
import type { LinkView } from "../../../../sync/contract/index.ts";
import { Copyable } from "../../frame/header.tsx";
import { When } from "../../parts/ui.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import { Button, PostForm } from "../../forms/post-form.tsx";

export const CustomerLink = ({
  address,
  link,
  customer,
}: {
  address: string;
  link: LinkView;
  /** The customer's name; `null`: it isn't kept any more. */
  customer: NameEntry | null;
}) => {
  const { t, rich } = useMessages();
  return (
    <section id="customer-link" aria-labelledby="customer-link-head">
      <h2 id="customer-link-head">{t("manualLinks.debtor.title")}</h2>
      <p>
        {customer === null
          ? t("manualLinks.debtor.nameless")
          : rich("manualLinks.debtor.linkedTo", {
              customer: (
                <strong>
                  {customer.note === null ? null : `${customer.note} `}
                  <bdi>{customer.name}</bdi>
                </strong>
              ),
            })}{" "}
        {t(`manualLinks.debtor.${link.by === "person" ? "byPerson" : "byItself"}`)} (
        <When at={link.updatedAt} />)
      </p>
      <details>
        <summary>{t("orders.technical")}</summary>
        <p>
          {t("manualLinks.debtor.id")} <Copyable text={link.target} />
        </p>
      </details>
      <PostForm action={`${address}/unlink`}>
        <p class="hint">{t("manualLinks.debtor.lead")}</p>
        <Button class="danger">{t("manualLinks.debtor.unlink")}</Button>
      </PostForm>
    </section>
  );
};
