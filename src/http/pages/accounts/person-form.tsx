/** The form that lets somebody in, with what each role may do. */
import type { Child } from "hono/jsx";
import { LANGUAGE_NAMES, LANGUAGES } from "../../../domain/language.ts";
import { SHOP_ROLES, type ShopRole } from "../../../domain/users/shop-role.ts";
import type { Fault } from "../../problem.ts";
import { type Form, one } from "../forms/form.ts";
import { Button, PostForm } from "../forms/post-form.tsx";
import { TextField } from "../forms/text-field.tsx";
import { Notice, PageSection } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { Select } from "../forms/select.tsx";

type PersonFormProps = {
  readonly action: string;
  readonly title: string;
  readonly form: Form;
  readonly faults: readonly Fault[];
  readonly withOperator: boolean;
  readonly children?: Child;
};

export const PersonForm = ({
  action,
  title,
  form,
  faults,
  withOperator,
  children,
}: PersonFormProps) => {
  const { t } = useMessages();
  return (
    <PageSection head="new" title={title}>
      {faults.length === 0 ? null : <Notice tone="bad" text={t("people.people.refused")} />}
      <PostForm action={action}>
        <TextField
          name="email"
          type="email"
          label={t("people.people.email")}
          hint=""
          most={200}
          form={form}
          faults={faults}
        />
        <TextField
          name="name"
          label={t("people.people.name")}
          hint=""
          most={100}
          form={form}
          faults={faults}
        />
        <div class="field">
          <label for="role">{t("people.roles.label")}</label>
          <RoleSelect
            id="role"
            chosen={one(form, "role") || "reader"}
            withOperator={withOperator}
            describedBy="role-hint"
          />
          <ul class="hint" id="role-hint">
            {roles(withOperator).map((role) => (
              <li>
                <strong>{t(`people.roles.${role}`)}</strong>: {t(`people.roles.${role}Hint`)}
              </li>
            ))}
          </ul>
        </div>
        {children}
        <div class="field">
          <label for="language">{t("people.people.language")}</label>
          <Select
            id="language"
            name="language"
            value={one(form, "language")}
            none={t("people.people.browser")}
            options={LANGUAGES}
            text={(language) => LANGUAGE_NAMES[language]}
          />
        </div>
        <Button>{t("people.people.make")}</Button>
      </PostForm>
    </PageSection>
  );
};

/** From the least rights to the most. */
const roles = (withOperator: boolean): readonly (ShopRole | "operator")[] => [
  ...SHOP_ROLES.toReversed(),
  ...(withOperator ? (["operator"] as const) : []),
];

type RoleSelectProps = {
  readonly id: string;
  readonly chosen: string;
  readonly withOperator: boolean;
  readonly describedBy?: string;
};

export const RoleSelect = ({ id, chosen, withOperator, describedBy }: RoleSelectProps) => {
  const { t } = useMessages();
  return (
    <Select
      id={id}
      name="role"
      value={chosen}
      options={roles(withOperator)}
      text={(role) => t(`people.roles.${role}`)}
      aria={{ "aria-describedby": describedBy }}
    />
  );
};
