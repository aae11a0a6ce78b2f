/** Which customer of the ledger a debtor is linked to, and the button that takes the link off. */
import type { LinkView } from "../../../sync/rpc.ts";
import { BY_HAND } from "../../words/by-hand/index.ts";
import { useWords } from "../../words/use.ts";
import { Csrf, When } from "../ui.tsx";

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
  const t = useWords(BY_HAND).debtor;
  return (
    <section id="customer-link" aria-labelledby="customer-link-head">
      <h2 id="customer-link-head">{t.title}</h2>
      <p>
        {t.stands(<code>{link.target}</code>)} {link.by === "person" ? t.byPerson : t.byItself} (
        <When at={link.updatedAt} now={now} />)
      </p>
      <form method="post" action={`${address}/unlink`}>
        <Csrf token={csrf} />
        <p class="hint">{t.lead}</p>
        <button class="danger">{t.unlink}</button>
      </form>
    </section>
  );
};
