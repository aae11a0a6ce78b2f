/** Stop and resume, the tenant's name, and who changed what. */
import type { recentAudit } from "../../../store/audit.ts";
import { countText } from "../format.ts";
import { Csrf, Wide, When } from "../ui.tsx";

type ControlProps = { readonly id: string; readonly csrf: string; readonly name: string; readonly stopped: boolean };

export const Control = ({ id, csrf, name, stopped }: ControlProps) => (
  <section id="control" aria-labelledby="control-head">
    <h2 id="control-head">{stopped ? "Resume" : "Stop"}</h2>
    {stopped ? (
      <form method="post" action={`/admin/tenants/${id}/resume`}>
        <Csrf token={csrf} />
        <p>What has waited is then done in its order.</p>
        <button>Resume</button>
      </form>
    ) : (
      <form method="post" action={`/admin/tenants/${id}/stop`}>
        <Csrf token={csrf} />
        <p>Nothing is written to eAccounting until it is resumed. Orders are taken in and wait; nothing is lost.</p>
        <div class="field">
          <label for="note">Note (shown here)</label>
          <input id="note" name="note" maxlength={200} autocomplete="off" />
        </div>
        <button class="danger">Stop</button>
      </form>
    )}
    <details>
      <summary>Change the name</summary>
      <form method="post" action={`/admin/tenants/${id}/name`} class="line">
        <Csrf token={csrf} />
        <div class="field">
          <label for="tenant-name">Name</label>
          <input id="tenant-name" name="name" value={name} maxlength={100} required autocomplete="off" />
        </div>
        <button class="second">Save the name</button>
      </form>
    </details>
  </section>
);

type Row = Awaited<ReturnType<typeof recentAudit>>[number];

export const Trail = ({ rows }: { rows: readonly Row[] }) => (
  <section aria-labelledby="trail">
    <h2 id="trail">Who changed what</h2>
    <details>
      <summary>{countText(rows.length, "change")}, the newest first</summary>
      <Wide label="Changes">
        <table>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">What</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                <td>
                  <When at={row.at} />
                </td>
                <td>{row.actor}</td>
                <td>{row.action}</td>
                <td>{row.before}</td>
                <td>{row.after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </details>
  </section>
);
