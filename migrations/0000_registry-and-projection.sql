CREATE TABLE `alerts` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`code` text NOT NULL,
	`params` text NOT NULL,
	`job_id` text,
	`since` integer NOT NULL,
	`resolved_at` integer,
	`seq` integer NOT NULL,
	`deleted_at` integer,
	PRIMARY KEY(`tenant_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `alerts_open` ON `alerts` (`tenant_id`) WHERE "resolved_at" IS NULL AND "deleted_at" IS NULL;--> statement-breakpoint
CREATE INDEX `alerts_deleted` ON `alerts` (`deleted_at`) WHERE "deleted_at" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `api_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`tenant_id` text,
	`scope` text DEFAULT 'read' NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`last_used_at` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE TABLE `audit` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`tenant_id` text,
	`action` text NOT NULL,
	`before` text,
	`after` text
);
--> statement-breakpoint
CREATE INDEX `audit_tenant` ON `audit` (`tenant_id`,`id`);--> statement-breakpoint
CREATE TABLE `bounced_addresses` (
	`address_hash` text PRIMARY KEY NOT NULL,
	`since` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `chat_addresses` (
	`tenant_id` text NOT NULL,
	`chat` text NOT NULL,
	`sealed` text NOT NULL,
	`key_id` text NOT NULL,
	PRIMARY KEY(`tenant_id`, `chat`)
);
--> statement-breakpoint
CREATE TABLE `dead_letters` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text,
	`body` text NOT NULL,
	`at` integer NOT NULL,
	`ended_at` integer,
	`ended_by` text,
	`note` text
);
--> statement-breakpoint
CREATE TABLE `heartbeats` (
	`name` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `key_ids` (
	`tenant_id` text NOT NULL,
	`key_id` text NOT NULL,
	`since` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `key_id`)
);
--> statement-breakpoint
CREATE TABLE `links` (
	`tenant_id` text NOT NULL,
	`kind` text NOT NULL,
	`source` text NOT NULL,
	`target` text NOT NULL,
	`by` text NOT NULL,
	`updated_at` integer NOT NULL,
	`seq` integer NOT NULL,
	`deleted_at` integer,
	PRIMARY KEY(`tenant_id`, `kind`, `source`)
);
--> statement-breakpoint
CREATE INDEX `links_deleted` ON `links` (`deleted_at`) WHERE "deleted_at" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `memberships` (
	`user_id` text NOT NULL,
	`tenant_id` text NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`user_id`, `tenant_id`)
);
--> statement-breakpoint
CREATE INDEX `memberships_tenant` ON `memberships` (`tenant_id`);--> statement-breakpoint
CREATE TABLE `notice_secrets` (
	`tenant_id` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL,
	`key_id` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `oauth_states` (
	`state_hash` text PRIMARY KEY NOT NULL,
	`bound_to` text NOT NULL,
	`tenant_id` text NOT NULL,
	`vendor` text NOT NULL,
	`sealed` text NOT NULL,
	`key_id` text NOT NULL,
	`client` text,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `open_pages` (
	`session` text NOT NULL,
	`tenant_id` text NOT NULL,
	PRIMARY KEY(`session`, `tenant_id`)
);
--> statement-breakpoint
CREATE TABLE `owners` (
	`administration_id` integer NOT NULL,
	`what` text NOT NULL,
	`tenant_id` text NOT NULL,
	PRIMARY KEY(`administration_id`, `what`)
);
--> statement-breakpoint
CREATE TABLE `passkey_challenges` (
	`hash` text PRIMARY KEY NOT NULL,
	`user_id` text,
	`bound_to` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `passkeys` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`name` text NOT NULL,
	`public_key` text NOT NULL,
	`counter` integer NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer
);
--> statement-breakpoint
CREATE INDEX `passkeys_user` ON `passkeys` (`user_id`);--> statement-breakpoint
CREATE TABLE `reconciliations` (
	`tenant_id` text NOT NULL,
	`day` text NOT NULL,
	`at` integer NOT NULL,
	`orders` integer NOT NULL,
	`states` text NOT NULL,
	`totals` text NOT NULL,
	`findings` integer NOT NULL,
	`seq` integer NOT NULL,
	`deleted_at` integer,
	PRIMARY KEY(`tenant_id`, `day`)
);
--> statement-breakpoint
CREATE INDEX `reconciliations_deleted` ON `reconciliations` (`deleted_at`) WHERE "deleted_at" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `retention_runs` (
	`tenant_id` text NOT NULL,
	`day` text NOT NULL,
	`at` integer NOT NULL,
	`runs` integer NOT NULL,
	`cleared` text NOT NULL,
	`seq` integer NOT NULL,
	`deleted_at` integer,
	PRIMARY KEY(`tenant_id`, `day`)
);
--> statement-breakpoint
CREATE INDEX `retention_runs_deleted` ON `retention_runs` (`deleted_at`) WHERE "deleted_at" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `sessions` (
	`hash` text PRIMARY KEY NOT NULL,
	`actor` text NOT NULL,
	`user_id` text,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`browser` text,
	`country` text,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `settings_versions` (
	`tenant_id` text NOT NULL,
	`version` integer NOT NULL,
	`json` text NOT NULL,
	`actor` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `version`)
);
--> statement-breakpoint
CREATE TABLE `sign_in_tries` (
	`source` text PRIMARY KEY NOT NULL,
	`window_start` integer NOT NULL,
	`tries` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sign_in_tries_window` ON `sign_in_tries` (`window_start`);--> statement-breakpoint
CREATE TABLE `tenants` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`language` text NOT NULL,
	`administration_id` integer NOT NULL,
	`company_id` text,
	`company_name` text,
	`ledger_client` text,
	`state` text NOT NULL,
	`settings_version` integer NOT NULL,
	`webhook_token_hash` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tenants_company` ON `tenants` (`company_id`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`role` text DEFAULT 'member' NOT NULL,
	`language` text,
	`password_hash` text,
	`link_hash` text,
	`link_expires_at` integer,
	`reset_hash` text,
	`reset_expires_at` integer,
	`created_at` integer NOT NULL,
	`last_sign_in_at` integer,
	`ended_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email` ON `users` (`email`);--> statement-breakpoint
CREATE INDEX `users_link` ON `users` (`link_hash`) WHERE "link_hash" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `users_reset` ON `users` (`reset_hash`) WHERE "reset_hash" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `webhook_secrets` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`sealed` text NOT NULL,
	`key_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer,
	PRIMARY KEY(`tenant_id`, `id`)
);
--> statement-breakpoint
-- The audit log only grows: no statement of this or any other program may change what it says.
CREATE TRIGGER `audit_no_update` BEFORE UPDATE ON `audit` BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_no_delete` BEFORE DELETE ON `audit` BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
--> statement-breakpoint
-- `INSERT OR REPLACE` removes the row that stands in its way without firing the trigger of deletes.
CREATE TRIGGER `audit_no_replace` BEFORE INSERT ON `audit` WHEN EXISTS (SELECT 1 FROM `audit` WHERE `id` = NEW.`id`) BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
