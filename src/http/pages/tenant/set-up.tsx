/** The articles that carry what no line of the shop does, and what set-up made of them. */
import type { TenantHealth } from "../../../sync/rpc.ts";
import { percentText } from "../format.ts";
import { Badge, Csrf, Wide } from "../ui.tsx";

type Carriers = NonNullable<TenantHealth["ownArticles"]["oss"]>;

const carriers = ({ shipping = {}, discount = {}, fee = {}, item = {}, adjusting = {} }: Carriers, how: string) => [
  ...Object.entries(shipping).map(([rate, article]) => ({ use: `Shipping at ${percentText(rate)} VAT${how}`, article })),
  ...Object.entries(discount).map(([rate, article]) => ({ use: `Discount at ${percentText(rate)} VAT${how}`, article })),
  ...Object.entries(fee).map(([rate, article]) => ({ use: `Fees and tips at ${percentText(rate)} VAT${how}`, article })),
  ...Object.entries(item).map(([coding, article]) => ({ use: `What is booked by coding ${coding}${how}`, article })),
  ...Object.entries(adjusting).map(([coding, article]) => ({ use: `Cents of the rows of coding ${coding}${how}`, article })),
];

export const SetUp = ({ id, csrf, health }: { id: string; csrf: string; health: TenantHealth }) => {
  const { closing, oss, shippingAbroad = null } = health.ownArticles;
  const articles = [
    ...carriers(health.ownArticles, ""),
    ...(oss === undefined ? [] : carriers(oss, ", under OSS")),
    ...(shippingAbroad === null ? [] : [{ use: "Shipping of goods sold abroad without VAT", article: shippingAbroad }]),
    ...(closing === null ? [] : [{ use: "Rounding of VAT (0 %)", article: closing }]),
  ];
  const connected = health.connections.every((connection) => connection.state === "connected");
  return (
    <section id="set-up" aria-labelledby="set-up-head">
      <div class="head">
        <h2 id="set-up-head">Set-up</h2>
        <Badge word={articles.length === 0 ? { text: "Not done", tone: "warn" } : { text: `Done: ${articles.length} articles`, tone: "good" }} />
      </div>
      <p>
        Makes the articles for shipping, discounts, fees and rounding in eAccounting, and one for each coding that the settings name, and marks the company as kept by this installation. It can be run again at any time: what is there is taken, what is missing is made.
      </p>
      {articles.length === 0 ? null : (
        <details>
          <summary>The articles and what they carry</summary>
          <Wide label="Articles of our own">
            <table>
              <thead>
                <tr>
                  <th scope="col">Carries</th>
                  <th scope="col">Article in eAccounting</th>
                </tr>
              </thead>
              <tbody>
                {articles.map(({ use, article }) => (
                  <tr>
                    <td>{use}</td>
                    <td>
                      <code>{article}</code>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Wide>
          {closing === null ? <p>There is no article for rounding: the company has no active coding with 0 % VAT. Orders that need such a row are held.</p> : null}
        </details>
      )}
      {connected ? null : <p class="empty">Both sides have to be connected first.</p>}
      <div class="actions">
        <form method="post" action={`/admin/tenants/${id}/set-up`}>
          <Csrf token={csrf} />
          <button class={articles.length === 0 ? undefined : "second"}>Run set-up</button>
        </form>
        <form method="post" action={`/admin/tenants/${id}/refresh`}>
          <Csrf token={csrf} />
          <button class="second">Read look-ups again</button>
        </form>
      </div>
    </section>
  );
};
