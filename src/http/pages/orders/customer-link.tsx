/** Which customer of the ledger a debtor is linked to, and the button that takes the link off. */
import type { LinkView } from "../../../sync/rpc.ts";
import { Csrf, When } from "../ui.tsx";
import { useMessages } from "../use-messages.ts";
import { Button, PostForm } from "../post-form.tsx";

export const CustomerLink = ({
  address,
  csrf,
  link,
  now,
}: {
  address: string;
  csrf: string;
  link: LinkView;
  now: number;
}) => {
  const { t, rich } = useMessages();
  return (
    <section id="customer-link" aria-labelledby="customer-link-head">
      <h2 id="customer-link-head">{t("byHand.debtor.title")}</h2>
      <p>
        {rich("byHand.debtor.stands", { id: <code>{link.target}</code> })}{" "}
        {link.by === "person" ? t("byHand.debtor.byPerson") : t("byHand.debtor.byItself")} (
        <When at={link.updatedAt} now={now} />)
      </p>
      <PostForm action={`${address}/unlink`}>
        <Csrf token={csrf} />
        <p class="hint">{t("byHand.debtor.lead")}</p>
        <Button class="danger">{t("byHand.debtor.unlink")}</Button>
      </PostForm>
    </section>
  );
};
